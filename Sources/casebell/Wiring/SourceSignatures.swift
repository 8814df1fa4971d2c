import Casework
import struct Connectors.WebhookSecret
import MissionControl

/// Which source signed a post, by the secrets of `sources`.
struct SourceSignatures: SignatureVerifier {
    private let sources: [(SignedSource, WebhookSecret)]

    init(_ configuration: Configuration, _ secrets: Resolved) throws {
        sources = try configuration.connection.sources.compactMap { source in
            guard let text = secrets[source.webhook] else { return nil }
            do {
                return (
                    SignedSource(name: source.name, isTrusted: source.isTrusted),
                    try WebhookSecret(text)
                )
            } catch {
                throw CommandFailure(
                    .configuration, "casebell.yaml: the secret of source \(source.name): \(error)")
            }
        }
    }

    func source(
        of signature: WebhookSignature, body: [UInt8], now: Instant
    ) -> SignedSource? {
        var found: SignedSource?
        // All are compared, whichever fits.
        for (source, secret) in sources {
            let isGenuine = isSigned(
                body, by: secret, id: signature.id, timestamp: signature.timestamp,
                signatures: signature.signatures, now: now)
            if isGenuine, found == nil { found = source }
        }
        return found
    }
}
