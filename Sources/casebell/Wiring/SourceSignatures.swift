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

    func judge(_ headers: SignatureHeaders, body: [UInt8], now: Instant) -> SignatureVerdict {
        var found: SignedSource?
        var refusal = WebhookRefusal.noMatch
        // All are compared, whichever fits.
        for (source, secret) in sources {
            do throws(WebhookRefusal) {
                try verify(headers, body: body, by: secret, now: now)
                if found == nil { found = source }
            } catch {
                refusal = error
            }
        }
        return found.map { .signed($0) } ?? .refused(refusal.description)
    }

    private func verify(
        _ headers: SignatureHeaders, body: [UInt8], by secret: WebhookSecret, now: Instant
    ) throws(WebhookRefusal) {
        _ = try WebhookSignature.verify(body: body, secrets: [secret], now: now) { name in
            switch name {
            case WebhookSignature.idHeader: headers.id
            case WebhookSignature.timestampHeader: headers.timestamp
            case WebhookSignature.signatureHeader: headers.signatures
            default: nil
            }
        }
    }
}
