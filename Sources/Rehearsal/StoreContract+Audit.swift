import CaseStore
import Casework
import Testing

extension StoreContract {
    static let audit: [Clause] = [
        Clause("events are numbered, chained and told as they happened") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            let matter = try await store.write { desk throws in
                let matter = try desk.open(.said())
                try desk.record(
                    [.deskHeld(queue: nil, reason: "wrong figures")], matter: nil, before: nil,
                    by: "sam", via: "office", at: at)
                return try desk.happen(
                    .claimed(holder: "dana"), .noted(text: "a/b"), to: matter, by: "dana",
                    via: "office", at: at + .seconds(1))
            }
            try await store.read { desk throws in
                let events = try desk.events(after: 0, of: nil, limit: 10)
                #expect(events.map(\.sequence) == [1, 2, 3, 4])
                #expect(
                    events.map(\.type) == [
                        "case.opened", "desk.held", "case.claimed", "case.noted",
                    ])
                #expect(events.map(\.matter) == [matter.id, nil, matter.id, matter.id])
                #expect(events.map(\.by) == [nil, "sam", "dana", "dana"])
                #expect(events.map(\.via) == [nil, "office", "office", "office"])
                #expect(events[2].fact == .claimed(holder: "dana"))
                #expect(events[2].data == #"{"holder":"dana"}"#)
                #expect(events[3].data == #"{"text":"a/b"}"#)
                #expect(events[3].at == at + .seconds(1))
                #expect(events.allSatisfy { $0.hash.count == 64 })
                #expect(Set(events.map(\.hash)).count == 4)
                #expect(try desk.lastEvent() == 4)
                #expect(
                    try desk.events(after: 1, of: matter.id, limit: 1).map(\.sequence) == [3])
                #expect(try desk.events(after: 4, of: nil, limit: 10) == [])
            }
            #expect(try await store.verifyAudit() == AuditReport(events: 4, erased: 0, broken: nil))
        },
        Clause("every kind of fact comes back as it went in") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                _ = try wholeLife(of: desk)
                try desk.record(
                    [.configChanged(keys: ["a \"quoted\" word"]), .deskUnheld(queue: "care")],
                    matter: nil, before: nil, by: nil, via: nil, at: .halfPastTen)
            }
            let events = try await store.read { try $0.events(after: 0, of: nil, limit: 100) }
            #expect(events.allSatisfy { $0.fact?.type == $0.type })
            #expect(events.last?.fact == .deskUnheld(queue: "care"))
        },
        Clause("the chain holds over reopening, and facts replayed give the rows") { bench in
            _ = try await bench.open().write { try wholeLife(of: $0) }
            let store = try await bench.open()
            try await store.write { desk throws in
                for number in 1...250 { try desk.open(.said(id: "more-\(number)")) }
            }
            let report = try await store.verifyAudit(page: 7)
            #expect(report.broken == nil)
            #expect(report.events > 250)
            let replay = try await store.verifyReplay()
            #expect(replay.holds)
            #expect(replay.cases == 251)
        },
        Clause("old signals are forgotten, a page at a time; young ones are not") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                for number in 1...5 {
                    _ = try desk.remember(SignalReference("old-\(number)"), at: at)
                }
                _ = try desk.remember("young", at: at + .days(1))
            }
            let border = at + .hours(1)
            func prune(_ limit: Int) async throws -> Int {
                let pruned = try await store.prune(
                    signalsBefore: border, postsBefore: border, limit: limit)
                return pruned.signals
            }
            #expect(try await prune(3) == 3)
            #expect(try await prune(3) == 2)
            #expect(try await prune(3) == 0)
            #expect(try await store.write { try $0.remember("young", at: at) } == false)
            #expect(try await store.write { try $0.remember("old-1", at: at) })
        },
    ]
}
