import CaseStore
import Desk
import HTTPTypes
import Notation

/// Why a request is not served: problem details for HTTP (RFC 9457).
struct Problem: Error, Sendable {
    var status: HTTPResponse.Status
    /// What went wrong this time and the way out, in words.
    var detail: String
    var faults: [Fault] = []
    var headers: HTTPFields = [:]

    init(
        _ status: HTTPResponse.Status, _ detail: String, faults: [Fault] = [],
        headers: HTTPFields = [:]
    ) {
        self.status = status
        self.detail = detail
        self.faults = faults
        self.headers = headers
    }

    static func unavailable(_ detail: String, retryAfterSeconds: Int) -> Problem {
        Problem(
            .serviceUnavailable, detail, headers: [.retryAfter: String(retryAfterSeconds)])
    }

    static func unauthorized(_ detail: String) -> Problem {
        Problem(.unauthorized, detail, headers: [.wwwAuthenticate: "Bearer realm=\"casebell\""])
    }

    init(_ refusal: MentionRefusal) {
        switch refusal {
        case .notJSON(let fault):
            self.init(.badRequest, "This is not JSON: \(fault).")
        case .faulty(let faults):
            let count = faults.count == 1 ? "One field is" : "\(faults.count) fields are"
            self.init(
                .unprocessableContent, "\(count) wrong. Nothing was taken.", faults: faults)
        }
    }

    /// Whatever else was thrown while a request was served. Says nothing of the inside.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let refusal as MentionRefusal: self.init(refusal)
        case is IncomingBody.BrokenOff: self.init(.badRequest, "The body broke off.")
        case is IncomingBody.BodyTooLong:
            self.init(.contentTooLarge, "The body is longer than anything that is read here.")
        case DeskUnavailable.overloaded:
            self = .unavailable("More is waiting than the desk can take.", retryAfterSeconds: 1)
        case DeskUnavailable.stopping:
            self = .unavailable("The desk is stopping.", retryAfterSeconds: 5)
        case DeskUnavailable.storeLost, is StoreFailure:
            self = .unavailable("The store cannot be used now.", retryAfterSeconds: 10)
        default:
            self.init(.internalServerError, "An error of the desk's own; its log says more.")
        }
    }

    var answer: Answer {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("status", status.code)
            writer.member("title", status.reasonPhrase)
            writer.member("detail", detail)
            guard !faults.isEmpty else { return }
            writer.name("errors")
            writer.array(faults) { writer, fault in
                writer.object {
                    $0.member("pointer", fault.pointer)
                    $0.member("detail", fault.detail)
                }
            }
        }
        return Answer(
            status, type: "application/problem+json", body: writer.bytes, headers: headers)
    }
}
