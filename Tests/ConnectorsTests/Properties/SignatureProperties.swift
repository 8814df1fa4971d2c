import Casework
import Crypto

@testable import Connectors

/// What holds for signed posts. An input is a byte for what is tried, four fields with a NUL
/// behind each (id, timestamp, signatures, secret), then the body.
enum SignatureProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        guard let choice = input.first else { return nil }
        let post = SignedPost(input.dropFirst())
        if choice & 1 == 0 { return ForgedPost(post: post).violation ?? secret(post.secret) }
        return GenuinePost(post: post, choice: choice).violation
    }

    /// A secret is at most what the document says, and never shows itself.
    private static func secret(_ text: String) -> String? {
        guard let secret = try? WebhookSecret(text) else { return nil }
        guard (1...1536).contains(secret.key.bitCount / 8) else { return "a secret too long" }
        let shown = ["\(secret)", String(reflecting: secret)]
        return shown.allSatisfy { $0 == "(secret)" } ? nil : "a secret shows itself"
    }
}

/// Headers and body as they arrive.
struct SignedPost {
    var id: String
    var timestamp: String
    var signatures: String
    /// Not of the post: what somebody may have configured.
    var secret: String
    var body: [UInt8]

    init(_ input: ArraySlice<UInt8>) {
        let fields = input.split(separator: 0, maxSplits: 4, omittingEmptySubsequences: false)
        func text(_ index: Int) -> String {
            fields.indices.contains(index) ? String(decoding: fields[index], as: UTF8.self) : ""
        }
        id = text(0)
        timestamp = text(1)
        signatures = text(2)
        secret = text(3)
        body = fields.count > 4 ? Array(fields[4]) : []
    }

    /// The moment of every trial.
    static let now = Instant(seconds: 1_614_265_330)
    static let current = try? WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    static let former = try? WebhookSecret("Y2FzZWJlbGwtZnV6ei1mb3JtZXItc2VjcmV0")

    func verified(at now: Instant = now) -> String? {
        try? WebhookSignature.verify(
            body: body, secrets: [SignedPost.former, SignedPost.current].compactMap(\.self),
            now: now
        ) { name in
            switch name {
            case "webhook-id": id
            case "webhook-timestamp": timestamp
            case "webhook-signature": signatures
            default: nil
            }
        }
    }
}

/// A post of somebody who does not know the secret: the input can hold no signature but of posts
/// that are in the corpus, and is believed only for those.
private struct ForgedPost {
    let post: SignedPost

    var violation: String? {
        guard let id = post.verified() else { return nil }
        guard id == post.id, !id.isEmpty, let seconds = Int64(post.timestamp),
            let current = SignedPost.current, let former = SignedPost.former
        else { return "a post is believed without \(post.id.isEmpty ? "an id" : "a time")" }
        let age = SignedPost.now.milliseconds / 1000 - seconds
        guard abs(age) <= 300 else { return "a post of \(age) s is believed" }
        // A time that is written with zeros before it is signed as it is written.
        guard String(seconds) == post.timestamp else { return nil }
        let codes = [current, former].map {
            WebhookSignature.sign(id: id, timestamp: seconds, body: post.body, with: $0)
        }
        let given = post.signatures.split(separator: " ").map(String.init)
        return codes.contains { code in given.contains { $0.hasPrefix(code.prefix(45)) } }
            ? nil : "a post is believed that nobody signed"
    }
}

/// A post of somebody who knows the secret: believed as it is, in its time, and with nothing
/// changed.
private struct GenuinePost {
    let post: SignedPost
    let choice: UInt8
    var violation: String? {
        guard let secret = choice & 2 == 0 ? SignedPost.current : SignedPost.former,
            (1...256).contains(post.id.utf8.count),
            let seconds = Int64(post.timestamp), seconds >= 0, seconds < 1_000_000_000_000
        else { return nil }
        var signed = post
        signed.timestamp = String(seconds)
        let code = WebhookSignature.sign(
            id: post.id, timestamp: seconds, body: post.body, with: secret)
        let before = choice & 4 == 0 || isSigned(post, at: seconds) ? "" : post.signatures
        signed.signatures = "\(before) \(code)"
        let isTooMuch =
            before.split(separator: " ").count > 15 || signed.signatures.utf8.count > 4096
        let age = SignedPost.now.milliseconds / 1000 - seconds
        let isExpected = abs(age) <= 300 && !isTooMuch
        guard (signed.verified() == post.id) == isExpected else {
            return isExpected ? "a genuine post is not believed" : "a post of \(age) s is believed"
        }
        return changed(signed, before, code, seconds) ?? late(signed, seconds, isTooMuch)
    }

    /// Whether what stands in the input for signatures is genuine for this post.
    private func isSigned(_ other: SignedPost, at seconds: Int64) -> Bool {
        [SignedPost.current, SignedPost.former].compactMap(\.self).contains { secret in
            let code = WebhookSignature.sign(
                id: other.id, timestamp: seconds, body: other.body, with: secret)
            return post.signatures.contains(code.prefix(45))
        }
    }

    /// Of a second on either side of the window, the one inside is believed.
    private func late(_ signed: SignedPost, _ seconds: Int64, _ isTooMuch: Bool) -> String? {
        guard !isTooMuch else { return nil }
        for offset: Int64 in [-300_001, -300_000, 300_000, 300_001] {
            let now = Instant(milliseconds: seconds * 1000 + offset)
            guard (signed.verified(at: now) != nil) == (abs(offset) <= 300_000) else {
                return "\(offset) ms are judged wrongly"
            }
        }
        return nil
    }

    /// One bit changed, of the body, the id, the time or the signature.
    private func changed(
        _ signed: SignedPost, _ before: String, _ code: String, _ seconds: Int64
    ) -> String? {
        let bit = Int(choice >> 3)
        var changes: [(String, (inout SignedPost) -> Void)] = [
            ("a longer body", { $0.body.append(choice) }), ("another id", { $0.id += "x" }),
            ("another time", { $0.timestamp = "0" + $0.timestamp }),
            ("another signature", { $0.signatures = "\(before) \(flipped(code, bit))" }),
        ]
        if !signed.body.isEmpty {
            let place = bit % signed.body.count
            changes.append(("another body", { $0.body[place] ^= 1 << (choice & 7) }))
            changes.append(("a shorter body", { $0.body.removeLast() }))
        }
        for (name, change) in changes {
            var other = signed
            change(&other)
            if other.verified() != nil, !isSigned(other, at: seconds) {
                return "a post with \(name) is believed"
            }
        }
        return nil
    }

    /// The code with another letter in one of its 43 places that say something whole.
    private func flipped(_ code: String, _ place: Int) -> String {
        var bytes = Array(code.utf8)
        let index = 3 + place % 42
        bytes[index] = bytes[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        return String(decoding: bytes, as: UTF8.self)
    }
}
