import Casework
import Curl
import Testing

@testable import Connectors

private let now = Instant(seconds: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

@Suite struct ReplyOutcomeTests {
    @Test(arguments: [
        (
            OutboundResponse.status(200, #"{"reference":"a-1"}"#),
            ReplyOutcome.sent(reference: "a-1")
        ),
        (.status(201, #"{"reference":17}"#), .sent(reference: "17")),
        (.status(202, #"{"reference":null}"#), .sent(reference: nil)),
        (.status(204), .sent(reference: nil)),
        (.status(200, "<html>"), .sent(reference: nil)),
        (.status(200, "\u{FEFF}{\"reference\":\"a\",\"id\":1,\"id\":2}"), .sent(reference: "a")),
        (.status(200, #"{"reference":"a\r\nb"}"#), .sent(reference: nil)),
        (.status(200, #"{"reference":" a  b"}"#), .sent(reference: " a  b")),
        (.status(200, #"{"reference":""}"#), .sent(reference: nil)),
        (.status(410), .gone),
        (.status(429, retryAfter: "7"), .retry(after: .seconds(7), reason: answered(429))),
        (
            .status(503, retryAfter: "Sun, 06 Nov 1994 08:50:37 GMT"),
            .retry(after: .seconds(60), reason: answered(503))
        ),
        (.status(503), .unknown(reason: answered(503))),
        (.status(503, retryAfter: "soon"), .unknown(reason: answered(503))),
        (.status(429, retryAfter: "-1"), .retry(after: nil, reason: answered(429))),
        (
            .status(503, retryAfter: "99999999999999999999"),
            .retry(after: .hours(24), reason: answered(503))
        ),
        (.status(500, retryAfter: "3"), .unknown(reason: answered(500))),
        (.status(408), .retry(after: nil, reason: answered(408))),
        (.status(502), .unknown(reason: answered(502))),
        (.status(504), .unknown(reason: answered(504))),
        (
            .status(422, #"{"title":"Bad","detail":"text is too long"}"#),
            .refused(reason: "the receiver answered 422: text is too long")
        ),
        (
            .status(403, #"{"title":"Wrong\nsignature"}"#),
            .refused(reason: "the receiver answered 403: Wrong signature")
        ),
        (.status(400, #"{"detail":""}"#), .refused(reason: answered(400))),
        (.status(301), .refused(reason: answered(301))),
        (.status(302), .unknown(reason: answered(302))),
        (.status(303), .unknown(reason: answered(303))),
        (.status(308), .refused(reason: answered(308))),
        (.status(404, "nothing here"), .refused(reason: answered(404))),
    ])
    func `an answer means what it says`(response: OutboundResponse, outcome: ReplyOutcome) {
        #expect(ReplyOutcome(response, now: now) == outcome)
    }

    /// A page or an event is not sent to a customer twice, and whoever administers it has to know.
    @Test(arguments: [302, 303]) func `of a page that is sent elsewhere it is said so`(status: Int)
    {
        let told = ReplyOutcome(.status(status), now: now, isReply: false)
        #expect(told == .refused(reason: answered(status)))
    }

    /// What answers the reply names it whole.
    @Test func `a reference is kept as it is, or not at all`() {
        let whole = String(repeating: "r", count: 256)
        func reference(_ text: String) -> ReplyOutcome {
            ReplyOutcome(.status(200, #"{"reference":"\#(text)"}"#), now: now)
        }
        #expect(reference(whole) == .sent(reference: whole))
        #expect(reference(whole + "r") == .sent(reference: nil))
    }

    @Test func `what a receiver says can be taken off its status`() {
        let quoting = #"{"detail":"not accepted: the receiver answered 1: My secret diagnosis"}"#
        let refused = ReplyOutcome(.status(422, quoting), now: now)
        guard case .refused(let reason) = refused else {
            Issue.record("\(refused)")
            return
        }
        #expect(reason.contains("diagnosis"))
        #expect(ReceiverWords.cut(from: reason) == answered(422))
    }

    @Test func `what the receiver says is cut`() {
        let long = String(repeating: "x", count: 5000)
        let refused = ReplyOutcome(.status(400, #"{"detail":"\#(long)"}"#), now: now)
        guard case .refused(let reason) = refused else {
            Issue.record("\(refused)")
            return
        }
        #expect(reason.count < 240)
    }

    @Test(arguments: [
        (CurlFailure.couldNotResolve(host: "x"), "retry"),
        (.couldNotConnect(reason: "x"), "retry"), (.proxy(reason: "x"), "retry"),
        (.tls(reason: "x"), "retry"), (.certificateRefused(reason: "x"), "retry"),
        (.timedOut(bytesSent: false), "retry"), (.cutOff(afterRequestWasSent: false), "retry"),
        (.overflow, "retry"), (.timedOut(bytesSent: true), "unknown"),
        (.cutOff(afterRequestWasSent: true), "unknown"), (.closedByPeer, "unknown"),
        (.stopped, "unknown"), (.cancelled, "unknown"), (.other(code: 1, message: "x"), "unknown"),
        (.tooLarge(status: 200), "sent"), (.tooLarge(status: 422), "refused"),
        (.tooLarge(status: 410), "gone"), (.tooLarge(status: 429), "retry"),
        (.tooLarge(status: 503), "unknown"), (.tooLarge(status: 103), "unknown"),
        (.badURL(reason: "x"), "refused"), (.badHeader(name: "x"), "refused"),
    ])
    func `only what certainly had no effect is tried again as if it had not been`(
        failure: CurlFailure, label: String
    ) {
        #expect(ReplyOutcome(failure).label == label)
    }

}

private func answered(_ status: Int) -> String { "the receiver answered \(status)" }
