import Testing

@testable import MatrixWire

/// Syncs that leave our own events out, and when they do not.
@Suite struct MatrixSessionOthersTests {
    private static let care = Conversation.care

    private static let certainty = Conversation.configuration.patience.certainty

    /// Up for a while without doubt, and a sync of others alone on its way.
    private func quiet() -> Conversation {
        var talk = Conversation.up()
        talk.answer(.filter, #"{"filter_id":"others"}"#)
        talk.pass(Self.certainty)
        talk.hear(Talk.text("hello", id: "$0"))
        talk.pass(300)
        talk.facts = []
        return talk
    }

    private func isOfOthers(_ talk: Conversation) -> Bool? {
        talk.request(.sync)?.path.contains("filter=others")
    }

    private func since(_ talk: Conversation) -> String? {
        talk.request(.sync)?.path.split(separator: "since=").last.map(String.init)
    }

    @Test func `the filter is asked for once we listen, and goes with a sync after a while`() {
        var talk = Conversation.up()
        let body = talk.request(.filter).map { String(decoding: $0.body, as: UTF8.self) }
        #expect(body?.contains(#""not_senders":["\#(Conversation.user)"]"#) == true)
        talk.answer(.filter, #"{"filter_id":"others"}"#)
        talk.hear(Talk.text("hello", id: "$0"))
        talk.pass(300)
        #expect(isOfOthers(talk) == false)
        talk.pass(Self.certainty)
        talk.hear(Talk.text("hello", id: "$1"))
        talk.pass(300)
        #expect(isOfOthers(talk) == true)
        #expect(talk.requests(.filter).isEmpty)
    }

    @Test(arguments: [#"{"errcode":"M_UNRECOGNIZED","error":"no"}"#, "{}"])
    func `a server that keeps none is asked for everything, as ever`(answer: String) {
        var talk = Conversation.up()
        talk.answer(.filter, answer, status: answer == "{}" ? 200 : 400)
        talk.pass(Self.certainty)
        talk.hear(Talk.text("hello", id: "$0"))
        talk.pass(300)
        #expect(isOfOthers(talk) == false)
        #expect(talk.requests(.filter).isEmpty)
    }

    @Test func `now and then our own events are told of all the same`() {
        var talk = quiet()
        talk.pass(talk.session.configuration.patience.others)
        #expect(isOfOthers(talk) == true)
        talk.sync()
        #expect(isOfOthers(talk) == false)
        talk.sync()
        #expect(isOfOthers(talk) == true)
    }

    @Test func `what somebody did with our account is told from where that was told last`() {
        var talk = quiet()
        let token = since(talk)
        talk.hear(Talk.text("claim", id: "$1"))
        talk.pass(talk.session.configuration.patience.others)
        #expect(isOfOthers(talk) == true)
        #expect(since(talk) == "s3")
        talk.sync()
        #expect(isOfOthers(talk) == false)
        #expect(since(talk) == token)
        let rules = #"{"join_rule":"public"}"#
        talk.hear(
            Talk.text("claim", id: "$1"),
            State.event("m.room.join_rules", rules, sender: Conversation.user),
            Talk.text("note", id: "$2"))
        #expect(talk.story == ["said $1", "said $2"])
        let privacies = talk.facts.compactMap {
            if case .privacy(_, let privacy) = $0 { privacy } else { nil }
        }
        #expect(privacies.count == 1)
        talk.pass(300)
        #expect(since(talk) == "s5")
    }

    @Test func `a server that does not know that place any more is asked from the last one`() {
        var talk = quiet()
        talk.pass(talk.session.configuration.patience.others)
        talk.sync()
        #expect(since(talk) == "s2")
        talk.answer(.sync, #"{"errcode":"M_UNKNOWN","error":"No such token"}"#, status: 400)
        #expect(since(talk) == "s3")
        #expect(isOfOthers(talk) == false)
        let troubles = talk.facts.filter { if case .trouble = $0 { true } else { false } }
        #expect(troubles.isEmpty)
    }

    @Test func `after a sync that failed they are for a while`() {
        var talk = quiet()
        talk.end(.sync, .cutOff(reason: "gone"))
        talk.pass(1000)
        #expect(isOfOthers(talk) == false)
        talk.sync()
        #expect(isOfOthers(talk) == false)
        talk.pass(Self.certainty)
        talk.sync()
        #expect(isOfOthers(talk) == true)
    }

    @Test func `while somebody waits to be told something they are`() {
        var talk = quiet()
        talk.say(Talk.utterance("first"))
        talk.hear(Talk.text("claim", id: "$1"))
        talk.say(Talk.utterance("second", as: .answer))
        talk.sent("$first")
        talk.pass(talk.session.configuration.patience.answering)
        #expect(talk.request(.send) != nil)
        #expect(isOfOthers(talk) == false)
    }

    // MARK: - What waits

    @Test func `what is told while something is on its way waits for its answer`() {
        var talk = quiet()
        talk.say(Talk.utterance("card"))
        talk.hear(Talk.text("claim", id: "$1"), Talk.tick(on: "$card"))
        #expect(talk.story.isEmpty)
        #expect(talk.requests(.sync).isEmpty)
        talk.say(Talk.utterance("another"))
        talk.sent("$card")
        #expect(talk.story == ["receipt card.1", "said $1", "reacted $card"])
        #expect(talk.request(.send)?.path.contains("another") == true)
        talk.sent("$another")
        talk.pass(300)
        #expect(isOfOthers(talk) == true)
        #expect(since(talk) == "s3")
    }

    @Test func `an answer that says not now leaves nothing in doubt`() {
        var talk = quiet()
        talk.say(Talk.utterance("card"))
        talk.hear(Talk.text("claim", id: "$1"))
        talk.answer(
            .send, #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":900}"#, status: 429)
        #expect(talk.story == ["said $1"])
    }

    @Test func `it waits for so long, then it is asked for again from where it began`() {
        var talk = quiet()
        let token = since(talk)
        talk.say(Talk.utterance("card"))
        talk.hear(Talk.text("claim", id: "$1"), Talk.tick(on: "$card"))
        talk.pass(talk.session.configuration.patience.answering)
        #expect(talk.story.isEmpty)
        #expect(isOfOthers(talk) == false)
        #expect(since(talk) == token)
        talk.hear(
            Talk.text("claim", id: "$1"), Talk.own("$card", under: "card"), Talk.tick(on: "$card"))
        #expect(talk.story == ["said $1", "receipt card.1", "reacted $card"])
    }

    @Test func `where answers are late, others wait for them less and less often`() {
        var talk = quiet()
        for delays in 1...SyncState.Others.delaysMax + 1 {
            talk.say(Talk.utterance("card \(delays)"))
            talk.hear(Talk.text("claim", id: "$1 \(delays)"))
            talk.pass(talk.session.configuration.patience.answering)
            #expect(isOfOthers(talk) == false)
            talk.sent("$card \(delays)")
            let wait = Self.certainty << min(delays, SyncState.Others.delaysMax)
            talk.pass(wait - 1000)
            talk.sync()
            talk.pass(300)
            #expect(isOfOthers(talk) == false)
            talk.pass(1000)
            talk.sync()
            #expect(isOfOthers(talk) == true)
        }
    }

    @Test func `what is given back in doubt is in doubt all the same`() {
        var talk = quiet()
        let token = since(talk)
        talk.say(Talk.utterance("card"))
        let limit = #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":130000}"#
        talk.answer(.send, limit, status: 429)
        talk.pass(131_000)
        talk.hear(Talk.text("claim", id: "$1"))
        talk.end(.send, .cutOff(reason: "gone"))
        #expect(talk.outcomes == ["card:unknown"])
        #expect(talk.story == ["receipt card.1"])
        #expect(isOfOthers(talk) == false)
        #expect(since(talk) == token)
    }

    @Test func `what is told while something is in doubt is asked for again`() {
        var talk = quiet()
        let token = since(talk)
        talk.say(Talk.utterance("card"))
        talk.hear(Talk.text("claim", id: "$1"))
        talk.end(.send, .cutOff(reason: "gone"))
        #expect(talk.story.isEmpty)
        #expect(isOfOthers(talk) == false)
        #expect(since(talk) == token)
    }

    @Test func `who leaves meanwhile takes nothing along that was not told`() {
        var talk = quiet()
        talk.say(Talk.utterance("card"))
        talk.hear(Talk.text("claim", id: "$1"))
        talk.take(talk.session.quit(at: talk.now))
        talk.sent("$card")
        #expect(talk.story == ["receipt card.1"])
        #expect(!talk.facts.contains { if case .heardUntil = $0 { true } else { false } })
        #expect(talk.isOver)
    }

    // MARK: - In doubt

    @Test func `an answer that does not come is looked for, from where the sync began`() {
        var talk = quiet()
        let token = since(talk)
        talk.say(Talk.utterance("card"))
        talk.pass(1900)
        #expect(isOfOthers(talk) == true)
        talk.pass(1100)
        #expect(isOfOthers(talk) == false)
        #expect(since(talk) == token)
        #expect(talk.requests(.sync).count == 1)
        talk.hear(Talk.own("$card", under: "card"), Talk.tick(on: "$card"))
        #expect(talk.story == ["receipt card.1", "reacted $card"])
        talk.sent("$card")
        talk.pass(300)
        #expect(isOfOthers(talk) == false)
        talk.pass(Self.certainty)
        talk.sync()
        #expect(isOfOthers(talk) == true)
    }

    @Test func `an answer that is cut off is looked for at once`() {
        var talk = quiet()
        talk.say(Talk.utterance("card"))
        talk.end(.send, .cutOff(reason: "gone"))
        #expect(isOfOthers(talk) == false)
        talk.hear(Talk.own("$card", under: "card"))
        #expect(talk.story == ["receipt card.1"])
    }

    @Test func `a room that is new to us is told of in whole`() {
        var talk = quiet()
        let token = since(talk)
        talk.sync(#""!ops:example.org":{"timeline":{"events":[]}}"#)
        #expect(isOfOthers(talk) == false)
        #expect(since(talk) == token)
        #expect(talk.session.rooms["!ops:example.org"] == nil)
        talk.sync(#""!ops:example.org":{"state":{"events":[\#(State.room())]}}"#)
        #expect(talk.session.rooms["!ops:example.org"] != nil)
    }

    @Test func `a room that we have left is, too`() {
        var talk = quiet()
        let token = since(talk)
        let left = #","leave":{"\#(Self.care)":{"timeline":{"events":[]}}}"#
        talk.sync(rest: left)
        #expect(isOfOthers(talk) == false)
        #expect(since(talk) == token)
        #expect(talk.session.rooms[Self.care] != nil)
    }

    @Test func `while a room is made its own events are listened for`() {
        var talk = quiet()
        talk.say(
            MatrixUtterance(
                id: "d", destination: .person("@bo:example.org"), urgency: .other,
                content: .message(.init(body: "psst"))))
        talk.pass(10)
        #expect(talk.request(.create) != nil)
        #expect(isOfOthers(talk) == false)
    }

    @Test func `a server that has forgotten the filter is asked with the other`() {
        var talk = quiet()
        talk.answer(.sync, #"{"errcode":"M_NOT_FOUND","error":"No such filter"}"#, status: 404)
        #expect(isOfOthers(talk) == false)
        #expect(talk.request(.sync)?.path.contains("filter=f1") == true)
        #expect(since(talk) != nil)
        talk.pass(Self.certainty)
        talk.sync()
        #expect(isOfOthers(talk) == false)
        #expect(talk.requests(.filter).isEmpty)
        // And to keep it again later.
        talk.pass(SyncState.Others.forgottenPause)
        talk.answer(.filter, #"{"filter_id":"others"}"#)
        talk.sync()
        #expect(isOfOthers(talk) == true)
    }

    @Test func `a topic of ours is known though no sync tells of it`() {
        let levels = State.event(
            "m.room.power_levels", #"{"users":{"\#(Conversation.user)":50}}"#)
        var talk = Conversation.up(
            joined: #""\#(Self.care)":{"state":{"events":[\#(State.room(more: [levels]))]}}"#)
        talk.take(talk.session.show(topic: "plan: storm", in: Self.care, at: talk.now))
        talk.answer(.state, #"{"event_id":"$t"}"#)
        talk.pass(2 * talk.session.configuration.patience.topic)
        #expect(talk.request(.state) == nil)
        talk.take(talk.session.show(topic: "plan: calm", in: Self.care, at: talk.now))
        // Somebody's that came after ours is told before our answer comes.
        talk.hear(State.event("m.room.topic", #"{"topic":"Ours"}"#))
        talk.answer(.state, #"{"event_id":"$u"}"#)
        #expect(talk.session.rooms[Self.care]?.topic == "Ours")
        talk.hear(State.event("m.room.topic", #"{"topic":"none of ours"}"#))
        talk.pass(talk.session.configuration.patience.topic)
        #expect(talk.request(.state) != nil)
    }
}
