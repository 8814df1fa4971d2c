import CaseStore
import Casework
import Testing

extension StoreContract {
    static let lists: [Clause] = [
        Clause("cases are listed newest first, page by page") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                for number in 1...7 {
                    try desk.open(
                        .said(id: "\(number)"), queue: number.isMultiple(of: 2) ? "b" : "a")
                }
            }
            try await store.read { desk throws in
                func numbers(_ query: CaseQuery) throws -> [Int64] {
                    try desk.cases(query).map(\.id.number)
                }
                #expect(try numbers(CaseQuery()) == [7, 6, 5, 4, 3, 2, 1])
                #expect(try numbers(CaseQuery(limit: 2)) == [7, 6])
                #expect(try numbers(CaseQuery(after: CaseID(6), limit: 2)) == [5, 4])
                #expect(try numbers(CaseQuery(queue: "b")) == [6, 4, 2])
                #expect(try numbers(CaseQuery(phases: [.new], after: CaseID(4))) == [3, 2, 1])
                #expect(try numbers(CaseQuery(phases: [.noise])) == [])
                #expect(try numbers(CaseQuery(limit: 0)) == [])
                #expect(try numbers(CaseQuery(limit: -1)) == [])
            }
        },
        Clause("urgency is priority, points, due time, age; due is due time, age") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                try desk.open(.said(id: "1"), queue: "a", priority: .p2, points: 90, due: at)
                try desk.open(.said(id: "2"), queue: "b", priority: .p1, points: 50)
                try desk.open(.said(id: "3"), queue: "a", priority: .p1, points: 60)
                try desk.open(
                    .said(id: "4"), queue: "a", priority: .p1, points: 50, due: at + .hours(1))
                try desk.open(.said(id: "5"), queue: "b", priority: .p1, points: 50)
                let ended = try desk.open(.said(id: "6"), queue: "a", priority: .p1, points: 99)
                try desk.happen(.resolved(outcome: nil), to: ended)
                let held = try desk.open(.said(id: "7"), queue: "b", priority: .p1, points: 98)
                try desk.happen(.claimed(holder: "dana"), to: held)
            }
            try await store.read { desk throws in
                func numbers(_ query: CaseQuery) throws -> [Int64] {
                    try desk.cases(query).map(\.id.number)
                }
                #expect(try numbers(CaseQuery(order: .urgency)) == [7, 3, 4, 2, 5, 1])
                #expect(try numbers(CaseQuery(free: true, order: .urgency, limit: 3)) == [3, 4, 2])
                #expect(try numbers(CaseQuery(queue: "b", order: .urgency)) == [7, 2, 5])
                #expect(try numbers(CaseQuery(phases: [.claimed], order: .urgency)) == [7])
                #expect(try numbers(CaseQuery(phases: [.resolved], order: .urgency)) == [])
                #expect(try numbers(CaseQuery(order: .due)) == [1, 4, 2, 3, 5, 7])
                #expect(try numbers(CaseQuery(queue: "a", order: .due, limit: 2)) == [1, 4])
            }
        },
        Clause("cases are listed by their customers' language, as long as that is known") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                func open(_ id: String, _ language: String?, points: Int) throws -> Case {
                    var mention = Mention.said(id: id)
                    mention.language = language
                    return try desk.open(mention, points: points)
                }
                _ = try open("1", "de-AT", points: 30)
                _ = try open("2", "EN", points: 60)
                _ = try open("3", nil, points: 20)
                let changed = try open("4", "fr", points: 50)
                var later = Mention.said(id: "5")
                later.language = "de"
                try desk.happen(.joined(mention: later, thanks: false), to: changed)
                var others = Mention.said(id: "6", by: "@zed")
                others.language = "de"
                try desk.happen(
                    .joined(mention: others, thanks: false),
                    to: try open("7", "fr", points: 99))
            }
            try await store.read { desk throws in
                func numbers(_ languages: [String]?, limit: Int = 9) throws -> [Int64] {
                    try desk.cases(
                        CaseQuery(
                            phases: [.new], queue: "care", free: true, languages: languages,
                            order: .urgency, limit: limit)
                    ).map(\.id.number)
                }
                #expect(try numbers(nil) == [5, 2, 4, 1, 3])
                #expect(try numbers(["de"]) == [4, 1, 3])
                #expect(try numbers(["de", "en"], limit: 2) == [2, 4])
                #expect(try numbers(["xx"]) == [3])
                #expect(try numbers([]) == [3])
            }
        },
        Clause("a person's cases are listed, and nobody's") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                for number in 1...4 {
                    let matter = try desk.open(
                        .said(id: "\(number)"), queue: number == 1 ? "a" : "b", points: number)
                    if number == 4 { continue }
                    try desk.happen(
                        .claimed(holder: number == 2 ? "bo" : "dana"), to: matter)
                }
            }
            try await store.read { desk throws in
                func numbers(_ query: CaseQuery) throws -> [Int64] {
                    try desk.cases(query).map(\.id.number)
                }
                #expect(try numbers(CaseQuery(holder: "dana")) == [3, 1])
                #expect(try numbers(CaseQuery(queue: "a", holder: "dana")) == [1])
                #expect(try numbers(CaseQuery(phases: [.drafted], holder: "dana")) == [])
                #expect(try numbers(CaseQuery(holder: "dana", order: .urgency)) == [3, 1])
                #expect(try numbers(CaseQuery(holder: "dana", order: .urgency, limit: 1)) == [3])
                #expect(try numbers(CaseQuery(free: true)) == [4])
            }
        },
        Clause("a list shows what a case is at a glance") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            let matter = try await store.write { desk throws in
                var matter = try desk.open(
                    .said(String(repeating: "é", count: 300)), due: at + .minutes(30))
                matter = try desk.happen(.claimed(holder: "dana"), to: matter, at: at)
                return try desk.happen(.draftWritten(draft: .written()), to: matter)
            }
            let row = try await store.read { try $0.cases(CaseQuery()).first }
            #expect(
                row
                    == CaseRow(
                        id: matter.id, phase: .drafted, queue: "care", priority: .p2, points: 30,
                        customer: matter.customer, holder: "dana", heldSince: at, openedAt: at,
                        dueAt: at + .minutes(30), answeredAt: nil,
                        opening: String(repeating: "é", count: 200), mark: "k7f2",
                        draftState: .waiting))
        },
        Clause("counts follow every move") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                for number in 1...3 { try desk.open(.said(id: "\(number)")) }
                let matter = try desk.open(.said(id: "4"), queue: "billing", priority: .p1)
                try desk.happen(.claimed(holder: "dana"), to: matter)
                let other = try desk.open(.said(id: "5"))
                try? desk.savepoint {
                    try desk.happen(.noise(), to: other)
                    throw Stop()
                }
                try desk.happen(.routed(queue: "billing", because: "refund"), to: other)
            }
            #expect(
                try await store.read { try $0.caseCounts() } == [
                    CaseCount(queue: "billing", priority: .p1, phase: .claimed, count: 1),
                    CaseCount(queue: "billing", priority: .p2, phase: .new, count: 1),
                    CaseCount(queue: "care", priority: .p2, phase: .new, count: 3),
                ])
            #expect(try await store.verifyReplay().countsHold)
        },
    ]
}
