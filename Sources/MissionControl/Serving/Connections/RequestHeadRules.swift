import HTTPTypes
import NIOHTTP1

/// What is asked of a request's head beyond being HTTP: that nobody between the client and us can
/// have read it otherwise (RFC 9112, 3.2 and 6.1).
enum RequestHeadRules {
    /// - Throws: `Problem`, for which the connection ends.
    static func check(_ head: HTTPRequestHead) throws(Problem) {
        let isOld = head.version == .http1_0
        // "A server MUST respond with a 400 (Bad Request) status code to any HTTP/1.1 request
        // message that lacks a Host header field and to any request message that contains more
        // than one Host header field line" (RFC 9112, 3.2)
        let hosts = head.headers["host"].count
        guard hosts == 1 || (hosts == 0 && isOld) else {
            throw Problem(.badRequest, "A request names its host once, this one \(hosts) times.")
        }
        let codings = head.headers["transfer-encoding"]
        guard let coding = codings.first else { return }
        // "A server or client that receives an HTTP/1.0 message containing a Transfer-Encoding
        // header field MUST treat the message as if the framing is faulty" (RFC 9112, 6.1)
        guard !isOld else {
            throw Problem(.badRequest, "HTTP/1.0 knows no Transfer-Encoding.")
        }
        guard codings.count == 1, coding.lowercased() == "chunked" else {
            throw Problem(.notImplemented, "Bodies are taken plain or chunked, not coded.")
        }
    }
}

extension Problem {
    /// What the parser could not read.
    init(unreadable error: any Error) {
        switch error as? HTTPParserError {
        case .headerOverflow?:
            self.init(.requestHeaderFieldsTooLarge, "The head of the request is too large.")
        case .invalidVersion?:
            self.init(.httpVersionNotSupported, "HTTP/1.1 is spoken here, and HTTP/1.0.")
        case .invalidEOFState?, .closedConnection?:
            self.init(.badRequest, "The request broke off before it was whole.")
        case .invalidContentLength?, .unexpectedContentLength?:
            self.init(
                .badRequest,
                "How long the body is has to be said once: by one Content-Length or by chunks.")
        case .invalidChunkSize?, .strictModeAssertion?:
            self.init(.badRequest, "The chunks of the body cannot be told apart.")
        case .invalidMethod?:
            self.init(.badRequest, "The request does not begin with a method of HTTP.")
        case .invalidURL?:
            self.init(.badRequest, "The target of the request is no path.")
        case .invalidHeaderToken?, .lfExpected?, .invalidCharactersUsed?:
            self.init(.badRequest, "A header field has bytes in it that may not be there.")
        default:
            self.init(
                .badRequest, "This is no request of HTTP/1.1, or one whose end is in doubt.")
        }
    }
}
