import Casework
import Curl
import Notation
import Synchronization
import Testing

@testable import Connectors

private let now = Instant(seconds: 1_795_922_100)

private func request(address: String? = "sam@example.org", link: String? = nil) -> PageRequest {
    PageRequest(
        page: Page(
            key: "p-7", person: "sam", channel: .email,
            cases: [
                PagedCase(
                    id: CaseID(42), priority: .p1, queue: "care", openedAt: now,
                    firstResponseDueAt: now + .minutes(15)),
                PagedCase(
                    id: CaseID(43), priority: .p2, queue: "care", openedAt: now,
                    firstResponseDueAt: nil),
            ], chain: "nights", step: 2, isTest: false, createdAt: now),
        address: address, subject: "Page: #42 and #43", lines: ["#42 P1", "#43 P2"], link: link)
}

@Suite struct SMTPPagerTests {
    private let server = SMTPPager.Server(
        host: "mail.example.org", port: 587, security: .starttls,
        login: MailLogin(user: "bell", password: "secret"), sender: "bell@example.org")

    @Test func `a page is one mail to one person`() async throws {
        let door = ScriptedMail(.accepted(MailReply(code: 250, text: "2.0.0 queued as 4XYZ")))
        let pager = SMTPPager(server: server, door: door)
        let outcome = await pager.page(request(link: "https://care.example.org/page/t0"))
        #expect(outcome == .sent(reference: "2.0.0 queued as 4XYZ"))
        let mail = try #require(door.mails.first)
        #expect(mail.recipient == "sam@example.org")
        #expect(mail.sender == "bell@example.org")
        #expect(mail.security == .starttls)
        let text = String(decoding: mail.message, as: UTF8.self)
        #expect(text.contains("\r\nMessage-ID: <page-p-7@example.org>\r\n"))
        #expect(text.hasSuffix("\r\n#42 P1\r\n#43 P2\r\n\r\nhttps://care.example.org/page/t0\r\n"))
    }

    @Test func `whoever has no address is told apart from a server that says no`() async {
        let door = ScriptedMail()
        let outcome = await SMTPPager(server: server, door: door).page(request(address: nil))
        #expect(outcome == .refused(reason: "no e-mail address is known"))
    }

    @Test(arguments: [
        (
            MailOutcome.refused(MailReply(code: 451, text: "4.3.0 Busy")),
            PageOutcome.retry(after: nil, reason: "the mail server answered 451: 4.3.0 Busy")
        ),
        (
            .refused(MailReply(code: 550, text: "5.1.1 <sam@example.org>: Nobody")),
            .refused(reason: "the mail server answered 550: 5.1.1 <…>: Nobody")
        ),
        (
            .failed(.timedOut(bytesSent: true), mayHaveArrived: true),
            .unknown(reason: "timed out waiting for the answer")
        ),
        (
            .failed(.timedOut(bytesSent: false), mayHaveArrived: false),
            .retry(after: nil, reason: "timed out before anything was sent")
        ),
        (
            .failed(.certificateRefused(reason: "expired"), mayHaveArrived: false),
            .refused(reason: "the certificate is refused: expired")
        ),
        (
            .failed(.other(code: 8, message: "x"), mayHaveArrived: false),
            .retry(after: nil, reason: "libcurl error 8: x")
        ),
    ])
    func `an outcome is as certain as the server made it`(
        given: MailOutcome, expected: PageOutcome
    ) async {
        let pager = SMTPPager(server: server, door: ScriptedMail(given))
        #expect(await pager.page(request()) == expected)
    }
}

@Suite struct WebhookPagerTests {
    private let secretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    @Test func `a page is a signed event, the same at every attempt`() async throws {
        let door = ScriptedDoor(
            .success(.status(503, retryAfter: "7")),
            .success(.status(200, #"{"reference":"ntfy-1"}"#)), .success(.status(410)))
        let secret = try WebhookSecret(secretText)
        let pager = WebhookPager(
            desk: "care.example.org",
            post: WebhookPost(
                address: WebhookAddress(url: "https://ntfy.example.org/desk", secret: secret),
                door: door, now: { now }))
        let page = request(address: nil, link: "https://care.example.org/page/t0")
        #expect(
            await pager.page(page)
                == .retry(after: .seconds(7), reason: "the receiver answered 503"))
        #expect(await pager.page(page) == .sent(reference: "ntfy-1"))
        #expect(await pager.page(page) == .gone)
        #expect(Set(door.requests.map(\.body)).count == 1)

        let sent = try #require(door.requests.first)
        let id = try WebhookSignature.verify(
            body: sent.body, secrets: [secret], now: now, header: sent.header)
        #expect(id == "p-7")
        var faults: [Fault] = []
        let event = try #require(
            CloudEvent.read(try JSONParser.parse(sent.body), at: "", &faults))
        #expect(faults.isEmpty)
        #expect(event.type == "casebell.oncall.paged")
        #expect(event.id == "p-7")
        #expect(event.subject == nil)
        let data = #"""
            {"person":"sam","cases":[
              {"number":42,"priority":"P1","queue":"care","opened_at":"2026-11-29T03:15:00.000Z",
               "first_response_due_at":"2026-11-29T03:30:00.000Z"},
              {"number":43,"priority":"P2","queue":"care","opened_at":"2026-11-29T03:15:00.000Z",
               "first_response_due_at":null}],
             "chain":"nights","step":2,"test":false,
             "link":"https://care.example.org/page/t0"}
            """#
        #expect(try event.data == .json(JSONParser.parse(Array(data.utf8))))
    }
}

/// Takes mails as it was told and remembers them; an unscripted one fails the test.
final class ScriptedMail: MailDoor {
    private let state: Mutex<(outcomes: [MailOutcome], mails: [OutboundMail])>

    init(_ outcomes: MailOutcome...) { state = Mutex((outcomes, [])) }

    var mails: [OutboundMail] { state.withLock { $0.mails } }

    func send(_ mail: OutboundMail) async -> MailOutcome {
        let outcome = state.withLock { state -> MailOutcome? in
            state.mails.append(mail)
            return state.outcomes.isEmpty ? nil : state.outcomes.removeFirst()
        }
        guard let outcome else {
            Issue.record("an unscripted mail was sent")
            return .failed(.stopped, mayHaveArrived: false)
        }
        return outcome
    }
}
