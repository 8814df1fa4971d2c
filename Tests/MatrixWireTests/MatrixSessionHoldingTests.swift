import Testing

@testable import MatrixWire

@Suite struct MatrixSessionHoldingTests {
    private var unlimited: MatrixSessionConfiguration {
        var configuration = Conversation.configuration
        configuration.pace = .unlimited
        return configuration
    }

    @Test func `an answer is sent and taken before the next sync is made`() {
        var talk = Conversation.up(unlimited)
        talk.hear(Talk.text("!claim 1", id: "$1"))
        #expect(talk.request(.sync) == nil)
        talk.pass(20)
        talk.say(Talk.utterance("a1", as: .answer), Talk.utterance("n1"))
        talk.pass(100)
        #expect(talk.request(.sync) == nil)
        talk.sent("$a1")
        #expect(talk.request(.sync) == nil)
        // Those who wait for it are told first.
        #expect(talk.request(.send) == nil)
        talk.pass(20)
        #expect(talk.request(.sync) == nil)
        talk.sent("$n1")
        #expect(talk.request(.sync) != nil)
    }

    @Test func `nor is a sync made while an answer is told to others`() {
        var talk = Conversation.up(unlimited)
        talk.hear(Talk.text("!claim 1", id: "$1"))
        talk.say(Talk.utterance("a1", as: .answer))
        talk.sent("$a1")
        talk.pass(19)
        #expect(talk.request(.sync) == nil)
        talk.pass(1)
        #expect(talk.request(.sync) != nil)
    }

    @Test func `where nobody answers it is made soon`() {
        var talk = Conversation.up(unlimited)
        talk.hear(Talk.text("good morning", id: "$1"))
        talk.pass(24)
        #expect(talk.request(.sync) == nil)
        talk.pass(1)
        #expect(talk.request(.sync) != nil)
    }

    @Test func `an answer that is not taken holds it up for a moment only`() {
        var talk = Conversation.up(unlimited)
        talk.hear(Talk.text("!claim 1", id: "$1"))
        talk.say(Talk.utterance("a1", as: .answer))
        talk.pass(249)
        #expect(talk.request(.sync) == nil)
        talk.pass(1)
        #expect(talk.request(.sync) != nil)
        #expect(talk.request(.send) != nil)
    }

    @Test func `what we have said ourselves holds nothing up`() {
        var talk = Conversation.up(unlimited)
        talk.hear(Talk.text("#1 is yours", id: "$1", from: Conversation.user))
        #expect(talk.request(.sync) != nil)
    }

    @Test func `of our own words alone it is not told each time how far everything was heard`() {
        var talk = Conversation.up(unlimited)
        talk.pass(1000)
        talk.facts = []
        talk.hear(Talk.text("#1 is yours", id: "$1", from: Conversation.user))
        talk.hear(Talk.text("#2 is yours", id: "$2", from: Conversation.user))
        #expect(talk.facts == [.heardUntil(token: "s2")])
        talk.hear(Talk.text("!claim 3", id: "$3"))
        #expect(talk.facts.last == .heardUntil(token: "s4"))
        talk.hear(Talk.text("#3 is yours", id: "$4", from: Conversation.user))
        #expect(talk.facts.last == .heardUntil(token: "s4"))
        talk.pass(1000)
        talk.sync()
        #expect(talk.facts.last == .heardUntil(token: "s6"))
    }

    @Test func `of cosmetics many are told of at once`() {
        var talk = Conversation.up(unlimited)
        talk.say(Talk.utterance("n1", seeds: ["👀", "⏫"]))
        talk.sent("$n1")
        talk.pass(300)
        #expect(talk.request(.send)?.path.hasSuffix("seed1") == true)
        talk.hear(Talk.text("the card", id: "$n1", from: Conversation.user))
        talk.pass(80)
        #expect(talk.request(.sync) == nil)
        // Somebody may be waiting for what else there is to be said.
        talk.say(Talk.utterance("r1", as: .ring))
        #expect(talk.request(.sync) != nil)
    }
}
