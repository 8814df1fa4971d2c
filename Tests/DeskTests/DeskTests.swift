import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import ServiceLifecycle
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1)))
struct DeskTests {
    @Test func `a day: rung, claimed, drafted, approved by somebody else, relayed`() async throws {
        try await DeskBench().live { desk in
            let accepted = try await desk.take(.said())
            #expect(accepted.map(\.matter) == [CaseID(1)])
            let card = try await desk.hears("Third day without internet", in: "#care")
            #expect(card.text.contains("#1 P1 care"))
            #expect(try await desk.ask("!c 1", by: "dana", in: "#care").contains("yours"))
            #expect(try await desk.ask("!claim 1", by: "bo", in: "#care").contains("dana's since"))
            let drafted = try await desk.ask(
                "!r 1 An engineer comes at 4.", by: "dana", in: "#care")
            #expect(drafted.contains("Waits for approval"))
            let shown = try await desk.hears("draft: An engineer comes at 4.", in: "#approvals")
            #expect(shown.text.contains("they wrote: Third day"))
            let mark = try await desk.mark()
            #expect(try await desk.ask("!ok \(mark)", by: "dana").contains("you wrote"))
            let start = desk.link.posts.count
            #expect(
                try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
                    .contains("approved by sam"))
            try await desk.settle()
            desk.connector.script(.outcome(.sent(reference: "r-9")))
            desk.clock.advance(by: .seconds(30))
            let attempt = try await desk.connector.attempts.first("the reply") { $0 }
            #expect(attempt.reply.text == "An engineer comes at 4.")
            #expect(attempt.number == 1)
            let sent = try await desk.hears("sent to @mara", from: start, in: "#care")
            #expect(sent.text.contains("first response"))
            let matter = try await desk.matter(1)
            #expect(matter.phase == .answered)
            #expect(matter.drafts.last?.reference == "r-9")
            #expect(matter.drafts.last?.key == attempt.key)
        }
    }
}
