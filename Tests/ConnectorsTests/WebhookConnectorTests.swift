import Casework
import Curl
import Notation
import Testing

@testable import Connectors

private let secretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
private let now = Instant(seconds: 1_795_257_000)

private func post(through door: ScriptedDoor, at instant: Instant = now) throws -> WebhookPost {
    WebhookPost(
        address: WebhookAddress(
            url: "https://crm.example.org/hook", secret: try WebhookSecret(secretText)),
        door: door, now: { instant })
}

private func readEvent(in body: [UInt8]) throws -> CloudEvent {
    var faults: [Fault] = []
    let event = CloudEvent.read(try JSONParser.parse(body), at: "", &faults)
    #expect(faults.isEmpty)
    return try #require(event)
}

private func json(_ text: String) throws -> CloudEvent.Payload {
    .json(try JSONParser.parse(Array(text.utf8)))
}

private let reply = ReplyRequest(
    matter: CaseID(42), source: "crm", inReplyTo: "1138", conversation: nil, visibility: .public,
    text: "Hi Mara,\n\"at 4\" \u{2028}\u{7}ok",
    attachments: [
        Attachment(type: "image", url: "https://x.example/a.png", alt: "a router")
    ], draft: .init(revision: 2, mark: "k7f2"), author: "dana", approver: "sam",
    requestedAt: Instant(milliseconds: 1_795_256_999_125))

@Suite struct WebhookConnectorTests {
    @Test func `a reply goes out as a signed CloudEvent that reads back as what it was`()
        async throws
    {
        let door = ScriptedDoor(.success(.status(200, #"{"reference":"r-9"}"#)))
        let connector = WebhookConnector(
            name: "crm", desk: "care.example.org", post: try post(through: door))
        let outcome = await connector.send(reply, key: "d-77", attempt: 1)
        #expect(outcome == .sent(reference: "r-9"))

        let request = try #require(door.requests.first)
        #expect(request.method == "POST")
        #expect(request.url == "https://crm.example.org/hook")
        #expect(request.header("Content-Type") == "application/cloudevents+json")
        #expect(request.header("webhook-timestamp") == "1795257000")
        let id = try WebhookSignature.verify(
            body: request.body, secrets: [WebhookSecret(secretText)], now: now,
            header: request.header)
        #expect(id == "d-77")

        let event = try readEvent(in: request.body)
        #expect(event.id == "d-77")
        #expect(event.source == "care.example.org")
        #expect(event.type == "casebell.reply.requested")
        #expect(event.subject == "case/42")
        #expect(event.time == reply.requestedAt)
        #expect(event.dataContentType == "application/json")
        #expect(
            try event.data
                == json(
                    #"""
                    {"case":42,"source":"crm","in_reply_to":"1138","conversation":null,
                     "visibility":"public","text":"Hi Mara,\n\"at 4\" \u2028\u0007ok",
                     "attachments":[{"type":"image","url":"https://x.example/a.png",
                                     "alt":"a router"}],
                     "draft":{"revision":2,"mark":"k7f2"},"author":"dana","approver":"sam"}
                    """#))
    }

    @Test func `a post of a thread says which one it is`() async throws {
        var second = reply
        second.thread = .init(number: 2, of: 3)
        let door = ScriptedDoor(.success(.status(200)))
        let connector = WebhookConnector(
            name: "crm", desk: "d", post: try post(through: door))
        _ = await connector.send(second, key: "d-78", attempt: 1)
        let body = String(decoding: try #require(door.requests.first).body, as: UTF8.self)
        #expect(body.contains(#","thread":{"number":2,"of":3},"draft":{"revision":2,"#))
    }

    @Test func `another attempt has the same id and body, and a timestamp of its own`()
        async throws
    {
        let first = ScriptedDoor(.failure(.timedOut(bytesSent: true)))
        let second = ScriptedDoor(.success(.status(202)))
        for (door, instant) in [(first, now), (second, now + .seconds(30))] {
            let connector = WebhookConnector(
                name: "crm", desk: "d", post: try post(through: door, at: instant))
            _ = await connector.send(reply, key: "d-77", attempt: 1)
        }
        let (before, after) = (
            try #require(first.requests.first), try #require(second.requests.first)
        )
        #expect(before.body == after.body)
        #expect(before.header("webhook-id") == after.header("webhook-id"))
        #expect(after.header("webhook-timestamp") == "1795257030")
        #expect(before.header("webhook-signature") != after.header("webhook-signature"))
    }

    @Test func `no secret shows in what is printed of a connector`() throws {
        let connector = WebhookConnector(
            name: "crm", desk: "d", post: try post(through: ScriptedDoor()))
        var dumped = ""
        dump(connector, to: &dumped)
        let printed = "\(connector) \(String(reflecting: connector)) \(dumped)"
        #expect(!printed.contains("MfKQ"))
        #expect(printed.contains("(secret)"))
    }
}

@Suite struct WebhookRelayTests {
    @Test func `an event goes out as the interface shows it`() async throws {
        let event = RelayedEvent(
            sequence: 981, matter: CaseID(7), at: Instant(seconds: 1_795_257_000),
            type: "case.claimed", by: "dana", via: nil, data: #"{"holder":"dana"}"#,
            hash: String(repeating: "ab", count: 32))
        let door = ScriptedDoor(.success(.status(204)), .success(.status(204)))
        let relay = WebhookRelay(
            name: "crm", subscription: .all, desk: "care.example.org",
            post: try post(through: door))
        #expect(await relay.publish(event) == .sent(reference: nil))
        #expect(await relay.publish(event) == .sent(reference: nil))
        let request = try #require(door.requests.first)
        #expect(request.header("webhook-id") == "event-981-abababababababab")
        #expect(door.requests[1].header("webhook-id") == request.header("webhook-id"))
        let sent = try readEvent(in: request.body)
        #expect(sent.type == "casebell.case.claimed")
        #expect(sent.subject == "case/7")
        let hash = String(repeating: "ab", count: 32)
        #expect(
            try sent.data
                == json(
                    #"""
                    {"seq":981,"case":7,"at":"2026-11-21T10:30:00.000Z","type":"case.claimed",
                     "by":"dana","via":null,"data":{"holder":"dana"},"hash":"\#(hash)"}
                    """#))
    }

    @Test func `an event without its data says so, under the same key`() async throws {
        let event = RelayedEvent(
            sequence: 981, matter: CaseID(7), at: now, type: "case.opened", by: nil, via: nil,
            data: #"{"mention":{"text":"…"}}"#, hash: String(repeating: "ab", count: 32))
        let door = ScriptedDoor(.success(.status(413)), .success(.status(204)))
        let relay = WebhookRelay(
            name: "crm", subscription: .all, desk: "d", post: try post(through: door))
        _ = await relay.publish(event)
        #expect(await relay.publish(event.withheld) == .sent(reference: nil))
        let (whole, bare) = (door.requests[0], door.requests[1])
        #expect(bare.header("webhook-id") == whole.header("webhook-id"))
        #expect(try readEvent(in: whole.body).extensions == [])
        let sent = try readEvent(in: bare.body)
        #expect(sent.extensions == [.init(name: "datawithheld", value: .bool(true))])
        let hash = String(repeating: "ab", count: 32)
        #expect(
            try sent.data
                == json(
                    #"""
                    {"seq":981,"case":7,"at":"2026-11-21T10:30:00.000Z","type":"case.opened",
                     "by":null,"via":null,"data":null,"hash":"\#(hash)"}
                    """#))
    }

    @Test func `an event of the desk has no subject`() async throws {
        let event = RelayedEvent(
            sequence: 1, matter: nil, at: now, type: "desk.held", by: nil, via: nil, data: "null",
            hash: "00")
        let door = ScriptedDoor(.success(.status(200)))
        let relay = WebhookRelay(
            name: "crm", subscription: .types(["desk.held"]), desk: "d",
            post: try post(through: door))
        #expect(await relay.publish(event) == .sent(reference: nil))
        let sent = try readEvent(in: try #require(door.requests.first).body)
        #expect(sent.subject == nil)
        #expect(relay.subscription.wants("desk.held"))
        #expect(!relay.subscription.wants("case.opened"))
        #expect(EventSubscription.all.wants("case.opened"))
    }
}
