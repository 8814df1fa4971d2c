import Casework
import Chat
import MatrixWire
import Testing

@testable import MatrixLink

@Suite struct UtterancePostTests {
    private static let now = Instant(seconds: 1_795_257_102)

    private func utterance(_ change: (inout Post) -> Void = { _ in }) -> MatrixUtterance {
        var post = LinkBench.post("d1", "hello", lane: .normal)
        change(&post)
        return MatrixUtterance(post, to: .room("!care"), at: Self.now, knownFor: .minutes(25))
    }

    private func message(_ change: (inout Post) -> Void = { _ in }) throws
        -> MatrixUtterance.Message
    {
        guard case .message(let message) = utterance(change).content else {
            throw NoMessage()
        }
        return message
    }
    private struct NoMessage: Error {}

    @Test func `what answers a sign is no reply to it`() {
        let post = Post(
            id: "p", attempt: 1, destination: .room("#care"), lane: .answer,
            lines: [Line("done")], answers: "$sign")
        let signed = MatrixUtterance(
            post, to: .room("!care"), at: Self.now, knownFor: .minutes(25), isReply: false)
        let said = MatrixUtterance(post, to: .room("!care"), at: Self.now, knownFor: .minutes(25))
        guard case .message(let answer) = signed.content, case .message(let reply) = said.content
        else {
            Issue.record("no message")
            return
        }
        #expect(answer.repliesTo == nil)
        #expect(reply.repliesTo == .event("$sign"))
    }

    @Test func `what was not done is named in the room`() throws {
        let declined = try message {
            $0.answers = "$command"
            $0.shape.isDeclining = true
        }
        #expect(declined.declines == "$command")
        #expect(try message { $0.answers = "$command" }.declines == nil)
    }

    @Test func `what rings is text, and everything else is said quietly`() throws {
        #expect(try message().isNotice)
        #expect(try !message { $0.shape.rings = true }.isNotice)
    }

    @Test func `whoever is named unasked is rung, and whoever asked is there`() throws {
        let line = Line([.person("@lee:example.org"), .text(": due")])
        let rung = try message { $0.lines = [line] }
        #expect(!rung.isNotice && rung.mentions == ["@lee:example.org"])
        let answer = try message {
            $0.lines = [line]
            $0.answers = "$command"
        }
        #expect(answer.isNotice && answer.mentions == ["@lee:example.org"])
        #expect(answer.repliesTo == .event("$command"))
    }

    @Test func `an edit rings nobody, answers nobody and hurries nobody`() throws {
        let edit = utterance {
            $0.lane = .urgent
            $0.lines = [Line([.person("@lee:example.org")])]
            $0.answers = "$command"
            $0.shape.replaces = .post("card")
        }
        guard case .message(let message) = edit.content else { throw NoMessage() }
        #expect(message.isNotice && message.mentions == [] && message.repliesTo == nil)
        #expect(message.replaces == .utterance("card"))
        #expect(edit.urgency == .cosmetic)
    }

    @Test(arguments: [
        (Lane.answer, MatrixUtterance.Urgency.answer), (.urgent, .ring), (.normal, .other),
        (.bulk, .other),
    ])
    func `what rings goes before what is answered, and both before the rest`(
        lane: Lane, urgency: MatrixUtterance.Urgency
    ) {
        #expect(utterance { $0.lane = lane }.urgency == urgency)
    }

    @Test func `threads and signs go along`() throws {
        let shaped = utterance {
            $0.shape.under = .message("$card")
            $0.shape.signs = ["👀", "⏫"]
            $0.answers = "no event"
        }
        guard case .message(let message) = shaped.content else { throw NoMessage() }
        #expect(message.threadRoot == .event("$card") && message.repliesTo == nil)
        #expect(shaped.seeds == ["👀", "⏫"] && shaped.id == "d1" && shaped.attempt == 1)
    }

    @Test(arguments: [(1, ""), (26, " (again?)")])
    func `what is repeated says so once the server may have forgotten it`(
        minutes: Int64, mark: String
    ) throws {
        let repeated = try message {
            $0.isRepeat = true
            $0.createdAt = Self.now - .minutes(minutes)
        }
        #expect(repeated.body == "hello" + mark)
    }
}
