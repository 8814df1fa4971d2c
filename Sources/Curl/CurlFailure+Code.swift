import CCurl

extension CurlFailure {
    /// What libcurl's result means.
    ///
    /// - Parameters:
    ///   - words: libcurl's own sentence; it may quote the peer, so it is made printable and short.
    ///   - host: whom we wanted to reach.
    ///   - begun: whether the connection stood and sending was allowed to begin.
    init(_ code: CURLcode, words: String, host: String, begun: Bool) {
        let reason = CurlFailure.printable(words)
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            self = .timedOut(bytesSent: begun)
        case _ where begun:
            self = .afterBeginning(code, reason: reason)
        case CURLE_COULDNT_RESOLVE_HOST:
            self = .couldNotResolve(host: CurlFailure.printable(host))
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
            self = .proxy(reason: reason)
        case CURLE_COULDNT_CONNECT:
            self = .couldNotConnect(reason: reason)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            self = .certificateRefused(reason: reason)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_USE_SSL_FAILED:
            self = .tls(reason: reason)
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            self = .badURL(reason: "it has to be http:// or https:// and a host")
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING:
            self = .cutOff(afterRequestWasSent: false)
        default:
            self = .other(code: Int(code.rawValue), message: reason)
        }
    }

    private static func afterBeginning(_ code: CURLcode, reason: String) -> CurlFailure {
        switch code {
        case CURLE_RECV_ERROR where certificateAlerts.contains(where: reason.contains):
            // With TLS 1.3 a server refuses a client's certificate only after the handshake. Any
            // other alert may come after it has taken the request in.
            .tls(reason: reason)
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE,
            CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_SSL_CONNECT_ERROR:
            .cutOff(afterRequestWasSent: true)
        default:
            .other(code: Int(code.rawValue), message: reason)
        }
    }

    /// The alerts about a client's certificate, in OpenSSL's words. (RFC 8446, 6.2)
    private static let certificateAlerts = [
        "certificate required", "bad certificate", "unsupported certificate",
        "certificate revoked", "certificate expired", "certificate unknown", "unknown ca",
        "access denied",
    ].map { " alert \($0)" }

    /// At most 200 characters, controls replaced: part of it may be the peer's words.
    static func printable(_ words: String) -> String {
        String(
            String.UnicodeScalarView(
                words.unicodeScalars.prefix(200).map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: " "
                    default: scalar
                    }
                }))
    }
}
