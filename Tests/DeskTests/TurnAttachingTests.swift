import CaseStore
import Casework
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// What goes with a reply: shown, approved and sent with it.
@Suite(.timeLimit(.minutes(1)))
struct TurnAttachingTests {
    @Test func `what was approved is what leaves`() async throws {
        try await DeskBench().live { desk in
            desk.connector.script(.outcome(.sent(reference: nil)))
            let first = try await desk.drafted()
            let start = desk.link.posts.count
            let answer = try await desk.ask(
                "!attach 1 https://status.example/map.png map\u{202E} of it", by: "dana",
                in: "#care")
            #expect(answer.contains("1 attachment"))
            try await desk.hears(
                "attached: image https://status.example/map.png: map of it", from: start,
                in: "#approvals")
            try await desk.settle()
            desk.clock.advance(by: .seconds(1))
            let old = try await desk.ask("!ok \(first)", by: "sam", in: "#approvals")
            #expect(old.contains("not the one you read"))
            let mark = try await desk.mark()
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.settle()
            desk.clock.advance(by: .seconds(31))
            try await desk.hears("sent to", from: start)
            let image = Casework.Attachment(
                type: "image", url: "https://status.example/map.png", alt: "map of it")
            #expect(desk.connector.attempts.entries.map(\.reply.attachments) == [[image]])
            #expect(try await desk.matter(1).drafts.last?.attachments == [image])
        }
    }

    @Test func `the same words to the same customer are flagged across cases`() async throws {
        try await DeskBench().live { desk in
            desk.connector.script(.outcome(.sent(reference: nil)))
            let start = desk.link.posts.count
            _ = try await desk.approved("We are on it.")
            desk.clock.advance(by: .seconds(31))
            try await desk.hears("sent to", from: start)
            _ = try await desk.take(.said("again", id: "2"), .said("me too", id: "3", by: "@zed"))
            for number in 2...3 {
                try await desk.ask("!c \(number)", by: "dana", in: "#care")
                try await desk.ask("!r \(number) We are on it.", by: "dana", in: "#care")
            }
            #expect(
                try await desk.matter(2).liveDraft?.approvalReasons == ["the same text again (#1)"])
            #expect(
                try await desk.matter(3).liveDraft?.approvalReasons
                    == ["every reply is approved"])
        }
    }
}
