import Casework
import Testing

@testable import Connectors

/// The vector of Standard Webhooks 1.0 (libraries/javascript/src/webhook.test.ts, MIT), and
/// what its tests require to fail and to pass.
@Suite struct WebhookSignatureTests {
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    static let timestamp: Int64 = 1_614_265_330
    static let body = Array(#"{"test": 2432232314}"#.utf8)
    static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    static let good = [
        "webhook-id": id, "webhook-timestamp": "1614265330", "webhook-signature": signature,
    ]

    private func verify(
        _ headers: [String: String], secrets: [String] = [secret], body: [UInt8] = body,
        secondsLater: Int64 = 0
    ) throws -> String {
        try WebhookSignature.verify(
            body: body, secrets: secrets.map { try WebhookSecret($0) },
            now: Instant(seconds: Self.timestamp + secondsLater), header: { headers[$0] })
    }

    @Test func `the vector is signed and verified`() throws {
        let signed = WebhookSignature.sign(
            id: Self.id, timestamp: Self.timestamp, body: Self.body,
            with: try WebhookSecret(Self.secret))
        #expect(signed == Self.signature)
        #expect(try verify(Self.good) == Self.id)
    }

    @Test(arguments: ["webhook-id", "webhook-timestamp", "webhook-signature"])
    func `a missing header is named`(name: String) {
        var headers = Self.good
        headers[name] = nil
        #expect(throws: WebhookRefusal.missing(name)) { try verify(headers) }
    }

    @Test(arguments: [
        ("webhook-timestamp", "hello", WebhookRefusal.badTimestamp),
        ("webhook-timestamp", "-1", .badTimestamp), ("webhook-timestamp", "", .badTimestamp),
        ("webhook-timestamp", "16142653301614265330", .badTimestamp),
        ("webhook-timestamp", "1614265331", .noMatch),
        ("webhook-id", "msg_other", .noMatch), ("webhook-id", "", .missing("webhook-id")),
        ("webhook-id", String(repeating: "x", count: 300), .tooLong),
        ("webhook-signature", "v1,dawfeoifkpqwoekfpqoekf", .noMatch),
        ("webhook-signature", "v1,g0hM9", .noMatch), ("webhook-signature", "v1,", .noMatch),
        ("webhook-signature", "", .noMatch),
        ("webhook-signature", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", .noMatch),
        ("webhook-signature", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", .noMatch),
        ("webhook-signature", String(repeating: "v1,AAAA ", count: 600), .tooLong),
    ])
    func `a header that is not right is refused`(
        name: String, value: String, refusal: WebhookRefusal
    ) {
        var headers = Self.good
        headers[name] = value
        #expect(throws: refusal) { try verify(headers) }
    }

    @Test func `a body that was changed is refused`() {
        #expect(throws: WebhookRefusal.noMatch) {
            try verify(Self.good, body: Self.body + [0x20])
        }
    }

    @Test(arguments: [
        (300, nil), (-300, nil), (301, WebhookRefusal.tooOld), (-301, .tooNew),
    ])
    func `five minutes either way are tolerated, and no more`(
        seconds: Int, refusal: WebhookRefusal?
    ) throws {
        let seconds = Int64(seconds)
        if let refusal {
            #expect(throws: refusal) { try verify(Self.good, secondsLater: seconds) }
        } else {
            #expect(try verify(Self.good, secondsLater: seconds) == Self.id)
        }
    }

    @Test func `one valid signature among several is enough, and so is one of several secrets`()
        throws
    {
        var headers = Self.good
        headers["webhook-signature"] =
            "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= v1a,xx \(Self.signature)"
        #expect(try verify(headers) == Self.id)
        let other = "whsec_Y2FzZWJlbGwtYWNjZXB0YW5jZS1zZWNyZXQ="
        #expect(try verify(Self.good, secrets: [other, Self.secret]) == Self.id)
        #expect(throws: WebhookRefusal.noMatch) { try verify(Self.good, secrets: [other]) }
        #expect(throws: WebhookRefusal.noMatch) { try verify(Self.good, secrets: []) }
    }

    @Test func `the prefix of a secret may be missing`() throws {
        #expect(try verify(Self.good, secrets: [String(Self.secret.dropFirst(6))]) == Self.id)
    }

    @Test(arguments: [
        ("", WebhookSecretFault.empty), ("whsec_", .empty), ("whsec_not base64!", .notBase64),
    ])
    func `a secret that is none is refused without being repeated`(
        text: String, fault: WebhookSecretFault
    ) {
        #expect(throws: fault) { try WebhookSecret(text) }
        #expect(!fault.description.contains("not base64!"))
    }
}
