import CaseStore
import Casework
import Testing

extension StoreContract {
    static let conversations: [Clause] = [
        Clause("a mention is in one case only") { bench in
            let store = try await bench.open()
            let first = try await store.write { try $0.open(.said()) }
            await #expect(throws: StoreFailure.self) {
                try await store.write { _ = try $0.open(.said()) }
            }
            await #expect(throws: StoreFailure.self) {
                try await store.write { desk throws in
                    try desk.happen(.joined(mention: .said(), thanks: false), to: first)
                }
            }
            #expect(try await store.read { try $0.caseHolding(Mention.said().key) } == first.id)
            #expect(try await store.read { try $0.lastEvent() } == 1)
        },
        Clause("a mention is never lost from its case") { bench in
            let store = try await bench.open()
            let matter = try await store.write { try $0.open(.said()) }
            await #expect(throws: StoreFailure.self) {
                try await store.write { desk throws in
                    var robbed = matter
                    robbed.mentions = []
                    try desk.record(
                        [.noted(text: "gone")], matter: robbed, before: matter, by: nil, via: nil,
                        at: .halfPastTen)
                }
            }
            #expect(try await store.read { try $0.matter(matter.id) } == matter)
        },
        Clause("merging moves every mention, and each stays in one case") { bench in
            let store = try await bench.open()
            let (from, into) = try await store.write { desk throws in
                var from = try desk.open(.said("one", id: "1", in: "c-1"))
                from = try desk.happen(
                    .joined(mention: .said("two", id: "2", in: "c-1"), thanks: false), to: from)
                let into = try desk.open(.said("three", id: "3", in: "c-3"))
                let moved = from.mentions
                from = try desk.happen(.merged(into: into.id), to: from)
                return (
                    from, try desk.happen(.absorbed(from: from.id, mentions: moved), to: into)
                )
            }
            #expect(try await store.read { try $0.matter(from.id) } == from)
            #expect(try await store.read { try $0.matter(into.id) } == into)
            #expect(into.mentions.map(\.key.id) == ["3", "1", "2"])
            #expect(
                try await store.read { desk throws in
                    try ["1", "2", "3"].map {
                        try desk.caseHolding(MentionKey(source: "crm", id: $0))
                    }
                } == [into.id, into.id, into.id])
            #expect(
                try await store.read {
                    try $0.newestCase(source: "crm", conversation: "c-1", before: nil)
                } == into.id)
            #expect(try await store.verifyReplay().holds)
        },
        Clause("a thread is found by its newest case, at its own source") { bench in
            let store = try await bench.open()
            let (first, second) = try await store.write { desk throws in
                let first = try desk.open(.said(id: "1", in: "c-77"))
                let second = try desk.open(.said(id: "2", in: "c-77"))
                try desk.open(.said(id: "3", source: "mastodon", in: "c-78"))
                try desk.open(.said(id: "4"))
                return (first.id, second.id)
            }
            try await store.read { desk throws in
                func newest(
                    _ source: SourceName, _ thread: String, before: CaseID? = nil
                ) throws -> CaseID? {
                    try desk.newestCase(source: source, conversation: thread, before: before)
                }
                #expect(try newest("crm", "c-77") == second)
                #expect(try newest("crm", "c-77", before: second) == first)
                #expect(try newest("crm", "c-77", before: first) == nil)
                #expect(try newest("mastodon", "c-77") == nil)
                #expect(try newest("crm", "c-79") == nil)
            }
        },
        Clause("a sent reply is found by what its receiver calls it") { bench in
            let store = try await bench.open()
            let id = try await store.write { try wholeLife(of: $0).id }
            try await store.read { desk throws in
                #expect(try desk.caseAnswered(source: "crm", reference: "r-1") == id)
                #expect(try desk.caseAnswered(source: "mastodon", reference: "r-1") == nil)
                #expect(try desk.caseAnswered(source: "crm", reference: "r-2") == nil)
            }
        },
    ]
}
