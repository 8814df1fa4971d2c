import CaseStore
import Casework
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Coaching is said to whoever judges and to whoever is judged, wherever it was asked.
@Suite(.timeLimit(.minutes(1)))
struct ScoreTests {
    @Test func `a judgement is told to two people and stands in no room`() async throws {
        try await DeskBench().live({ $0.settings.scoring = Scoring(criteria: ["tone"]) }) { desk in
            desk.sees("dana", "dana")
            desk.sees("sam", "sam")
            _ = try await desk.approved()
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("sent to @mara")
            let start = desk.link.posts.count
            desk.say("!score 1 tone=2 Say sorry first", by: "sam", in: "#approvals")
            try await desk.until("both are told") {
                ["dana", "sam"].allSatisfy { name in
                    desk.saidAlone(to: name, from: start).contains {
                        $0.contains("tone 2 of 5: \"Say sorry first\".")
                    }
                }
            }
            #expect(
                !desk.link.posts.entries.contains {
                    $0.room != nil && $0.text.contains("sorry first")
                })
            let history = try await desk.ask("!history 1", by: "bo", in: "#care")
            #expect(!history.contains("tone"))
            #expect(
                try await desk.ask("!stats", by: "dana").contains("answers judged: tone 2.0 of 5"))
            #expect(try await desk.store.verifyReplay().holds)
        }
    }
}
