package import Casework

/// Whether a signed post is from whom it says (Standard Webhooks 1.0). Whoever owns the secrets
/// implements it; MissionControl only carries headers and body there.
package protocol SignatureVerifier: Sendable {
    /// The source whose secret made the signature, or why it is not believed. Compares in
    /// constant time.
    func judge(_ headers: SignatureHeaders, body: [UInt8], now: Instant) -> SignatureVerdict
}

/// What becomes of a signed post.
package enum SignatureVerdict: Hashable, Sendable {
    case signed(SignedSource)
    /// Why not, for whoever sent it: nothing in it is secret.
    case refused(String)
}

/// The three headers of a signed post, as they came.
package struct SignatureHeaders: Hashable, Sendable {
    /// `webhook-id`.
    package var id: String
    /// `webhook-timestamp`: Unix seconds.
    package var timestamp: String
    /// `webhook-signature`: `v1,<base64>`, several with spaces between them.
    package var signatures: String
    package init(id: String, timestamp: String, signatures: String) {
        self.id = id
        self.timestamp = timestamp
        self.signatures = signatures
    }
}

/// A source that proved who it is. It may post its own mentions and nobody else's.
package struct SignedSource: Hashable, Sendable {
    package var name: SourceName
    /// Whether `vip` counts.
    package var isTrusted: Bool
    package init(name: SourceName, isTrusted: Bool) {
        self.name = name
        self.isTrusted = isTrusted
    }
}
