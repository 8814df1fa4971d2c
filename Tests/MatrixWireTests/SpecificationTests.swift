import Notation
import Testing

@testable import MatrixWire

@Suite struct SpecificationTests {
    private func read(_ json: String) throws -> JSONObject {
        try #require(try JSONParser.parse(Array(json.utf8)).object)
    }

    /// Those that no sender has sent: of rooms' readers, and of our own account.
    private static let withoutSender = ["m.direct", "m.typing", "m.receipt"]

    @Test func `every example event of a room is read, with all of its content`() throws {
        var count = 0
        for (name, json) in ExampleEvents.all where !Self.withoutSender.contains(name) {
            let object = try read(json)
            let event = MatrixEvent(.object(object))
            #expect(event != nil, "\(name)")
            #expect(event.map { .object($0.content) } == object["content"], "\(name)")
            #expect(event?.type == object["type"]?.string, "\(name)")
            count += 1
        }
        #expect(count >= 40)
    }

    @Test func `every example event passes through a sync`() throws {
        var talk = Conversation.up()
        for (name, json) in ExampleEvents.all {
            // Many of them have the same id, and some are as the newest rooms have them.
            let state = "\(State.create(version: "11")),\(State.room())"
            var one = Conversation.up(
                joined: #""\#(Conversation.care)":{"state":{"events":[\#(state)]}}"#)
            one.pass(1000)
            one.hear(json)
            #expect(one.facts.contains(.heardUntil(token: "s2")), "\(name)")
            talk.facts += one.facts
        }
        #expect(talk.sayings.map(\.text) == ["This is an example text message"])
        #expect(talk.facts.contains { if case .reacted = $0 { true } else { false } })
        #expect(talk.facts.contains { if case .redacted = $0 { true } else { false } })
        #expect(talk.facts.contains(.encrypted(room: Conversation.care)))
    }

    @Test func `example answers mean what the specification says`() throws {
        for (name, json) in ExampleAnswers.all {
            let status = try #require(name.split(separator: " ").last.flatMap { Int($0) })
            let reply = Reply(.response(status: status, headers: [], body: Array(json.utf8)))
            switch reply {
            case .ok: #expect(status == 200, "\(name)")
            case .refused(let error): #expect(status >= 400 && error.status == status, "\(name)")
            case .limited, .failed: Issue.record("\(name): \(reply)")
            }
        }
    }

    @Test func `the example sync and the example page are read`() throws {
        let sync = try #require(ExampleAnswers.all.first { $0.name == "GET /sync 200" })
        let answer = try #require(SyncAnswer(try read(sync.json)))
        #expect(answer.nextBatch == "s72595_4483_1934")
        #expect(answer.joined.map(\.id) == ["!726s6s6q:example.com"])
        #expect(answer.joined[0].isLimited)
        #expect(answer.joined[0].previousBatch == "t34-23535_0_0")
        #expect(answer.joined[0].timeline.count == 2)
        #expect(answer.invited.map(\.id) == ["!696r7674:example.com"])
        #expect(answer.invited[0].state.count == 2)
        let page = try #require(
            ExampleAnswers.all.first { $0.name == "GET /rooms/{roomId}/messages 200" })
        #expect(HistoryPage(try read(page.json))?.events.count == 3)
    }

    // MARK: - What we send

    private func violation(of schema: String, in value: JSONValue) throws -> String? {
        let text = try #require(SentSchemas.all.first { $0.name == schema })
        return Schema(rules: .object(try read(text.json))).violation(in: value)
    }

    @Test func `messages hold the specification's rules`() throws {
        var relations = SentContent.Relations()
        for (isNotice, schema) in [
            (false, "m.room.message$m.text"), (true, "m.room.message$m.notice"),
        ] {
            let message = MatrixUtterance.Message(
                body: "b", html: "<b>b</b>", isNotice: isNotice, mentions: ["@a:b"])
            for replaced in [nil, "$e"] {
                relations.replaces = replaced
                let content = SentContent.message(message, relations)
                #expect(try violation(of: schema, in: content) == nil)
                let other = isNotice ? "m.room.message$m.text" : "m.room.message$m.notice"
                #expect(try violation(of: other, in: content) != nil)
            }
        }
    }

    @Test func `all else that is sent holds them, too`() throws {
        #expect(try violation(of: "m.reaction", in: SentContent.reaction("k", to: "$e")) == nil)
        #expect(try violation(of: "m.room.topic", in: SentContent.topic("t")) == nil)
        #expect(try violation(of: "PUT /redact", in: SentContent.redaction(reason: "r")) == nil)
        #expect(
            try violation(of: "POST /createRoom", in: SentContent.directRoom(with: "@a:b")) == nil)
        #expect(
            try violation(of: "POST /createRoom", in: SentContent.directRoom(with: "a:b")) != nil)
        #expect(try violation(of: "POST /filter", in: SentContent.filter()) == nil)
        let login = SentContent.login(
            user: "@a:b", password: "p", device: nil, deviceName: "Casebell")
        #expect(try violation(of: "POST /login", in: login) == nil)
        #expect(try violation(of: "m.room.topic", in: .object(JSONObject(members: []))) != nil)
    }
}
