import Notation

/// What an answer means, before anybody asks what it was an answer to.
enum Reply: Sendable {
    /// 2xx with a JSON object: what must be in it is for whoever asked to look for.
    case ok(JSONObject)
    /// The homeserver's own word against it.
    case refused(MatrixError)
    /// 429, with the server's word how long to wait, if it says.
    case limited(retryAfter: Milliseconds?)
    /// No answer of a homeserver: nothing came, or something between us and it answered (a
    /// gateway, a captive portal), or it broke on the way. `isUndone`: nothing reached it.
    case failed(reason: String, isUndone: Bool)

    init(_ outcome: MatrixAnswer.Outcome) {
        switch outcome {
        case .notBegun(let reason): self = .failed(reason: reason, isUndone: true)
        case .cutOff(let reason), .tooLarge(let reason):
            self = .failed(reason: reason, isUndone: false)
        case .response(let status, let headers, let body):
            let value = try? JSONParser.parse(body, tolerance: .forgiving)
            self = Reply(status: status, headers: headers, object: value?.object)
        }
    }

    private init(status: Int, headers: [(String, String)], object: JSONObject?) {
        let error = object.flatMap { MatrixError(status: status, $0) }
        if status == 429 || error?.code == "M_LIMIT_EXCEEDED" {
            self = .limited(retryAfter: Reply.wait(headers, object))
        } else if (200..<300).contains(status), let object, error == nil {
            self = .ok(object)
        } else if (400..<500).contains(status), let error {
            self = .refused(error)
        } else if (200..<300).contains(status) {
            self = .failed(reason: "answered with something else than JSON", isUndone: false)
        } else {
            let code = error.map { " \($0.code)" } ?? ""
            self = .failed(reason: "answered with status \(status)\(code)", isUndone: false)
        }
    }

    /// `Retry-After` in whole seconds is rounded where `retry_after_ms` is not; where they are
    /// further apart than that, the longer of the two.
    private static func wait(_ headers: [(String, String)], _ object: JSONObject?) -> Milliseconds?
    {
        let header = headers.first { $0.0.lowercased() == "retry-after" }
            .flatMap { Int64($0.1.filter { $0 != " " }) }
            .flatMap { (0...1_000_000_000).contains($0) ? $0 * 1000 : nil }
        let member = object?["retry_after_ms"]?.integer.flatMap { $0 >= 0 ? $0 : nil }
        if let header, let member, abs(header - member) < 1000 { return member }
        return [header, member].compactMap { $0 }.max()
    }

    /// Synapse holds a 429 back for half a second, which its word how long to wait does not
    /// count: what took that long was held back. (`Ratelimiter.ratelimit`)
    static let heldBack: Milliseconds = 500

    func counted(from elapsed: Milliseconds) -> Reply {
        guard case .limited(let wait?) = self, elapsed >= Reply.heldBack else { return self }
        return .limited(retryAfter: max(min(wait, 50), wait - Reply.heldBack + 50))
    }
}

/// "Standard error response": a code and a sentence.
struct MatrixError: Hashable, Sendable {
    var status: Int
    var code: String
    var text: String
    /// With `M_UNKNOWN_TOKEN`: the device is kept, and only the token is to be had anew.
    var isSoft: Bool

    init?(status: Int, _ object: JSONObject) {
        guard let code = object["errcode"]?.string, !code.isEmpty else { return nil }
        self.status = status
        self.code = String(code.prefix(64))
        text = String((object["error"]?.string ?? "").prefix(200))
        isSoft = object["soft_logout"]?.bool == true
    }

    /// In one line, for a person.
    var sentence: String {
        let line = String(
            String.UnicodeScalarView(
                "\(code) \(text)".unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return text.isEmpty ? code : line
    }

    /// The token is not valid (any more).
    var isAboutToken: Bool {
        status == 401 && (code == "M_UNKNOWN_TOKEN" || code == "M_MISSING_TOKEN")
    }
}
