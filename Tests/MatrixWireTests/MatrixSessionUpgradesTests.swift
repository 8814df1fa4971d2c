import Testing

@testable import MatrixWire

/// What was said in a room that takes another one's place before we were let in.
@Suite struct MatrixSessionUpgradesTests {
    private static let care = Conversation.care
    private static let new = "!new:example.org"

    private var tombstone: String {
        State.event("m.room.tombstone", #"{"body":"moved","replacement_room":"\#(Self.new)"}"#)
    }
    private var creation: String { State.create(predecessor: Self.care) }
    private var entry: String { State.member(Conversation.user, before: "invite") }

    /// Told to follow, and joining.
    private func following() -> Conversation {
        var talk = Conversation.up()
        talk.hear(tombstone)
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        return talk
    }

    /// In the old room as a later process finds it, and in the new one.
    private func rooms(
        _ timeline: String, limited: Bool = true, more: [String] = [], isNewProcess: Bool = false
    ) -> String {
        let state = State.room(predecessor: Self.care, more: more)
        let old =
            isNewProcess
            ? #""\#(Self.care)":{"state":{"events":[\#(State.room(more: [tombstone]))]}},"# : ""
        return old + #""\#(Self.new)":{"state":{"events":[\#(state)]},"#
            + #""timeline":{"events":[\#(timeline)],"limited":\#(limited),"prev_batch":"p1"}}"#
    }

    private func absences(_ talk: Conversation) -> [MatrixFact] {
        talk.facts.filter { if case .absent = $0 { true } else { false } }
    }

    @Test func `it is read back to the room's creation, as history and as the desk's own`() throws {
        var talk = following()
        talk.sync(
            rooms("\(Talk.text("two", id: "$2")),\(entry),\(Talk.text("three", id: "$3"))"))
        #expect(talk.sayings.isEmpty)
        let path = talk.request(.history)?.path ?? ""
        #expect(path.contains("%21new") && path.contains("from=p1") && !path.contains("to="))
        talk.answer(
            .history, #"{"chunk":[\#(Talk.text("one", id: "$1")),\#(creation)],"end":"p2"}"#)
        #expect(talk.request(.history) == nil)
        #expect(talk.sayings.map(\.text) == ["one", "two", "three"])
        #expect(talk.sayings.map(\.isFromHistory) == [true, true, false])
        #expect(absences(talk).isEmpty)
        let moved = try #require(
            talk.facts.firstIndex(of: .upgraded(from: Self.care, to: Self.new)))
        let heard = try #require(
            talk.facts.firstIndex { if case .said = $0 { true } else { false } })
        #expect(moved < heard)
        // What comes later is read as ever.
        talk.sync(
            #""\#(Self.new)":{"timeline":{"events":[],"limited":true,"prev_batch":"p9"}}"#)
        #expect(talk.request(.history)?.path.contains("to=") == true)
    }

    @Test func `where the answer itself goes back so far nothing is asked for`() {
        var talk = following()
        let words = Talk.text("one", id: "$1")
        talk.sync(rooms("\(creation),\(words),\(entry)"))
        #expect(talk.request(.history) == nil)
        #expect(talk.sayings.map(\.text) == ["one"])
        #expect(talk.sayings.map(\.isFromHistory) == [true])
        #expect(absences(talk).isEmpty)
    }

    @Test func `what that room shows to nobody who comes later is told as absent`() {
        var talk = following()
        let told = talk.now - 10
        let joined = State.event(
            "m.room.history_visibility", #"{"history_visibility":"joined"}"#)
        talk.sync(rooms("\(entry),\(Talk.text("three", id: "$3"))", more: [joined]))
        talk.answer(.history, #"{"chunk":[]}"#)
        #expect(talk.sayings.map(\.text) == ["three"])
        #expect(absences(talk) == [.absent(room: Self.new, since: told, until: talk.now)])
    }

    @Test func `so is what cannot be read back`() {
        var talk = following()
        let told = talk.now - 10
        talk.sync(rooms(entry))
        talk.answer(.history, #"{"errcode":"M_FORBIDDEN","error":"no"}"#, status: 403)
        #expect(absences(talk) == [.absent(room: Self.new, since: told, until: talk.now)])
    }

    /// An earlier process was told to follow, and died before it was let in.
    @Test func `a new process that comes in reads it, too`() {
        var talk = Conversation.resumed(since: "s1")
        talk.sync(rooms("\(Talk.text("two", id: "$2")),\(entry)", isNewProcess: true))
        #expect(talk.request(.history)?.path.contains("to=") == false)
        talk.answer(
            .history, #"{"chunk":[\#(Talk.text("one", id: "$1")),\#(creation)],"end":"p2"}"#)
        #expect(talk.sayings.map(\.text) == ["one", "two"])
        #expect(absences(talk).isEmpty)
    }

    @Test func `whoever names the right room after a wrong one is believed`() {
        let wrong = "!wrong:example.org"
        var talk = Conversation.up()
        talk.hear(State.event("m.room.tombstone", #"{"replacement_room":"\#(wrong)"}"#))
        talk.answer(.join, #"{"room_id":"\#(wrong)"}"#)
        talk.sync(#""\#(wrong)":{"state":{"events":[\#(State.room(predecessor: "!x:y"))]}}"#)
        #expect(talk.facts.contains { if case .trouble = $0 { true } else { false } })
        talk.hear(tombstone)
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        talk.sync(rooms("\(creation),\(entry)"))
        #expect(talk.facts.contains(.upgraded(from: Self.care, to: Self.new)))
    }

    @Test func `a room that is not the next one any more is not asked to let us in`() {
        var talk = Conversation.up()
        talk.hear(State.event("m.room.tombstone", #"{"replacement_room":"!wrong:example.org"}"#))
        talk.answer(.join, #"{"errcode":"M_FORBIDDEN"}"#, status: 403)
        talk.hear(tombstone)
        #expect(talk.request(.join)?.path.contains("%21new") == true)
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        talk.sync(rooms("\(creation),\(entry)"))
        talk.pass(talk.session.configuration.patience.rejoinMax)
        #expect(talk.request(.join) == nil)
    }

    @Test func `one that was in already reads back to where it was`() {
        var talk = Conversation.resumed(since: "s1")
        talk.sync(rooms(Talk.text("two", id: "$2"), isNewProcess: true))
        #expect(talk.request(.history)?.path.contains("to=s1") == true)
    }
}
