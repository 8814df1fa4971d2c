import Casework
import Connectors
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

    func source(of headers: SignatureHeaders, body: [UInt8], now: Instant) -> SignedSource? {
        var found: SignedSource?
        // All are compared, whichever fits.
        for (source, secret) in sources {
            let isGenuine = isSigned(body, by: secret, headers, now: now)
            if isGenuine, found == nil { found = source }
        }
        return found
    }

    private func isSigned(
        _ body: [UInt8], by secret: WebhookSecret, _ headers: SignatureHeaders, now: Instant
    ) -> Bool {
        let verified = try? WebhookSignature.verify(body: body, secrets: [secret], now: now) {
            name in
            switch name {
            case WebhookSignature.idHeader: headers.id
            case WebhookSignature.timestampHeader: headers.timestamp
            case WebhookSignature.signatureHeader: headers.signatures
            default: nil
            }
        }
        return verified != nil
    }
}
