import Casework
import Connectors

/// Whether who knows the secret signed this body, and now (Standard Webhooks 1.0).
func isSigned(
    _ body: [UInt8], by secret: WebhookSecret, id: String, timestamp: String,
    signatures: String, now: Instant
) -> Bool {
    let verified = try? WebhookSignature.verify(body: body, secrets: [secret], now: now) {
        header in
        switch header {
        case WebhookSignature.idHeader: id
        case WebhookSignature.timestampHeader: timestamp
        case WebhookSignature.signatureHeader: signatures
        default: nil
        }
    }
    return verified != nil
}
