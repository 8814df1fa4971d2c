import Notation
import Testing

@testable import MatrixWire

/// Which part of a room's topic is ours.
@Suite struct MatrixSessionTopicsTests {
    private static let care = Conversation.care
    private static let new = "!new:example.org"
    private static let dana = "@dana:example.org"

    private func state(
        _ topic: String, by sender: String, predecessor: String? = nil, more: [String] = []
    ) -> String {
        let levels = State.event(
            "m.room.power_levels", #"{"users":{"\#(Conversation.user)":50}}"#)
        let event = State.event(
            "m.room.topic", #"{"topic":"\#(topic)"}"#, sender: sender)
        return State.room(predecessor: predecessor, more: [levels, event] + more)
    }

    /// What the topic is set to.
    private func topic(
        _ talk: inout Conversation, in room: String = Conversation.care
    ) throws -> String? {
        talk.take(talk.session.show(topic: "plan: storm", in: room, at: talk.now))
        let request = try #require(talk.request(.state))
        return try JSONParser.parse(request.body)["topic"]?.string
    }

    @Test(arguments: [
        ("plan: all by Friday", dana, "plan: all by Friday │ plan: storm"),
        ("plan: ours │ plan: calm", Conversation.user, "plan: ours │ plan: storm"),
        ("Be kind │ plan: calm", dana, "Be kind │ plan: storm"),
        ("plan: calm", Conversation.user, "plan: storm"),
    ])
    func `a team's topic that begins as ours does is kept, and ours is known by who set it`(
        _ before: String, _ sender: String, _ after: String
    ) throws {
        var talk = Conversation.up(
            joined: #""\#(Self.care)":{"state":{"events":[\#(state(before, by: sender))]}}"#)
        let found = try topic(&talk)
        #expect(found == after)
    }

    @Test(arguments: [(Conversation.user, "plan: storm"), (dana, "plan: calm │ plan: storm")])
    func `what was ours is ours in the room that takes the place of that one`(
        _ setter: String, _ after: String
    ) throws {
        var talk = Conversation.up(
            joined: #""\#(Self.care)":{"state":{"events":[\#(state("plan: calm", by: setter))]}}"#)
        talk.hear(
            State.event("m.room.tombstone", #"{"replacement_room":"\#(Self.new)"}"#))
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        // Whoever upgrades it sets its topic.
        let copied = state("plan: calm", by: "@op:example.org", predecessor: Self.care)
        talk.sync(#""\#(Self.new)":{"state":{"events":[\#(copied)]}}"#)
        let found = try topic(&talk, in: Self.new)
        #expect(found == after)
    }
}
