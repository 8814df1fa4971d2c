import Casework
import Curl
import Notation

/// Whatever carries out HTTP requests: libcurl's thread, or a script in a test.
protocol RequestDoor: Sendable {
    func perform(_ request: OutboundRequest) async throws(CurlFailure) -> OutboundResponse
}

extension CurlReactor: RequestDoor {}

/// Posts CloudEvents to one address, signed anew at each attempt.
struct WebhookPost: Sendable {
    /// Bytes of an answer that are looked at.
    static let answerLimit = 64 << 10

    let address: WebhookAddress
    let door: any RequestDoor
    let now: @Sendable () -> Instant

    /// - Parameter isReply: to a customer, of whom nobody may guess.
    func post(_ event: CloudEvent, key: DeliveryID, isReply: Bool) async -> ReplyOutcome {
        let body = event.json
        let timestamp = now().milliseconds / 1000
        let request = OutboundRequest(
            method: "POST", url: address.url,
            headers: [
                ("Content-Type", CloudEvent.contentType),
                (WebhookSignature.idHeader, key.rawValue),
                (WebhookSignature.timestampHeader, String(timestamp)),
                (
                    WebhookSignature.signatureHeader,
                    WebhookSignature.sign(
                        id: key.rawValue, timestamp: timestamp, body: body,
                        with: address.secret)
                ),
            ], body: body, timeout: address.timeout, responseLimit: WebhookPost.answerLimit,
            tls: address.tls, proxy: address.proxy)
        do throws(CurlFailure) {
            return ReplyOutcome(try await door.perform(request), now: now(), isReply: isReply)
        } catch {
            return ReplyOutcome(error)
        }
    }
}
