import Notation
import Testing

@testable import MatrixWire

/// Threads, answers and changes after a room has been replaced.
@Suite struct MatrixSessionBelongingTests {
    private static let care = Conversation.care
    private static let new = "!new:example.org"

    /// `$root` was heard in the old room, `card` was said there; the desk is in the new one.
    private func moved() -> Conversation {
        var talk = Conversation.up()
        talk.hear(Talk.text("a question", id: "$root"))
        talk.say(Talk.utterance("card"))
        talk.sent("$card")
        talk.hear(
            State.event("m.room.tombstone", #"{"body":"moved","replacement_room":"\#(Self.new)"}"#))
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        talk.sync(
            #""\#(Self.new)":{"state":{"events":[\#(State.room(predecessor: Self.care))]}}"#)
        talk.facts = []
        return talk
    }

    private func utterance(
        _ id: String, thread: MatrixUtterance.Reference? = nil,
        reply: MatrixUtterance.Reference? = nil, replaces: MatrixUtterance.Reference? = nil
    ) -> MatrixUtterance {
        MatrixUtterance(
            id: id, destination: .room(Self.new),
            content: .message(
                .init(
                    body: "hello", threadRoot: thread, repliesTo: reply, replaces: replaces)))
    }

    private func relation(_ talk: Conversation) throws -> JSONValue? {
        try JSONParser.parse(try #require(talk.request(.send)).body)["m.relates_to"]
    }

    @Test(arguments: [
        MatrixUtterance.Reference.event("$root"), .event("$card"), .utterance("card"),
    ])
    func `what stands in the old room is left out`(_ reference: MatrixUtterance.Reference) throws {
        var talk = moved()
        if reference == .event("$card") {
            // It comes back.
            talk.hear(Talk.text("a card", id: "$card", from: Conversation.user))
        }
        talk.say(utterance("d1", thread: reference, reply: reference))
        #expect(try relation(talk) == nil)
        talk.sent("$1")
        #expect(talk.outcomes == ["d1:sent $1"])
    }

    @Test func `what would change something there is refused, and nothing is asked`() {
        var talk = moved()
        talk.say(
            utterance("d1", replaces: .utterance("card")),
            MatrixUtterance(
                id: "d2", destination: .room(Self.new),
                content: .reaction(key: "👀", target: .event("$root"))),
            MatrixUtterance(
                id: "d3", destination: .room(Self.new),
                content: .redaction(target: .event("$root"), reason: nil)))
        #expect(talk.request(.send) == nil)
        #expect(
            talk.receipts.map(\.outcome)
                == Array(
                    repeating: .refused(
                        reason: "the message that it belongs to is in another room"), count: 3))
    }

    private let elsewhere =
        #"{"errcode":"M_UNKNOWN","error":"Relations must be in the same room"}"#

    @Test func `a thread that the server does not have there is done without, and once known`()
        throws
    {
        var talk = moved()
        talk.say(utterance("d1", thread: .event("$forgotten")))
        #expect(try relation(talk)?["event_id"]?.string == "$forgotten")
        let path = talk.request(.send)?.path
        talk.answer(.send, elsewhere, status: 400)
        #expect(try relation(talk) == nil)
        #expect(talk.request(.send)?.path == path)
        talk.sent("$1")
        talk.say(utterance("d2", thread: .event("$forgotten")))
        #expect(try relation(talk) == nil)
        talk.sent("$2")
        #expect(talk.outcomes == ["d1:sent $1", "d2:sent $2"])
    }

    @Test func `what is refused alone, too, is refused, and its thread keeps its name`() throws {
        var talk = moved()
        talk.say(utterance("d1", thread: .event("$root2")))
        talk.answer(.send, elsewhere, status: 400)
        talk.answer(.send, #"{"errcode":"M_BAD_JSON","error":"no"}"#, status: 400)
        #expect(talk.outcomes == ["d1:refused"])
        #expect(talk.request(.send) == nil)
        talk.say(utterance("d2", thread: .event("$root2")))
        #expect(try relation(talk)?["event_id"]?.string == "$root2")
    }

    @Test func `a change that the server does not have there is refused at once`() {
        var talk = moved()
        talk.say(utterance("d1", replaces: .event("$forgotten")))
        talk.answer(.send, elsewhere, status: 400)
        #expect(talk.outcomes == ["d1:refused"])
        #expect(talk.request(.send) == nil)
    }

    @Test func `what waits for a room that is replaced is given back, to be said in the other`() {
        var talk = Conversation.up()
        talk.hear(
            State.event("m.room.tombstone", #"{"body":"moved","replacement_room":"\#(Self.new)"}"#))
        talk.say(Talk.utterance("d1"), Talk.utterance("d2"))
        // Whoever has no power there any more waits for the new one.
        for _ in 0..<4 { talk.sync() }
        talk.answer(.send, #"{"errcode":"M_FORBIDDEN","error":"no"}"#, status: 403)
        #expect(talk.outcomes == ["d1:retry"])
        talk.end(.send, .notBegun(reason: "refused"))
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        talk.sync(
            #""\#(Self.new)":{"state":{"events":[\#(State.room(predecessor: Self.care))]}}"#)
        #expect(talk.outcomes == ["d1:retry", "d2:retry"])
    }
}
