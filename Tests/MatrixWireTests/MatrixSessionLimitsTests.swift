import Testing

@testable import MatrixWire

/// A homeserver that gives without end.
@Suite struct MatrixSessionLimitsTests {
    @Test func `of more rooms than one can be in nothing is kept, but those configured count`() {
        var configuration = Conversation.configuration
        configuration.rooms.append("!late:example.org")
        var talk = Conversation.up(configuration)
        for part in 0..<3 {
            let rooms = (0..<2000).map { "\"!\(part)-\($0):example.org\":{}" }
            talk.sync(rooms.joined(separator: ","))
        }
        #expect(talk.session.rooms.count == RoomBook.roomsMax)
        #expect(talk.facts.contains(.warned("in more than 4096 rooms")))
        let warnings = talk.facts.count { if case .warned = $0 { true } else { false } }
        #expect(warnings == 1)

        talk.facts = []
        let text = Talk.text("hi", id: "$1")
        talk.sync(
            #""!late:example.org":{"state":{"events":[\#(State.room())]}},"#
                + #""!2-1999:example.org":{"timeline":{"events":[\#(text)]}}"#)
        #expect(talk.session.rooms["!late:example.org"] != nil)
        #expect(talk.sayings == [])
    }

    @Test func `what was left out of a room ends somewhere`() {
        var talk = Conversation.up(since: "s0")
        talk.sync(
            #""\#(Conversation.care)":{"timeline":{"events":["#
                + #"\#(Talk.text("newest", id: "$n"))],"limited":true,"prev_batch":"p"}}"#)
        let events = (0..<3000).map { Talk.text("x", id: "$\($0)") }
        talk.answer(.history, #"{"chunk":[\#(events.joined(separator: ","))],"end":"q"}"#)
        #expect(talk.sayings.count == SyncState.eventsMax + 1)
        #expect(talk.sayings.last?.text == "newest")
        let absences = talk.facts.count { if case .absent = $0 { true } else { false } }
        #expect(absences == 1)
    }

    @Test func `a display name without end is none`() {
        let name = String(repeating: "x", count: MatrixRoom.nameBytesMax + 1)
        var talk = Conversation.up(
            joined: #""\#(Conversation.care)":{"state":{"events":[\#(State.room(name: name))]}}"#)
        talk.hear(Talk.text("\(name): hello", id: "$1"))
        #expect(talk.sayings.map(\.isAddressed) == [false])
        #expect(talk.session.rooms[Conversation.care]?.members[Conversation.user]?.name == nil)
    }
}
