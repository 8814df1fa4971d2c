import CCurl

/// An HTTP request on the reactor's thread.
final class RequestTransfer: Transfer {
    let ticket: RequestTicket
    private let method: String
    private let limit: Int
    private var body: [UInt8] = []
    private var headers: [(name: String, value: String)] = []
    private var headerBytes = 0
    private var isTooLarge = false
    private var beginnings = 0

    init(easy: EasyHandle, ticket: RequestTicket, host: String) {
        let request = ticket.request
        self.ticket = ticket
        method = request.method
        limit = request.responseLimit
        super.init(easy: easy, host: host, tls: request.tls)
        easy.set(CURLOPT_URL, request.url)
        easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        easy.set(CURLOPT_USERAGENT, "casebell")
        easy.set(CURLOPT_TIMEOUT_MS, request.timeout)
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout)
        easy.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_FOLLOWLOCATION, request.followsRedirects)
        easy.set(CURLOPT_MAXREDIRS, OutboundRequest.redirectLimit)
        if let proxy = request.proxy { easy.set(CURLOPT_PROXY, proxy) }
        if let path = request.socketPath {
            easy.set(CURLOPT_UNIX_SOCKET_PATH, path)
            easy.set(CURLOPT_PROXY, "")
        }
        if !request.tls.fingerprints.isEmpty {
            // Only a handshake shows a certificate.
            easy.set(CURLOPT_FRESH_CONNECT, true)
        }
        setMethod(request)
        listen()
    }

    private func setMethod(_ request: OutboundRequest) {
        var lines = request.headers.map { header in
            header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
        }
        // No waiting for "100 Continue".
        lines.append("Expect:")
        switch method {
        case "GET": easy.set(CURLOPT_HTTPGET, true)
        case "HEAD": easy.set(CURLOPT_NOBODY, true)
        default:
            easy.set(CURLOPT_POST, true)
            easy.setBody(request.body)
            easy.set(CURLOPT_CUSTOMREQUEST, method)
            if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
                lines.append("Content-Type:")
            }
        }
        easy.setHeaders(lines)
    }

    private func listen() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        easy.note(
            ccurl_on_body(
                easy.pointer,
                { bytes, size, count, context in
                    guard let bytes, let context else { return 0 }
                    let transfer = Unmanaged<RequestTransfer>.fromOpaque(context)
                        .takeUnretainedValue()
                    let span = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return transfer.take(body: span) ? size * count : 0
                }, context))
        easy.note(
            ccurl_on_header(
                easy.pointer,
                { bytes, size, count, context in
                    guard let bytes, let context else { return 0 }
                    let transfer = Unmanaged<RequestTransfer>.fromOpaque(context)
                        .takeUnretainedValue()
                    let span = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return transfer.take(header: span) ? size * count : 0
                }, context))
    }

    /// libcurl sends a request again by itself when a connection that it used again turns out
    /// to be dead. The peer may have taken the first one in, so only what may safely happen
    /// twice is let through.
    override func objection() -> CurlFailure? {
        beginnings += 1
        let isRetry = beginnings > easy.number(CURLINFO_REDIRECT_COUNT) + 1
        return isRetry && method != "GET" && method != "HEAD"
            ? .cutOff(afterRequestWasSent: true) : nil
    }

    private func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= limit else {
            isTooLarge = true
            return false
        }
        body += bytes
        return true
    }

    private func take(header bytes: UnsafeRawBufferPointer) -> Bool {
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            // The answer to a redirect or an interim one came before.
            headers = []
            body = []
        }
        headerBytes += bytes.count
        guard headerBytes <= OutboundResponse.headerBytesLimit else {
            isTooLarge = true
            return false
        }
        if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
            headers.append(
                (
                    RequestTransfer.trim(line[..<colon]),
                    RequestTransfer.trim(line[line.utf8.index(after: colon)...])
                ))
        }
        return true
    }

    private static func trim(_ text: Substring) -> String {
        var bytes = text.utf8[...]
        while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return String(Substring(bytes))
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }

    func outcome(for code: CURLcode) -> RequestTicket.Outcome {
        let status = easy.number(CURLINFO_RESPONSE_CODE)
        if isTooLarge { return .failure(.tooLarge(status: status)) }
        guard code == CURLE_OK else { return .failure(failure(for: code)) }
        return .success(OutboundResponse(status: status, headers: headers, body: body))
    }
}
