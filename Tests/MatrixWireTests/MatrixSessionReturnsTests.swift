import Testing

@testable import MatrixWire

/// Put out of a room, and let in again.
@Suite struct MatrixSessionReturnsTests {
    private static let care = Conversation.care

    private func own(_ membership: String, before: String, id: String, by: String) -> String {
        #"{"type":"m.room.member","state_key":"\#(Conversation.user)","sender":"\#(by)","#
            + #""content":{"membership":"\#(membership)"},"event_id":"\#(id)","#
            + #""origin_server_ts":1,"unsigned":{"prev_content":{"membership":"\#(before)"}}}"#
    }

    private var kick: String {
        own("leave", before: "join", id: "$kick", by: "@op:example.org")
    }
    private var invite: String {
        own("invite", before: "leave", id: "$invite", by: "@op:example.org")
    }
    private var entry: String {
        own("join", before: "invite", id: "$entry", by: Conversation.user)
    }

    /// Put out after `$1`, with the token `s3` from then on.
    private func putOut(_ limited: String = "") -> Conversation {
        var talk = Conversation.up()
        talk.hear(Talk.text("one", id: "$1"))
        talk.sync(
            rest:
                #","leave":{"\#(Self.care)":{"timeline":{"events":[\#(kick)]\#(limited)}}}"#)
        talk.sync()
        talk.facts = []
        return talk
    }

    private func back(
        _ talk: inout Conversation, _ timeline: String, state: String = State.room()
    ) {
        talk.sync(
            #""\#(Self.care)":{"state":{"events":[\#(state)]},"timeline":{"events":[\#(timeline)],"limited":true,"prev_batch":"p1"}}"#
        )
    }

    private func absences(_ talk: Conversation) -> [MatrixFact] {
        talk.facts.filter { if case .absent = $0 { true } else { false } }
    }

    /// It goes with the answer that tells of our going.
    @Test func `what was said before a new process finds itself put out is heard`() {
        var talk = Conversation.resumed(since: "s1")
        let said = Talk.text("!c 42", id: "$1")
        talk.sync(
            rest: #","leave":{"\#(Self.care)":{"timeline":{"events":[\#(said),\#(kick)]}}}"#)
        #expect(talk.sayings.map(\.text) == ["!c 42"])
        #expect(talk.sayings.map(\.isFromHistory) == [true])
    }

    @Test func `what was said meanwhile is read back, as history, up to where we went`() {
        var talk = putOut()
        back(&talk, "\(Talk.text("three", id: "$3")),\(entry),\(Talk.text("four", id: "$4"))")
        #expect(talk.sayings.isEmpty)
        let path = talk.request(.history)?.path ?? ""
        // From before the answer that told of our going.
        #expect(path.contains("from=p1") && path.contains("to=s2"))
        talk.answer(
            .history,
            #"{"chunk":[\#(invite),\#(Talk.text("two", id: "$2")),\#(kick),\#(Talk.text("old", id: "$0"))],"end":"p2"}"#
        )
        #expect(talk.request(.history) == nil)
        #expect(talk.sayings.map(\.text) == ["two", "three", "four"])
        #expect(talk.sayings.map(\.isFromHistory) == [true, true, false])
        #expect(absences(talk).isEmpty)
        #expect(talk.session.roomBook.departures.isEmpty)
    }

    @Test func `where the answer itself goes back so far nothing more is asked for`() {
        var talk = putOut()
        back(&talk, "\(kick),\(Talk.text("two", id: "$2")),\(invite),\(entry)")
        #expect(talk.request(.history) == nil)
        #expect(talk.sayings.map(\.text) == ["two"])
        #expect(talk.sayings.map(\.isFromHistory) == [true])
        #expect(absences(talk).isEmpty)
    }

    @Test func `what the room shows to nobody who was out is told as absent`() {
        let joined = State.event(
            "m.room.history_visibility", #"{"history_visibility":"joined"}"#)
        var talk = putOut()
        let went = talk.now - 10
        back(
            &talk, "\(kick),\(entry),\(Talk.text("four", id: "$4"))",
            state: State.room(more: [joined]))
        #expect(absences(talk) == [.absent(room: Self.care, since: went, until: talk.now)])
        #expect(talk.sayings.map(\.text) == ["four"])
    }

    @Test func `what could not be read back is told as absent since we went`() {
        var talk = putOut()
        let went = talk.now - 10
        back(&talk, "\(entry),\(Talk.text("four", id: "$4"))")
        talk.answer(.history, #"{"errcode":"M_FORBIDDEN","error":"no"}"#, status: 403)
        #expect(absences(talk) == [.absent(room: Self.care, since: went, until: talk.now)])
        #expect(talk.sayings.map(\.text) == ["four"])
    }

    @Test func `an answer that says nothing of our going is not believed to be whole`() {
        var talk = putOut()
        talk.sync(
            #""\#(Self.care)":{"state":{"events":[\#(State.room())]},"timeline":{"events":[\#(entry)]}}"#
        )
        #expect(absences(talk).count == 1)
    }

    @Test func `last words that were left out when we went are read back, too`() {
        var talk = putOut(#","limited":true,"prev_batch":"p0""#)
        back(&talk, "\(kick),\(entry)")
        talk.answer(
            .history,
            #"{"chunk":[\#(Talk.text("last words", id: "$w")),\#(Talk.text("one", id: "$1"))],"end":"p2"}"#
        )
        #expect(talk.sayings.map(\.text) == ["last words"])
        #expect(absences(talk).isEmpty)
    }

    @Test func `out and in again between two answers, nothing is missing`() {
        var talk = Conversation.up()
        talk.hear(
            Talk.text("one", id: "$1"), kick, Talk.text("two", id: "$2"), invite, entry,
            Talk.text("three", id: "$3"))
        #expect(talk.sayings.map(\.text) == ["one", "two", "three"])
        #expect(talk.sayings.map(\.isFromHistory) == [true, true, false])
        #expect(absences(talk).isEmpty)
    }

    @Test func `a room that is new to us has no history of ours`() {
        var talk = Conversation()
        talk.logIn()
        talk.sync()
        talk.answer(.join, #"{"room_id":"\#(Self.care)"}"#)
        back(&talk, "\(Talk.text("before", id: "$0")),\(entry),\(Talk.text("one", id: "$1"))")
        #expect(talk.request(.history) == nil)
        #expect(talk.sayings.map(\.text) == ["one"])
        #expect(absences(talk).isEmpty)
    }

    @Test func `whoever was out when the process began may have missed something`() {
        var memory = MatrixMemory()
        memory.since = "kept"
        var talk = Conversation(memory: memory)
        talk.logIn()
        talk.sync()
        talk.answer(.join, #"{"room_id":"\#(Self.care)"}"#)
        back(&talk, entry)
        #expect(absences(talk) == [.absent(room: Self.care, since: nil, until: talk.now)])
    }

    // MARK: - Before it is told

    private let forbidden = #"{"errcode":"M_FORBIDDEN","error":"not in room"}"#

    @Test func `a room that does not let us speak may have put us out: it is said later`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"))
        talk.answer(.send, forbidden, status: 403)
        #expect(
            talk.receipts == [
                MatrixReceipt(id: "d1", attempt: 1, outcome: .retry(after: 10_000))
            ])
        talk.sync(rest: #","leave":{"\#(Self.care)":{"timeline":{"events":[\#(kick)]}}}"#)
        back(&talk, "\(kick),\(entry)")
        var again = Talk.utterance("d1")
        again.attempt = 2
        talk.say(again)
        talk.sent("$d")
        #expect(talk.outcomes == ["d1:retry", "d1:sent $d"])
    }

    @Test func `a room that we are in by all that was told since refuses for good`() {
        var talk = Conversation.up()
        for attempt in 0..<4 {
            talk.say(Talk.utterance("d\(attempt)"))
            talk.answer(.send, forbidden, status: 403)
            if attempt < 3 { talk.sync() }
        }
        #expect(talk.outcomes == ["d0:retry", "d1:retry", "d2:refused", "d3:refused"])
        // Somebody gave us the power, and took it again.
        talk.say(Talk.utterance("d4"))
        talk.sent("$4")
        talk.say(Talk.utterance("d5"))
        talk.answer(.send, forbidden, status: 403)
        #expect(talk.outcomes.suffix(2) == ["d4:sent $4", "d5:retry"])
    }
}
