import CCurl

/// One libcurl easy handle: its options, its error text, its end.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var headers: UnsafeMutablePointer<curl_slist>?
    /// The first option that libcurl would not take.
    private(set) var misfit: CURLcode?

    /// Nothing if there is no memory for it.
    init?() {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        note(ccurl_set_error_buffer(pointer, errorText))
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headers)
        errorText.deallocate()
    }

    func set(_ option: CURLoption, _ value: Int) {
        note(ccurl_set_long(pointer, option, value))
    }

    func set(_ option: CURLoption, _ value: Bool) {
        set(option, value ? 1 : 0)
    }

    func set(_ option: CURLoption, _ value: String?) {
        if let value {
            note(value.withCString { ccurl_set_string(pointer, option, $0) })
        } else {
            note(ccurl_set_string(pointer, option, nil))
        }
    }

    /// Whole milliseconds, at least one: zero would mean "for ever" to libcurl.
    func set(_ option: CURLoption, _ time: Duration) {
        let (seconds, attoseconds) = time.components
        let capped = min(max(seconds, 0), 1_000_000)
        set(option, max(1, Int(capped) * 1000 + Int(attoseconds / 1_000_000_000_000_000)))
    }

    func setBody(_ bytes: [UInt8]) {
        note(bytes.withUnsafeBytes { ccurl_set_body(pointer, $0.baseAddress, $0.count) })
    }

    func setHeaders(_ lines: [String]) {
        for line in lines {
            guard let longer = line.withCString({ curl_slist_append(headers, $0) }) else {
                note(CURLE_OUT_OF_MEMORY)
                return
            }
            headers = longer
        }
        note(ccurl_set_list(pointer, CURLOPT_HTTPHEADER, headers))
    }

    func note(_ code: CURLcode) {
        if code != CURLE_OK, misfit == nil { misfit = code }
    }

    /// libcurl's sentence for its last error, else its name for the code.
    func words(for code: CURLcode) -> String {
        let text = String(cString: errorText)
        return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    }

    func number(_ info: CURLINFO) -> Int { ccurl_get_long(pointer, info) }

    func text(_ info: CURLINFO) -> String? {
        ccurl_get_string(pointer, info).map { String(cString: $0) }
    }

    var socket: Int32 { ccurl_get_socket(pointer) }

    var peerFingerprint: CertificateFingerprint? {
        ccurl_peer_certificate(pointer).flatMap { CertificateFingerprint(pem: String(cString: $0)) }
    }
}
