import CCurl

/// What lines and requests have in common: an easy handle whose peer is judged before the
/// first byte goes out. Lives on the reactor's thread, which keeps it while libcurl has its
/// address.
class Transfer {
    let easy: EasyHandle
    let host: String
    private let tls: LineTLS?
    /// The connection stood and sending was allowed to begin.
    private(set) var hasBegun = false
    /// Why sending was not allowed to begin.
    private var refusal: CurlFailure?

    init(easy: EasyHandle, host: String, tls: LineTLS?) {
        self.easy = easy
        self.host = host
        self.tls = tls
        easy.set(CURLOPT_NOSIGNAL, true)
        // Do not wait on the reactor's thread for a name server when a transfer is given up:
        // the resolving thread then frees what is its own.
        easy.set(CURLOPT_QUICK_EXIT, true)
        easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        easy.set(CURLOPT_TCP_KEEPALIVE, true)
        easy.set(CURLOPT_TCP_KEEPIDLE, 60)
        easy.set(CURLOPT_TCP_KEEPINTVL, 15)
        if let tls { trust(tls) }
        let context = Unmanaged.passUnretained(self).toOpaque()
        easy.note(
            ccurl_on_prereq(
                easy.pointer,
                { context, _, _, _, _ in
                    guard let context else { return CURL_PREREQFUNC_ABORT }
                    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
                    return transfer.begin() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
                }, context))
    }

    private func trust(_ tls: LineTLS) {
        if tls.fingerprints.isEmpty {
            easy.set(CURLOPT_SSL_VERIFYPEER, true)
            easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        } else {
            easy.set(CURLOPT_SSL_VERIFYPEER, false)
            easy.set(CURLOPT_SSL_VERIFYHOST, 0)
            easy.set(CURLOPT_CERTINFO, true)
        }
        if let caFile = tls.caFile {
            easy.set(CURLOPT_CAINFO, caFile)
            easy.set(CURLOPT_CAPATH, nil)
        }
        if let certificateFile = tls.certificateFile {
            easy.set(CURLOPT_SSLCERT, certificateFile)
            easy.set(CURLOPT_SSLKEY, tls.keyFile ?? certificateFile)
        }
    }

    /// The connection stands and nothing has been sent: may it be?
    private func begin() -> Bool {
        refusal = objection() ?? refusePeer()
        if refusal == nil { hasBegun = true }
        return refusal == nil
    }

    /// What else speaks against sending now.
    func objection() -> CurlFailure? { nil }

    private func refusePeer() -> CurlFailure? {
        guard let tls, !tls.fingerprints.isEmpty else { return nil }
        guard let shown = easy.peerFingerprint else {
            return .certificateRefused(reason: "\(host) showed none to compare")
        }
        if tls.fingerprints.contains(where: { CertificateFingerprint(typed: $0) == shown }) {
            return nil
        }
        return .certificateRefused(
            reason: "\(host) shows the fingerprint \(shown.hex), which is not among those pinned")
    }

    func failure(for code: CURLcode) -> CurlFailure {
        refusal
            ?? CurlFailure(code, words: easy.words(for: code), host: host, begun: hasBegun)
    }
}
