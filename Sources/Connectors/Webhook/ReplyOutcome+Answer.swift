import Casework
import Curl
import Notation

extension ReplyOutcome {
    /// What a webhook's answer means. "Only 2xx succeeds."
    ///
    /// - Parameter isReply: to a customer, which is not to be guessed of. Whatever else is sent elsewhere
    ///   had better be complained of.
    init(_ response: OutboundResponse, now: Instant, isReply: Bool = true) {
        let said = WebhookAnswer(response)
        let wait = response.header("retry-after").flatMap { RetryAfter.lapse($0, now: now) }
        switch response.status {
        case 200...299:
            self = .sent(reference: said.reference)
        case 410:
            self = .gone
        case 408, 425, 429:
            // Turned away before anything was done.
            self = .retry(after: wait, reason: said.reason)
        case 503 where wait != nil:
            // Whoever says when to come again has turned it away on purpose.
            self = .retry(after: wait, reason: said.reason)
        case 500...599:
            // It may have broken down after it took the request in; a gateway does not know what
            // became of the request behind it, and some say 503 for a connection that broke.
            self = .unknown(reason: said.reason)
        case ..<200:
            // The answer itself has not come yet. (RFC 9110, 15.2)
            self = .unknown(reason: said.reason)
        case 302...303 where isReply:
            // What was done may be to be seen elsewhere. (RFC 9110, 15.4.3 and 15.4.4)
            self = .unknown(reason: said.reason)
        default:
            self = .refused(reason: said.reason)
        }
    }

    /// What it means that there is no answer.
    init(_ failure: CurlFailure) {
        switch failure {
        case .tooLarge(let status):
            self.init(OutboundResponse(status: status), now: Instant(milliseconds: 0))
        case .badURL, .badHeader:
            self = .refused(reason: failure.description)
        case _ where failure.mayHaveArrived:
            self = .unknown(reason: failure.description)
        default:
            self = .retry(after: nil, reason: failure.description)
        }
    }
}

/// What can be learnt from an answer's body.
struct WebhookAnswer {
    /// Characters of what the receiver says.
    static let wordsLimit = 200

    /// Characters of a reference, as of a mention's id.
    static let referenceLimit = 256

    /// The receiver's id of the reply as it wrote it: what answers the reply names it. Nothing
    /// where no answer could.
    let reference: String?
    /// The status, and the receiver's words for it if there are any.
    let reason: String

    init(_ response: OutboundResponse) {
        // Whoever has taken it may write JSON as they please.
        let mark = response.body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let body = Array(response.body.dropFirst(mark))
        let members = try? JSONParser.parse(body, tolerance: .forgiving)
        let words = members?["detail"]?.string ?? members?["title"]?.string
        let status = "the receiver answered \(response.status)"
        reason = words.flatMap(WebhookAnswer.clean).map { "\(status): \($0)" } ?? status
        switch members?["reference"] {
        case .string(let text): reference = WebhookAnswer.isReference(text) ? text : nil
        case .integer(let number): reference = String(number)
        default: reference = nil
        }
    }

    private static func isReference(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.count <= referenceLimit
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// One line without controls, or nothing if nothing is left.
    private static func clean(_ text: String) -> String? {
        var line = ""
        for scalar in text.unicodeScalars.prefix(wordsLimit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: line += " "
            default: line.unicodeScalars.append(scalar)
            }
        }
        let words = line.split(separator: " ").joined(separator: " ")
        return words.isEmpty ? nil : words
    }
}
