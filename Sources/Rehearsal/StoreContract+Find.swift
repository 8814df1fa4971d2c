package import CaseStore
import Casework
import Testing

extension StoreContract {
    /// Takes everything that was written into the index.
    package static func index(_ store: any CaseStore) async throws {
        while try await store.indexNext() != .nothingLeft {}
    }

    private static func found(
        _ typed: String, in store: any CaseStore, limit: Int = 100
    ) async throws -> [Int64] {
        let query = try FindQuery(typed)
        return try await store.read { try $0.find(query, limit: limit).cases.map(\.number) }
    }

    static let finding: [Clause] = [
        Clause("a case is found by what stands anywhere in it, the newest first") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                _ = try wholeLife(of: desk)
                var nora = try desk.open(
                    .said("All lights of my Röuter are red", id: "a", by: "@nora@x.example"))
                nora = try desk.happen(.noted(text: "line fault known"), to: nora, by: "bo")
                nora = try desk.happen(.tagged(tag: "flood"), to: nora)
                try desk.happen(.linked(reference: "CRM-77"), to: nora)
                try desk.open(.said("my router is dead", id: "b", by: "@zed"))
            }
            #expect(try await found("router", in: store) == [])
            try await index(store)
            #expect(try await found("router", in: store) == [3, 2])
            #expect(try await found("ROUT* lights", in: store) == [2])
            for typed in [
                "\"line fault\"", "flood", "#flood", "crm-77", "@nora", "nora lights fault",
                "\"my router\" red",
            ] {
                #expect(try await found(typed, in: store) == [2], "\(typed)")
            }
            for typed in ["\"fault line\"", "@nor", "router zebra", "#fault"] {
                #expect(try await found(typed, in: store) == [], "\(typed)")
            }
            #expect(try await store.indexNext() == .nothingLeft)
        },
        Clause("what was changed, deleted or moved is not found where it was") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                try desk.open(.said("the zebra is gone", id: "1"))
                try desk.open(.said("a heron came", id: "2"))
                try desk.open(.said("an otter swims", id: "3"))
                try desk.open(.said("with a beaver", id: "4"))
            }
            try await index(store)
            try await store.write { desk throws in
                let key = { MentionKey(source: "crm", id: $0) }
                func matter(_ number: Int64) throws -> Case {
                    guard let found = try desk.matter(CaseID(number)) else { throw Stop() }
                    return found
                }
                try desk.happen(
                    .mentionEdited(key: key("1"), text: "the okapi is", editedAt: .halfPastTen),
                    to: try matter(1))
                try desk.happen(
                    .mentionDeleted(key: key("2"), deletedAt: .halfPastTen), to: try matter(2))
                let moved = try matter(3).mentions
                try desk.happen(.merged(into: CaseID(4)), to: try matter(3))
                try desk.happen(.absorbed(from: CaseID(3), mentions: moved), to: try matter(4))
            }
            try await index(store)
            let expected: [String: [Int64]] = [
                "zebra": [], "gone": [], "okapi": [1], "heron": [], "otter": [4], "beaver": [4],
                "otter beaver": [4], "the is": [1],
            ]
            for (typed, cases) in expected {
                #expect(try await found(typed, in: store) == cases, "\(typed)")
            }
        },
        Clause("only replies that were sent are found") { bench in
            let store = try await bench.open()
            let draft = Draft.written("We send an engineer")
            try await store.write { desk throws in
                let matter = try desk.open(.said())
                try desk.happen(.draftWritten(draft: draft), to: matter)
            }
            try await index(store)
            #expect(try await found("engineer", in: store) == [])
            try await store.write { desk throws in
                let matter = try #require(try desk.matter(CaseID(1)))
                try desk.happen(
                    .draftApproved(revision: 1, mark: draft.mark, approver: "sam"),
                    .replyDeparted(revision: 1, mark: draft.mark),
                    .replySent(revision: 1, mark: draft.mark, reference: nil), to: matter)
            }
            try await index(store)
            #expect(try await found("engineer", in: store) == [1])
        },
        Clause("so many are found as were asked for, and more are known of") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                for number in 1...400 {
                    let word = number.isMultiple(of: 100) ? "rare" : "often"
                    try desk.open(.said("\(word) needle \(number)", id: "\(number)"))
                }
            }
            try await index(store)
            let query = try FindQuery("needle")
            let found = try await store.read { try $0.find(query, limit: 3) }
            #expect(found.cases.map(\.number) == [400, 399, 398])
            #expect(found.hasMore && found.reading == nil && found.unread == 0)
            let rare = try FindQuery("needle rare")
            let all = try await store.read { try $0.find(rare, limit: 4) }
            #expect(all.cases.map(\.number) == [400, 300, 200, 100])
            #expect(!all.hasMore)
            let absent = try FindQuery("needle zebra")
            let none = try await store.read { try $0.find(absent, limit: 4) }
            #expect(none.missing.map(\.typed) == ["zebra"])
        },
        Clause("a stem for which nearly every word stands is sent back") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                let words = (0..<80).map { "in\($0)x" }.joined(separator: " ")
                try desk.open(.said("\(words) outage", id: "1"))
            }
            try await index(store)
            let wide = try FindQuery("outage in*")
            let found = try await store.read { try $0.find(wide, limit: 4) }
            #expect(found.tooWide?.typed == "in*")
            #expect(try await Self.found("in7*", in: store) == [1])
        },
        Clause("what happened before the index began is taken in from the newest on") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                for number in 1...1500 {
                    let day = Int64(number)
                    try desk.open(
                        .said("needle n\(number)", id: "\(number)"), at: .halfPastTen + .days(day))
                }
                try desk.happen(
                    .noted(text: "blue"), to: try #require(try desk.matter(CaseID(3))))
            }
            let query = try FindQuery("needle")
            let before = try await store.read { try $0.find(query, limit: 10) }
            #expect(before.unread == 1501)
            _ = try await store.indexNext()
            let begun = try await store.read { try $0.find(query, limit: 10) }
            #expect(begun.cases == [] && begun.reading == Found.Gap(backTo: nil))
            for _ in 0..<2 { _ = try await store.indexNext() }
            let some = try await store.read { try $0.find(query, limit: 2000) }
            let oldest = try #require(some.cases.last)
            #expect((1200...1499).contains(oldest.number))
            #expect(some.cases.map(\.number) == Array((oldest.number...1500).reversed()))
            #expect(
                some.reading
                    == Found.Gap(backTo: .halfPastTen + .days(oldest.number)))
            // What happens to a case that is not read yet is read with it.
            try await store.write { desk throws in
                try desk.happen(
                    .mentionEdited(
                        key: MentionKey(source: "crm", id: "2"), text: "green",
                        editedAt: .halfPastTen), to: try #require(try desk.matter(CaseID(2))))
                try desk.open(.said("needle new", id: "new"))
            }
            try await index(store)
            let whole = try await store.read { try $0.find(query, limit: 1000) }
            #expect(whole.cases.first?.number == 1501)
            #expect(whole.hasMore && whole.reading == nil && whole.unread == 0)
            #expect(try await found("n1", in: store) == [1])
            #expect(try await found("blue", in: store) == [3])
            #expect(try await found("green", in: store) == [2])
            #expect(try await found("n2", in: store) == [])
        },
        Clause("whichever write of a step fails, the index is whole in the end") { bench in
            let counter = Attempts()
            var store = try await bench.open(probe: counter.probe)
            try await store.write { desk throws in
                try desk.open(.said("first zebra", id: "1"))
                try desk.open(.said("second heron", id: "2"))
            }
            try await index(store)
            for number in 1... {
                try await store.write { desk throws in
                    let first = try #require(try desk.matter(CaseID(1)))
                    try desk.happen(
                        .mentionEdited(
                            key: MentionKey(source: "crm", id: "1"), text: "edit\(number) zebra",
                            editedAt: .halfPastTen), to: first)
                }
                counter.fail(at: number)
                do {
                    try await index(store)
                    counter.fail(at: nil)
                    #expect(number > 5)
                    break
                } catch is Stop {}
                counter.fail(at: nil)
                try await store.close()
                store = try await bench.open(probe: counter.probe)
                try await index(store)
                #expect(try await found("edit\(number)", in: store) == [1], "write \(number)")
                #expect(try await found("edit\(number - 1)", in: store) == [], "write \(number)")
                #expect(try await found("zebra", in: store) == [1], "write \(number)")
            }
        },
        Clause("notes are told in order") { bench in
            let store = try await bench.open()
            let id = try await store.write { desk throws in
                var matter = try desk.open(.said())
                matter = try desk.happen(.noted(text: "one"), to: matter, by: "dana")
                matter = try desk.happen(.claimed(holder: "bo"), to: matter, by: "bo")
                return try desk.happen(
                    .noted(text: "two"), to: matter, at: .halfPastTen + .minutes(1)
                ).id
            }
            #expect(
                try await store.read { try $0.notes(of: id) } == [
                    CaseNote(text: "one", by: "dana", at: .halfPastTen),
                    CaseNote(text: "two", by: nil, at: .halfPastTen + .minutes(1)),
                ])
        },
    ]
}
