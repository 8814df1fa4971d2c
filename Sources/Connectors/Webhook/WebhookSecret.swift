import Crypto
import FoundationEssentials

/// The key that a webhook's sender and receiver share. It never shows itself.
package struct WebhookSecret: Sendable {
    let key: SymmetricKey

    /// Standard Webhooks 1.0: base64, usually after `whsec_`, of 24 to 64 bytes. Shorter and
    /// longer ones are taken as they come, up to 1 KiB, but not an empty one.
    package init(_ text: String) throws(WebhookSecretFault) {
        let prefix = "whsec_"
        let encoded = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        guard encoded.utf8.count <= 2048, let bytes = Data(base64Encoded: encoded) else {
            throw .notBase64
        }
        guard !bytes.isEmpty else { throw .empty }
        key = SymmetricKey(data: bytes)
    }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(secret)" }
    package var debugDescription: String { "(secret)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What is wrong with a secret, without repeating it.
package enum WebhookSecretFault: Error, Hashable, Sendable, CustomStringConvertible {
    case notBase64, empty

    package var description: String {
        switch self {
        case .notBase64:
            "the webhook secret is no base64, with or without whsec_ before it; "
                + "`openssl rand -base64 32` makes one"
        case .empty: "the webhook secret is empty; `openssl rand -base64 32` makes one"
        }
    }
}
