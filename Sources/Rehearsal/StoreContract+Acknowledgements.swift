import CaseStore
import Casework
import Testing

extension StoreContract {
    static let acknowledgements: [Clause] = [
        Clause("what a customer is told has its row first, leaves once and stands with its case") {
            bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            let id = try await store.write { desk throws in
                let matter = try told(desk, "a1")
                #expect(try desk.acknowledgement("a1")?.state == .due)
                #expect(try desk.acknowledgement("a1")?.due == at)
                #expect(try desk.leaseAcknowledgement("a1", until: at + .hours(1)) == nil)
                #expect(try desk.dueAcknowledgements(limit: 5).map(\.key) == ["a1"])
                let left = try desk.happen(
                    .acknowledgementDeparted(key: "a1"), to: matter, at: at + .seconds(1))
                try desk.apply(.depart(key: "a1"), at: at + .seconds(1))
                let attempt = try desk.leaseAcknowledgement("a1", until: at + .hours(1))
                #expect(attempt?.attempts == 1)
                #expect(attempt?.departedAt == at + .seconds(1))
                #expect(try desk.leaseAcknowledgement("a1", until: at + .hours(1)) == nil)
                #expect(try desk.dueAcknowledgements(limit: 5) == [])
                #expect(try desk.interruptedAcknowledgements().map(\.key) == ["a1"])
                #expect(try desk.outboxFigures().pendingReplies == 1)
                try desk.apply(
                    .retry(key: "a1", due: at + .seconds(2), uncertain: true), at: at)
                #expect(try desk.interruptedAcknowledgements() == [])
                #expect(try desk.dueAcknowledgements(limit: 5).map(\.uncertain) == [true])
                #expect(try desk.outboxFigures().oldestReply == at + .seconds(1))
                #expect(try desk.leaseAcknowledgement("a1", until: at)?.attempts == 2)
                let ended = try desk.happen(
                    .customerAcknowledged(
                        key: "a1", text: "We answer tomorrow.", period: "p1", reference: "r1"),
                    to: left, at: at + .seconds(3))
                try desk.apply(.finish(key: "a1"), at: at + .seconds(3))
                #expect(ended.acknowledgements.first?.state == .sent)
                return ended.id
            }
            let kept = try await store.read { try $0.matter(id) }
            #expect(kept?.acknowledgements.map(\.state) == [.sent])
            #expect(kept?.acknowledgements.first?.reference == "r1")
            #expect(kept?.phase == .new)
            #expect(
                try await store.read { try $0.caseAnswered(source: "crm", reference: "r1") } == id)
            #expect(try await store.read { try $0.outboxFigures().pendingReplies } == 0)
        },
        Clause("the store itself refuses to tell a customer twice in a period") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            _ = try await store.write { try told($0, "a1") }
            await #expect(throws: StoreFailure.self) {
                try await store.write { _ = try told($0, "a2", mention: "2") }
            }
            // Another period, another source, and what the customer does not have.
            try await store.write { desk throws in
                _ = try told(desk, "a3", mention: "3", period: "p2")
                let matter = try #require(try desk.matter(CaseID(1)))
                try desk.happen(
                    .acknowledgementEnded(key: "a1", end: .withdrawn, reason: "deleted"),
                    to: matter, at: at + .seconds(1))
                _ = try told(desk, "a4", mention: "4")
            }
            let before = try await store.read { try $0.acknowledgedBefore("mara", at: "crm") }
            #expect(Set(before.map(\.period)) == ["p1", "p2"])
            #expect(try await store.read { try $0.acknowledgedBefore("mara", at: "shop") } == [])
        },
        Clause("what was told is never told again, and what may have arrived did not fail") {
            bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            let sent = try await store.write { desk throws in
                let matter = try told(desk, "a1")
                let left = try desk.happen(.acknowledgementDeparted(key: "a1"), to: matter)
                try desk.apply(.depart(key: "a1"), at: at)
                return try desk.happen(
                    .customerAcknowledged(
                        key: "a1", text: "We answer tomorrow.", period: "p1", reference: nil),
                    to: left)
            }
            await #expect(throws: StoreFailure.self) {
                try await store.write {
                    try $0.happen(.acknowledgementDeparted(key: "a1"), to: sent)
                }
            }
            let plan = RunningPlan(
                name: "outage", by: "lee", since: at, until: at + .hours(1))
            let doubtful = try await store.write { desk throws in
                let matter = try told(desk, "a2", mention: "2", period: plan.period)
                let left = try desk.happen(.acknowledgementDeparted(key: "a2"), to: matter)
                try desk.apply(.depart(key: "a2"), at: at)
                try desk.apply(.retry(key: "a2", due: at, uncertain: true), at: at)
                return left
            }
            await #expect(throws: StoreFailure.self) {
                try await store.write {
                    try $0.happen(
                        .acknowledgementEnded(key: "a2", end: .failed, reason: "no"),
                        to: doubtful)
                }
            }
            _ = try await store.write {
                try $0.happen(
                    .acknowledgementEnded(key: "a2", end: .unknown, reason: "lost"), to: doubtful)
            }
            #expect(
                try await store.read { try $0.tellings(of: plan) }
                    == PlanTellings(told: 0, missed: 1))
        },
        Clause("what the source says of programs is kept with the post") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                var mention = Mention.said("Cheap followers!")
                mention.byBot = true
                try desk.open(mention)
            }
            #expect(
                try await store.read { try $0.matter(CaseID(1))?.mentions.map(\.byBot) } == [true])
        },
    ]

    /// A case whose customer is about to be told.
    private static func told(
        _ desk: any CaseWriting, _ key: DeliveryID, mention id: String = "1",
        period: String = "p1"
    ) throws -> Case {
        let mention = Mention.said("No internet", id: id)
        let matter = try desk.open(mention)
        return try desk.happen(
            .acknowledgementDue(
                acknowledgement: Acknowledgement(
                    key: key, answers: mention.key, customer: "mara", period: period,
                    opensAt: .halfPastTen + .hours(9), canned: "night",
                    text: "We answer tomorrow.", visibility: .public, decidedAt: .halfPastTen)),
            to: matter)
    }
}
