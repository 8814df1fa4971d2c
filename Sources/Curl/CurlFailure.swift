/// Why a request or a line did not work out: a closed set, in which nothing secret can stand
/// (no header, no body, no user or password of a URL).
package enum CurlFailure: Error, Hashable, Sendable {
    case couldNotResolve(host: String)
    case couldNotConnect(reason: String)
    /// The proxy would not have it, or could not be reached.
    case proxy(reason: String)
    /// The handshake failed for another reason than the certificate.
    case tls(reason: String)
    /// The peer's certificate is not trusted: wrong authority, name, date or fingerprint.
    /// No retry mends it before somebody changes something.
    case certificateRefused(reason: String)
    /// `bytesSent`: the request may have reached the other side.
    case timedOut(bytesSent: Bool)
    /// The connection ended in the middle. `afterRequestWasSent`: the request may have reached
    /// the other side.
    case cutOff(afterRequestWasSent: Bool)
    /// A line's peer ended the stream. libcurl does not tell whether TLS said goodbye first.
    case closedByPeer
    /// The answer, already with this status, is larger than its limit.
    case tooLarge(status: Int)
    /// A limit of ours: too many bytes unsent on a line, too many requests or headers at once.
    case overflow
    /// The URL, host or port cannot be used; the reason never repeats the URL.
    case badURL(reason: String)
    /// The header of this name has a line break or another character that headers cannot carry.
    case badHeader(name: String)
    /// A mail server's answer to being connected to or logged in to, 400 to 599.
    case mailRefused(code: Int, words: String)
    case cancelled
    /// The reactor has been stopped.
    case stopped
    /// Anything else, with libcurl's number and words for it.
    case other(code: Int, message: String)
}

extension CurlFailure {
    /// Whether the other side may have taken the request in. If not, it can be sent again
    /// without any risk of doing so twice.
    package var mayHaveArrived: Bool {
        switch self {
        case .couldNotResolve, .couldNotConnect, .proxy, .tls, .certificateRefused, .overflow,
            .badURL, .badHeader, .mailRefused:
            false
        case .timedOut(let sent), .cutOff(let sent): sent
        case .closedByPeer, .tooLarge, .cancelled, .stopped, .other: true
        }
    }

    /// Nobody was reached, and no time or handshake was spent on the other side.
    package var isUnreachable: Bool {
        switch self {
        case .couldNotResolve, .couldNotConnect: true
        default: false
        }
    }

    /// Whether trying again later makes sense without anybody changing anything.
    package var mayPass: Bool {
        switch self {
        case .certificateRefused, .badURL, .badHeader, .stopped, .cancelled: false
        case .mailRefused(let code, _): code < 500
        default: true
        }
    }
}

extension CurlFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .couldNotResolve(let host): "no address is known for \(host)"
        case .couldNotConnect(let reason): "could not connect: \(reason)"
        case .proxy(let reason): "the proxy failed: \(reason)"
        case .tls(let reason): "TLS failed: \(reason)"
        case .certificateRefused(let reason): "the certificate is refused: \(reason)"
        case .timedOut(bytesSent: false): "timed out before anything was sent"
        case .timedOut(bytesSent: true): "timed out waiting for the answer"
        case .cutOff(afterRequestWasSent: false): "cut off before anything was sent"
        case .cutOff(afterRequestWasSent: true): "cut off in the middle"
        case .closedByPeer: "closed by the other side"
        case .tooLarge(let status): "the answer (status \(status)) is too large"
        case .overflow: "too much is waiting to be sent"
        case .badURL(let reason): "bad address: \(reason)"
        case .badHeader(let name): "header \(name) has a character that headers cannot carry"
        case .mailRefused(let code, let words): "the mail server answered \(code): \(words)"
        case .cancelled: "cancelled"
        case .stopped: "stopped"
        case .other(let code, let message): "libcurl error \(code): \(message)"
        }
    }
}
