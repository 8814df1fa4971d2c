import Notation
import Testing

@testable import MatrixWire

@Suite struct MatrixSessionSendingTests {
    private static let care = Conversation.care
    private static let ops = "!ops:example.org"

    private var unlimited: MatrixSessionConfiguration {
        var configuration = Conversation.configuration
        configuration.pace = .unlimited
        configuration.rooms = [Self.care, Self.ops]
        return configuration
    }

    private var twoRooms: String {
        let state = State.room()
        return
            #""\#(Self.care)":{"state":{"events":[\#(state)]}},"\#(Self.ops)":{"state":{"events":[\#(state)]}}"#
    }

    private func body(_ talk: Conversation) throws -> JSONValue {
        try JSONParser.parse(try #require(talk.request(.send)).body)
    }

    @Test func `a message goes under its id, with mentions that mean nobody`() throws {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d/1"))
        let request = try #require(talk.request(.send))
        #expect(request.method == .put)
        #expect(request.path.hasSuffix("/rooms/%21care%3Aexample.org/send/m.room.message/d%2F1"))
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == #"{"body":"hello","m.mentions":{},"msgtype":"m.text"}"#)
        talk.sent("$1")
        #expect(talk.outcomes == ["d/1:sent $1"])
    }

    @Test func `what is awaited is told of once the server is asked to take it`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        var awaited = Talk.utterance("a2")
        awaited.isAwaited = true
        talk.say(Talk.utterance("a1"), awaited)
        #expect(!talk.facts.contains(.underWay(id: "a2", attempt: 1)))
        talk.sent("$a1")
        #expect(talk.facts.contains(.underWay(id: "a2", attempt: 1)))
        talk.sent("$a2")
        #expect(talk.outcomes == ["a1:sent $a1", "a2:sent $a2"])
    }

    @Test func `in one room one goes after the other, in two rooms both at once`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(
            Talk.utterance("a1"), Talk.utterance("a2"), Talk.utterance("b1", to: Self.ops),
            Talk.utterance("a3"))
        #expect(talk.requests(.send).map(\.path.last) == ["1", "1"])
        talk.sent("$a1")
        talk.sent("$b1")
        talk.sent("$a2")
        talk.sent("$a3")
        #expect(talk.outcomes == ["a1:sent $a1", "b1:sent $b1", "a2:sent $a2", "a3:sent $a3"])
    }

    @Test func `what is urgent goes first`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(Talk.utterance("a1"), Talk.utterance("a2"))
        talk.say(Talk.utterance("u1", as: .ring), Talk.utterance("u2", as: .ring))
        for number in 1...3 { talk.sent("$\(number)") }
        talk.pass(20)
        talk.sent("$4")
        #expect(talk.outcomes.map { $0.prefix(2) } == ["a1", "u1", "u2", "a2"])
    }

    @Test func `what failed is tried again under the same id and with the same bytes`() throws {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"))
        var paths: Set<String> = []
        var bodies: Set<[UInt8]> = []
        let failures: [MatrixAnswer.Outcome] = [
            .cutOff(reason: "gone"), .notBegun(reason: "refused"),
            .response(status: 502, headers: [], body: Array("<html>".utf8)),
            .response(status: 200, headers: [], body: Array("<html>hotel</html>".utf8)),
            .response(status: 200, headers: [], body: Array(#"{"welcome":1}"#.utf8)),
            .response(status: 302, headers: [("Location", "/")], body: []),
        ]
        for failure in failures {
            let request = try #require(talk.request(.send))
            paths.insert(request.path)
            bodies.insert(request.body)
            talk.end(.send, failure)
            #expect(talk.request(.send) == nil)
            talk.pass(16_000)
        }
        talk.sent("$1")
        #expect(paths.count == 1 && bodies.count == 1)
        #expect(talk.outcomes == ["d1:sent $1"])
    }

    @Test func `what cannot be sent for long is given back, as what it is`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"))
        for _ in 0..<40 where talk.receipts.isEmpty {
            talk.end(.send, .notBegun(reason: "refused"))
            talk.pass(30_000)
        }
        #expect(talk.outcomes == ["d1:notSent"])
        talk.say(Talk.utterance("d2"))
        for index in 0..<40 where talk.receipts.count < 2 {
            talk.end(.send, index == 0 ? .cutOff(reason: "gone") : .notBegun(reason: "refused"))
            talk.pass(30_000)
        }
        #expect(talk.outcomes.last == "d2:unknown")
    }

    @Test(arguments: ["M_FORBIDDEN", "M_TOO_LARGE", "M_UNKNOWN", "M_GUEST_ACCESS_FORBIDDEN"])
    func `the server's own no is a refusal`(_ code: String) {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"))
        talk.answer(.send, #"{"errcode":"\#(code)","error":"no"}"#, status: 400)
        #expect(
            talk.receipts == [
                MatrixReceipt(id: "d1", attempt: 1, outcome: .refused(reason: "\(code) no"))
            ])
    }

    @Test func `what is too long is refused here`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1", String(repeating: "x", count: 70_000)), Talk.utterance("d2"))
        #expect(talk.outcomes == ["d1:refused"])
        #expect(talk.request(.send) != nil)
    }

    // MARK: - How fast

    @Test func `a server that asks to wait is left alone by all rooms, for so long`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(Talk.utterance("a1"))
        talk.answer(
            .send, #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":4200}"#, status: 429,
            headers: [("retry-after", "4")])
        talk.say(Talk.utterance("b1", to: Self.ops, as: .ring))
        #expect(talk.request(.send) == nil)
        talk.pass(4100)
        #expect(talk.request(.send) == nil)
        talk.pass(200)
        #expect(talk.requests(.send).count == 2)
        #expect(talk.outcomes.isEmpty)
    }

    @Test func `without a word how long, a while`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(Talk.utterance("a1"))
        talk.answer(.send, "slow down", status: 429)
        talk.pass(4000)
        #expect(talk.request(.send) == nil)
        talk.pass(1100)
        #expect(talk.request(.send) != nil)
    }

    @Test func `of a burst part is kept for what is urgent`() {
        var talk = Conversation.up()
        talk.say(talk: [Talk.utterance("first")])
        talk.answer(
            .send, #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":5000}"#, status: 429)
        talk.pass(120_000)
        talk.sent("$first")
        talk.pass(120_000)
        talk.say(talk: (1...30).map { Talk.utterance("n\($0)") })
        var sent = 0
        while talk.request(.send) != nil {
            sent += 1
            talk.sent("$\(sent)")
        }
        #expect(sent == 5)
        // Answers are many, too.
        talk.say(talk: (1...5).map { Talk.utterance("a\($0)", as: .answer) })
        #expect(talk.request(.send) == nil)
        talk.say(talk: (1...5).map { Talk.utterance("u\($0)", as: .ring) })
        for number in 1...5 { talk.sent("$u\(number)") }
        #expect(talk.outcomes.suffix(5).allSatisfy { $0.hasPrefix("u") })
        #expect(talk.request(.send) == nil)
    }

    // MARK: - What belongs to what

    @Test func `a thread goes on after its latest event`() throws {
        var talk = Conversation.up()
        var message = MatrixUtterance.Message(body: "in it", threadRoot: .utterance("card"))
        talk.say(
            Talk.utterance("card"),
            MatrixUtterance(id: "t1", destination: .room(Self.care), content: .message(message)))
        talk.sent("$card")
        var relation = try body(talk)["m.relates_to"]
        #expect(relation?["rel_type"]?.string == "m.thread")
        #expect(relation?["event_id"]?.string == "$card")
        #expect(relation?["m.in_reply_to"]?["event_id"]?.string == "$card")
        #expect(relation?["is_falling_back"] == .bool(true))
        talk.sent("$t1")
        talk.hear(
            Talk.text(
                "theirs", id: "$t2",
                more: #","m.relates_to":{"rel_type":"m.thread","event_id":"$card"}"#))
        message.repliesTo = nil
        talk.say(
            MatrixUtterance(id: "t3", destination: .room(Self.care), content: .message(message)))
        relation = try body(talk)["m.relates_to"]
        #expect(relation?["m.in_reply_to"]?["event_id"]?.string == "$t2")
    }

    @Test func `an urgent edit takes its message along`() throws {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(Talk.utterance("n1"), Talk.utterance("n2"), Talk.utterance("card"))
        talk.say(
            MatrixUtterance(
                id: "edit", destination: .room(Self.care), urgency: .ring,
                content: .message(.init(body: "new", replaces: .utterance("card")))))
        talk.sent("$n1")
        talk.sent("$card")
        #expect(try body(talk)["m.relates_to"]?["event_id"]?.string == "$card")
        #expect(try body(talk)["m.new_content"]?["body"]?.string == "new")
        #expect(try body(talk)["body"]?.string == "* new")
        talk.sent("$edit")
        talk.pass(20)
        talk.sent("$n2")
        #expect(talk.outcomes.map { $0.prefix(4) } == ["n1:s", "card", "edit", "n2:s"])
    }

    @Test func `what belongs to something unknown is refused, a thread left out`() throws {
        var talk = Conversation.up()
        talk.say(
            MatrixUtterance(
                id: "r", destination: .room(Self.care),
                content: .redaction(target: .utterance("never"), reason: nil)),
            MatrixUtterance(
                id: "t", destination: .room(Self.care),
                content: .message(.init(body: "x", threadRoot: .utterance("never")))))
        #expect(talk.outcomes == ["r:refused"])
        #expect(try body(talk)["m.relates_to"] == nil)
    }

    @Test func `redactions and reactions have their own paths`() throws {
        var talk = Conversation.up()
        talk.say(
            MatrixUtterance(
                id: "x1", destination: .room(Self.care),
                content: .redaction(target: .event("$a/b"), reason: "old")),
            MatrixUtterance(
                id: "k1", destination: .room(Self.care),
                content: .reaction(key: "✅", target: .event("$a"))))
        #expect(talk.request(.send)?.path.hasSuffix("/redact/%24a%2Fb/x1") == true)
        #expect(try body(talk)["reason"]?.string == "old")
        talk.sent("$x")
        #expect(talk.request(.send)?.path.hasSuffix("/send/m.reaction/k1") == true)
        #expect(try body(talk)["m.relates_to"]?["key"]?.string == "✅")
    }

    @Test func `seeds come when nothing else is to be said, and hold nothing up`() throws {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(Talk.utterance("c1", seeds: ["👀", "⏫"]), Talk.utterance("c2"))
        talk.sent("$c1")
        #expect(talk.outcomes == ["c1:sent $c1"])
        talk.sent("$c2")
        talk.pass(300)
        #expect(talk.request(.send)?.path.hasSuffix("/send/m.reaction/c1.seed1") == true)
        #expect(try body(talk)["m.relates_to"]?["event_id"]?.string == "$c1")
        talk.answer(.send, #"{"errcode":"M_DUPLICATE_ANNOTATION"}"#, status: 400)
        #expect(talk.request(.send)?.path.hasSuffix("c1.seed2") == true)
        talk.sent("$s2")
        #expect(talk.request(.send) == nil)
        #expect(talk.facts.count == 2)
    }

    // MARK: - Rooms for two

    @Test func `a room for two is made once, remembered, and then used`() throws {
        var talk = Conversation.up()
        for id in ["d1", "d2"] {
            talk.say(
                MatrixUtterance(
                    id: id, destination: .person("@bo:example.org"),
                    content: .message(.init(body: id))))
        }
        #expect(talk.requests(.create).count == 1)
        let wish = try JSONParser.parse(try #require(talk.request(.create)).body)
        #expect(wish["is_direct"] == .bool(true))
        #expect(wish["invite"] == .array([.string("@bo:example.org")]))
        talk.answer(.create, #"{"room_id":"!two:example.org"}"#)
        #expect(talk.request(.send)?.path.contains("%21two%3Aexample.org") == true)
        let kept = try JSONParser.parse(try #require(talk.request(.remember)).body)
        #expect(kept["@bo:example.org"] == .array([.string("!two:example.org")]))
        talk.sent("$1")
        talk.sent("$2")
        #expect(talk.outcomes == ["d1:sent $1", "d2:sent $2"])
        talk.say(
            MatrixUtterance(
                id: "d3", destination: .person("@bo:example.org"),
                content: .message(.init(body: "3"))))
        #expect(talk.request(.create) == nil)
        #expect(talk.request(.send) != nil)
    }

    @Test func `a sync between a room for two and its invitation makes no second one`() {
        var talk = Conversation.up()
        talk.say(
            MatrixUtterance(
                id: "d1", destination: .person("@bo:example.org"),
                content: .message(.init(body: "1"))))
        let alone = State.create() + "," + State.member(Conversation.user)
        talk.sync(#""!two:example.org":{"timeline":{"events":[\#(alone)]}}"#)
        talk.answer(.create, #"{"room_id":"!two:example.org"}"#)
        #expect(talk.requests(.create).isEmpty)
        #expect(talk.request(.send)?.path.contains("%21two%3Aexample.org") == true)
        talk.sent("$1")
        #expect(talk.outcomes == ["d1:sent $1"])
    }

    @Test func `whoever has declined already is not written to where nobody is`() {
        var talk = Conversation.up()
        talk.say(
            MatrixUtterance(
                id: "d1", destination: .person("@bo:example.org"),
                content: .message(.init(body: "1"))))
        let declined = [
            State.create(), State.member(Conversation.user),
            State.member("@bo:example.org", "invite"), State.member("@bo:example.org", "leave"),
        ].joined(separator: ",")
        talk.sync(#""!two:example.org":{"timeline":{"events":[\#(declined)]}}"#)
        talk.answer(.create, #"{"room_id":"!two:example.org"}"#)
        #expect(talk.request(.send) == nil)
    }

    private func toBo(_ id: String) -> MatrixUtterance {
        MatrixUtterance(
            id: id, destination: .person("@bo:example.org"), content: .message(.init(body: id)))
    }

    /// A room that we made for bo, who has not come yet.
    private func made(_ id: String, with flaw: String) -> String {
        let state = [
            State.event("m.room.create", #"{"room_version":"10"}"#, sender: Conversation.user),
            State.member(Conversation.user), State.member("@bo:example.org", "invite"), flaw,
        ].joined(separator: ",")
        return #""\#(id)":{"state":{"events":[\#(state)]}}"#
    }

    /// Some homeservers encrypt every private room that is made there.
    @Test func `where the room that was made is of no use no other is made`() {
        let two = "!two:example.org"
        var talk = Conversation.up()
        talk.say(toBo("d1"))
        talk.answer(.create, #"{"room_id":"\#(two)"}"#)
        talk.sent("$1")
        talk.sync(
            made(
                two,
                with: State.event("m.room.encryption", #"{"algorithm":"m.megolm.v1.aes-sha2"}"#)))
        talk.say(toBo("d2"))
        #expect(talk.outcomes == ["d1:sent $1", "d2:refused"])
        #expect(
            talk.receipts.last?.outcome
                == .refused(reason: "the room for them and us, \(two), is encrypted"))
        #expect(talk.request(.create) == nil)
        // Whoever leaves it may have another.
        talk.hear(State.member("@bo:example.org", "leave"), in: two)
        talk.say(toBo("d3"))
        #expect(talk.request(.create) != nil)
    }

    /// Somebody may ask a colleague in; some homeservers have a bot of their own in every room.
    @Test func `a room for two into which others come is replaced once`() {
        let guest = State.member("@audit:example.org")
        var talk = Conversation.up()
        talk.say(toBo("d1"))
        talk.answer(.create, #"{"room_id":"!one:example.org"}"#)
        talk.sent("$1")
        talk.sync(made("!one:example.org", with: guest))
        talk.say(toBo("d2"))
        talk.answer(.create, #"{"room_id":"!two:example.org"}"#)
        talk.sent("$2")
        talk.sync(made("!two:example.org", with: guest))
        talk.say(toBo("d3"))
        #expect(talk.outcomes == ["d1:sent $1", "d2:sent $2", "d3:refused"])
        #expect(
            talk.receipts.last?.outcome
                == .refused(reason: "others are in the room for two, !two:example.org"))
        #expect(talk.request(.create) == nil)
    }

    /// Whether they fill up before or while one is made.
    @Test(arguments: [true, false])
    func `in more rooms than are known none is made again and again`(_ isFull: Bool) {
        var talk = Conversation.up()
        func fill() {
            for number in 0..<RoomBook.roomsMax {
                let id = "!r\(number):example.org"
                talk.session.rooms[id] = MatrixRoom(id: id)
            }
        }
        if isFull { fill() }
        talk.say(
            MatrixUtterance(
                id: "d1", destination: .person("@bo:example.org"),
                content: .message(.init(body: "1"))))
        if !isFull {
            fill()
            talk.answer(.create, #"{"room_id":"!two:example.org"}"#)
        }
        #expect(talk.outcomes == ["d1:refused"])
        #expect(talk.request(.create) == nil)
    }

    /// A room of old that is configured no more, or one of their own.
    @Test(arguments: [
        State.event("m.room.join_rules", #"{"join_rule":"public"}"#),
        State.event("m.room.history_visibility", #"{"history_visibility":"world_readable"}"#),
        State.event("m.room.tombstone", #"{"replacement_room":"!new:example.org"}"#),
    ])
    func `nobody is written to where others could read along, or in a room that was replaced`(
        _ state: String
    ) {
        var talk = Conversation.up()
        talk.sync(
            #""!two:example.org":{"state":{"events":[\#(State.room(with: ["@bo:example.org"], more: [state]))]}}"#
        )
        talk.say(
            MatrixUtterance(
                id: "d1", destination: .person("@bo:example.org"),
                content: .message(.init(body: "1"))))
        #expect(talk.request(.send) == nil)
        #expect(talk.request(.create) != nil)
    }

    /// As people's clients make theirs.
    @Test func `a room for two that guests may be invited to is one`() {
        let guests = State.event("m.room.guest_access", #"{"guest_access":"can_join"}"#)
        let state = State.room(with: ["@bo:example.org"], more: [guests])
        var talk = Conversation.up()
        talk.sync(#""!two:example.org":{"state":{"events":[\#(state)]}}"#)
        talk.say(
            MatrixUtterance(
                id: "d1", destination: .person("@bo:example.org"),
                content: .message(.init(body: "1"))))
        #expect(talk.request(.send)?.path.contains("%21two") == true)
    }

    @Test func `whoever cannot be invited is not written to`() {
        var talk = Conversation.up()
        talk.say(
            MatrixUtterance(
                id: "d1", destination: .person("@bo:gone.example"),
                content: .message(.init(body: "1"))))
        talk.answer(.create, #"{"errcode":"M_FORBIDDEN","error":"no"}"#, status: 403)
        #expect(talk.outcomes == ["d1:refused"])
    }

    // MARK: - Without an answer

    @Test func `while the server is away nothing is kept`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"), Talk.utterance("d2"))
        talk.end(.sync, .cutOff(reason: "gone"))
        talk.pass(600)
        talk.end(.sync, .notBegun(reason: "refused"))
        #expect(talk.outcomes == ["d2:notSent"])
        talk.say(Talk.utterance("d3"))
        talk.end(.send, .cutOff(reason: "gone"))
        #expect(talk.outcomes == ["d2:notSent", "d3:notSent", "d1:unknown"])
    }

    @Test func `the end settles everything, once`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"), Talk.utterance("d2"))
        talk.facts += talk.session.end()
        #expect(talk.outcomes == ["d1:unknown", "d2:notSent"])
        #expect(talk.session.end().isEmpty)
        talk.say(Talk.utterance("d3"))
        #expect(talk.outcomes.last == "d3:notSent")
    }

    @Test func `a goodbye waits for what is on its way, and for nothing else`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"), Talk.utterance("d2"))
        talk.take(talk.session.quit(at: talk.now))
        #expect(talk.open.map(\.purpose) == [.send])
        #expect(talk.outcomes == ["d2:notSent"])
        #expect(!talk.isOver)
        talk.sent("$1")
        #expect(talk.outcomes == ["d2:notSent", "d1:sent $1"])
        #expect(talk.isOver)
    }

    // MARK: - Topics

    @Test func `of a topic only our part changes, where we may and not too often`() throws {
        let levels = State.event(
            "m.room.power_levels", #"{"users":{"\#(Conversation.user)":50}}"#)
        let topic = State.event("m.room.topic", #"{"topic":"Customer care"}"#)
        let state = State.room(more: [levels, topic])
        var talk = Conversation.up(
            joined: #""\#(Self.care)":{"state":{"events":[\#(state)]}}"#)
        talk.take(talk.session.show(topic: "plan: storm", in: Self.care, at: talk.now))
        let request = try #require(talk.request(.state))
        #expect(request.path.hasSuffix("/state/m.room.topic"))
        #expect(
            try JSONParser.parse(request.body)["topic"]?.string == "Customer care │ plan: storm")
        talk.answer(.state, #"{"event_id":"$t"}"#)
        talk.hear(State.event("m.room.topic", #"{"topic":"Customer care │ plan: storm"}"#))
        talk.take(talk.session.show(topic: "plan: calm", in: Self.care, at: talk.now))
        #expect(talk.request(.state) == nil)
        talk.pass(60_000)
        #expect(
            try JSONParser.parse(try #require(talk.request(.state)).body)["topic"]?.string
                == "Customer care │ plan: calm")
    }

    @Test func `without the power a topic stays as it is`() {
        let levels = State.event("m.room.power_levels", #"{"users_default":0}"#)
        var talk = Conversation.up(
            joined: #""\#(Self.care)":{"state":{"events":[\#(State.room(more: [levels]))]}}"#)
        talk.take(talk.session.show(topic: "plan: storm", in: Self.care, at: talk.now))
        #expect(talk.request(.state) == nil)
    }
}

extension Conversation {
    mutating func say(talk utterances: [MatrixUtterance]) {
        take(session.say(utterances, at: now))
    }
}
