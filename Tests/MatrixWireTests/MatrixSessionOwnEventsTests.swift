import Testing

@testable import MatrixWire

/// Our own events that come back with the transaction id under which they were sent.
@Suite struct MatrixSessionOwnEventsTests {
    private static let care = Conversation.care

    @Test func `the receipt comes where the event stands, and the answer later says nothing`() {
        var talk = Conversation.up()
        var card = Talk.utterance("card", seeds: ["👀"])
        card.attempt = 3
        talk.say(card)
        talk.hear(
            Talk.text("before it", id: "$0"), Talk.own("$card", under: "card"),
            Talk.tick(on: "$card", id: "$r"), Talk.text("after it", id: "$1"))
        #expect(
            talk.story == ["said $0", "receipt card.3", "reacted $card", "said $1"])
        #expect(talk.outcomes == ["card:sent $card"])
        talk.sent("$card")
        #expect(talk.outcomes.count == 1)
        // What follows a message that has landed follows it all the same.
        talk.pass(300)
        #expect(talk.requests(.send).last?.path.hasSuffix("/m.reaction/card.seed1") == true)
        talk.say(Talk.utterance("next"))
        #expect(talk.requests(.send).count == 2)
    }

    @Test func `what an earlier process said was not done is not heard again`() {
        var talk = Conversation.up()
        func answer(to target: String, id: String, from sender: String = Conversation.user)
            -> String
        {
            let more = #","dev.casebell.declines":"\#(target)""#
            return Talk.text("not recorded", id: id, from: sender, more: more, type: "m.notice")
        }
        talk.hear(
            Talk.text("!c 1", id: "$1"), Talk.text("!c 2", id: "$2"),
            Talk.text("!c 3", id: "$3"), Talk.tick(on: "$card", id: "$4"),
            Talk.tick(on: "$other", id: "$5"), answer(to: "$1", id: "$a"),
            // Of an answer that is on disk the store knows what became of what it answers.
            Talk.text(
                "yours", id: "$b", from: Conversation.user,
                more: #","m.relates_to":{"m.in_reply_to":{"event_id":"$2"}}"#),
            answer(to: "$3", id: "$c", from: "@lee:example.org"), answer(to: "$4", id: "$d"))
        #expect(talk.story == ["said $2", "said $3", "reacted $other"])
        // Nor when it comes by itself later on.
        talk.hear(Talk.text("!c 1", id: "$1"))
        #expect(talk.story.count == 3)
    }

    @Test func `after the answer the event says nothing more`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"))
        talk.sent("$1")
        talk.hear(Talk.own("$1", under: "d1"))
        #expect(talk.outcomes == ["d1:sent $1"])
    }

    @Test func `what was cut off and has arrived is not said again`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"), Talk.utterance("d2"))
        talk.end(.send, .cutOff(reason: "gone"))
        talk.hear(Talk.own("$1", under: "d1"))
        #expect(talk.outcomes == ["d1:sent $1"])
        talk.pass(60_000)
        #expect(talk.requests(.send).map { $0.path.hasSuffix("/d2") } == [true])
    }

    @Test func `what an earlier attempt has said is answered at once`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"))
        talk.end(.send, .cutOff(reason: "gone"))
        talk.end(.sync, .cutOff(reason: "gone"))
        talk.pass(600)
        talk.end(.send, .cutOff(reason: "gone"))
        talk.end(.sync, .notBegun(reason: "refused"))
        #expect(talk.outcomes == ["d1:unknown"])
        talk.pass(1200)
        talk.hear(Talk.own("$1", under: "d1"))
        talk.facts = []
        var again = Talk.utterance("d1")
        again.attempt = 2
        talk.say(again)
        #expect(talk.request(.send) == nil)
        #expect(
            talk.receipts == [
                MatrixReceipt(id: "d1", attempt: 2, outcome: .sent(reference: "$1"))
            ])
    }

    @Test func `what an earlier process has said is known from the first sync on`() {
        for since in [nil, "kept"] {
            var memory = MatrixMemory()
            memory.since = since
            var talk = Conversation(memory: memory)
            talk.logIn()
            talk.sync(
                #""\#(Self.care)":{"state":{"events":[\#(State.room())]},"timeline":{"events":[\#(Talk.own("$1", under: "d1"))]}}"#
            )
            talk.say(Talk.utterance("d1", seeds: ["👀"]))
            #expect(talk.outcomes == ["d1:sent $1"])
            #expect(talk.requests(.send).map { $0.path.hasSuffix("/d1.seed1") } == [true])
        }
    }

    @Test func `what waits for its first turn is settled by what an earlier process has said`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"), Talk.utterance("d2"))
        talk.hear(Talk.own("$2", under: "d2"))
        #expect(talk.outcomes == ["d2:sent $2"])
        talk.sent("$1")
        #expect(talk.request(.send) == nil)
    }

    @Test func `an event that is read back is a receipt, too`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"))
        talk.sync(
            #""\#(Self.care)":{"timeline":{"events":[\#(Talk.tick(on: "$1", id: "$r"))],"limited":true,"prev_batch":"p1"}}"#
        )
        talk.answer(.history, #"{"chunk":[\#(Talk.own("$1", under: "d1"))]}"#)
        #expect(talk.story == ["receipt d1.1", "reacted $1"])
    }

    @Test func `reactions of ours are nobody's receipts, and an edit's is its own`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1", seeds: ["👀"]))
        talk.hear(
            Talk.event(
                "m.reaction",
                #"{"m.relates_to":{"rel_type":"m.annotation","event_id":"$0","key":"👀"}}"#,
                id: "$s", from: Conversation.user,
                more: #","unsigned":{"transaction_id":"d1.seed1"}"#))
        #expect(talk.outcomes.isEmpty)
        talk.sent("$1")
        talk.say(
            MatrixUtterance(
                id: "e1", destination: .room(Self.care),
                content: .message(.init(body: "new", replaces: .event("$1")))))
        talk.hear(Talk.own("$e", under: "e1"))
        #expect(talk.outcomes == ["d1:sent $1", "e1:sent $e"])
    }

    @Test func `a transaction id in the event of somebody else counts for nothing`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"))
        talk.hear(
            Talk.text("forged", id: "$x").dropLast()
                + #","unsigned":{"transaction_id":"d1"}}"#)
        #expect(talk.outcomes.isEmpty)
        #expect(talk.sayings.count == 1)
    }

    @Test func `of what others have sent as us a bounded number is remembered`() {
        var talk = Conversation.up()
        for page in 0..<90 {
            let events = (0..<100).map { Talk.own("$\(page).\($0)", under: "t\(page).\($0)") }
            talk.hear(events.joined(separator: ","))
        }
        #expect(talk.session.outbox.events.count == 8192)
    }
}
