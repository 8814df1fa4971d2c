package import Casework
import Crypto
import FoundationEssentials

/// Standard Webhooks 1.0: HMAC-SHA256 over `{id}.{timestamp}.{body}`, as `v1,<base64>`.
package enum WebhookSignature {
    package static let idHeader = "webhook-id"
    package static let timestampHeader = "webhook-timestamp"
    package static let signatureHeader = "webhook-signature"

    /// How old, and how far ahead, a timestamp may be.
    package static let tolerance = Lapse.minutes(5)
    private static let idLimit = 256
    private static let headerLimit = 4096
    private static let signatureLimit = 16

    /// - Parameter timestamp: Unix seconds.
    package static func sign(
        id: String, timestamp: Int64, body: [UInt8], with secret: WebhookSecret
    ) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: message(id: id, timestamp: String(timestamp), body: body), using: secret.key)
        return "v1," + Data(code).base64EncodedString()
    }

    /// Whether a request comes from who knows one of the secrets, and now. Returns its id.
    ///
    /// - Parameters:
    ///   - header: the value of a header by its name in lower case.
    ///   - secrets: several while one is being replaced by another.
    package static func verify(
        body: [UInt8], secrets: [WebhookSecret], now: Instant,
        header: (String) -> String?
    ) throws(WebhookRefusal) -> String {
        guard let id = header(idHeader), !id.isEmpty else { throw .missing(idHeader) }
        guard let timestamp = header(timestampHeader) else { throw .missing(timestampHeader) }
        guard let given = header(signatureHeader) else { throw .missing(signatureHeader) }
        guard id.utf8.count <= idLimit, given.utf8.count <= headerLimit else { throw .tooLong }
        guard timestamp.utf8.count <= 12,
            timestamp.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let seconds = Int64(timestamp)
        else { throw .badTimestamp }
        let age = now - Instant(seconds: seconds)
        guard age <= tolerance else { throw .tooOld }
        guard Lapse.zero - tolerance <= age else { throw .tooNew }
        let codes = given.split(separator: " ").prefix(signatureLimit).compactMap { part in
            part.hasPrefix("v1,") ? Data(base64Encoded: String(part.dropFirst(3))) : nil
        }
        let message = message(id: id, timestamp: timestamp, body: body)
        var isGenuine = false
        for code in codes {
            for secret in secrets {
                // Compares in constant time; all are compared, whichever fits.
                let fits = HMAC<SHA256>.isValidAuthenticationCode(
                    code, authenticating: message, using: secret.key)
                isGenuine = isGenuine || fits
            }
        }
        guard isGenuine else { throw .noMatch }
        return id
    }

    private static func message(id: String, timestamp: String, body: [UInt8]) -> Data {
        Data("\(id).\(timestamp).".utf8) + body
    }
}

extension Lapse {
    fileprivate static func - (left: Lapse, right: Lapse) -> Lapse {
        Lapse(milliseconds: left.milliseconds - right.milliseconds)
    }
}

/// Why a signed request is not believed.
package enum WebhookRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(String)
    case tooLong
    case badTimestamp
    case tooOld, tooNew
    case noMatch

    package var description: String {
        switch self {
        case .missing(let header): "the header \(header) is missing"
        case .tooLong: "webhook-id or webhook-signature is too long"
        case .badTimestamp: "webhook-timestamp has to be a number of seconds since 1970"
        case .tooOld: "webhook-timestamp is more than 5 minutes old; sign each attempt anew"
        case .tooNew: "webhook-timestamp is more than 5 minutes ahead; check the sender's clock"
        case .noMatch: "no signature fits: check that both sides have the same secret"
        }
    }
}
