import Testing

@testable import MatrixWire

/// Answers to a sync that are larger than is taken.
@Suite struct MatrixSessionPortionsTests {
    private static let care = Conversation.care
    private let large = MatrixAnswer.Outcome.tooLarge(reason: "more than 32 MiB")

    private func limit(_ talk: Conversation) -> String? {
        let path = PercentEncoding.decoded(talk.request(.sync)?.path ?? "") ?? ""
        guard let begin = path.firstRange(of: #""limit":"#)?.upperBound else { return nil }
        return String(path[begin...].prefix { $0.isNumber })
    }

    private func troubles(_ talk: Conversation) -> Int {
        talk.facts.count { if case .trouble = $0 { true } else { false } }
    }

    @Test func `less is asked for at a time, and what is left out is read back`() {
        var talk = Conversation.up()
        talk.end(.sync, large)
        #expect(limit(talk) == "10")
        #expect(talk.request(.sync)?.path.contains("since=s1") == true)
        talk.end(.sync, large)
        #expect(limit(talk) == "1")
        talk.sync(
            #""\#(Self.care)":{"timeline":{"events":[\#(Talk.text("two", id: "$2"))],"limited":true,"prev_batch":"p1"}}"#
        )
        talk.answer(.history, #"{"chunk":[\#(Talk.text("one", id: "$1"))]}"#)
        #expect(talk.sayings.map(\.text) == ["one", "two"])
        #expect(troubles(talk) == 1)
        #expect(!talk.facts.contains { if case .down = $0 { true } else { false } })
        // From then on as ever.
        talk.pass(100)
        #expect(limit(talk) == nil)
        #expect(talk.request(.sync)?.path.contains("filter=f1") == true)
    }

    @Test func `what is too much all the same is told as absent, and it goes on from now`() {
        var talk = Conversation.up()
        let heard = talk.now
        for _ in 0..<3 { talk.end(.sync, large) }
        #expect(talk.request(.sync)?.path.contains("since=") == false)
        talk.sync(#""\#(Self.care)":{"state":{"events":[\#(State.room())]}}"#, token: "fresh")
        #expect(talk.facts.contains(.absent(room: Self.care, since: heard, until: talk.now)))
        #expect(talk.request(.sync)?.path.contains("since=fresh") == true)
        #expect(troubles(talk) == 1)
    }

    @Test func `a server that cannot be taken at all is asked slowly`() {
        var talk = Conversation.up()
        for _ in 0..<4 { talk.end(.sync, large) }
        #expect(talk.request(.sync) == nil)
        #expect(talk.facts.contains(.down(reason: "more than 32 MiB")))
        #expect(troubles(talk) == 2)
        talk.pass(299_000)
        #expect(talk.request(.sync) == nil)
        talk.pass(2000)
        #expect(talk.request(.sync) != nil)
    }

    @Test func `anything else that is too large has failed`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"))
        talk.end(.send, large)
        talk.pass(1000)
        #expect(talk.request(.send) != nil)
        #expect(talk.outcomes.isEmpty)
    }
}
