import CCurl
import Glibc

/// A line connection on the reactor's thread.
final class LineTransfer: Transfer {
    enum Turn {
        /// The system has nothing more to give or to take for now.
        case waits
        /// There may be more at once, perhaps inside TLS where polling does not see it.
        case hasMore
        case ended(CurlFailure?)
    }

    /// Bytes read in one turn before others get theirs.
    private static let turnLimit = 256 << 10
    private static let chunk = 64 << 10

    let connection: LineConnection
    let ears: any LineEars
    private(set) var socket: Int32 = -1
    /// When `close` gives up on what is unsent.
    private(set) var closingDeadline: ContinuousClock.Instant?
    private(set) var wantsToWrite = false
    /// Bytes may be waiting that polling does not show.
    var mayHoldMore = false
    /// What is being sent. TLS wants to be given the same bytes at the same place again after
    /// it could not send them, so this is only replaced once it is all gone.
    private var writing: [UInt8] = []
    private var written = 0
    /// What a mail server says until the line stands.
    private var replies = MailReplies()
    private let deadline: ContinuousClock.Instant?

    init(easy: EasyHandle, connection: LineConnection, ears: any LineEars) {
        self.connection = connection
        self.ears = ears
        let endpoint = connection.endpoint
        deadline = endpoint.lifetime.map { .now + $0 }
        super.init(easy: easy, host: endpoint.host, tls: endpoint.tls)
        easy.set(CURLOPT_CONNECT_ONLY, true)
        easy.set(CURLOPT_SSL_ENABLE_ALPN, false)
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, endpoint.connectTimeout)
        easy.set(CURLOPT_BUFFERSIZE, LineTransfer.chunk)
        easy.set(CURLOPT_CERTINFO, endpoint.tls != nil)
        if let proxy = endpoint.proxy { easy.set(CURLOPT_PROXY, proxy) }
        easy.set(CURLOPT_HTTPPROXYTUNNEL, true)
        if let greeting = endpoint.greeting { greet(greeting) }
    }

    /// libcurl greets the server, asks for TLS and logs in before a line of `smtp` stands. Mail
    /// itself is not left to it: it would wait for the answer with the whole thread.
    private func greet(_ greeting: MailGreeting) {
        easy.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        easy.set(CURLOPT_USE_SSL, greeting.security.level)
        if let login = greeting.login {
            easy.set(CURLOPT_USERNAME, login.user)
            easy.set(CURLOPT_PASSWORD, login.password)
        }
        easy.note(
            ccurl_on_header(
                easy.pointer,
                { bytes, size, count, context in
                    guard let bytes, let context else { return 0 }
                    let transfer = Unmanaged<LineTransfer>.fromOpaque(context)
                        .takeUnretainedValue()
                    let span = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    transfer.replies.take(Array(span))
                    return size * count
                }, Unmanaged.passUnretained(self).toOpaque()))
    }

    override func failure(for code: CURLcode) -> CurlFailure {
        // A refusal of the connection, of STARTTLS or of the login.
        if !isConnected, code != CURLE_OPERATION_TIMEDOUT, let reply = replies.last,
            reply.code >= 400
        {
            return .mailRefused(code: reply.code, words: reply.text)
        }
        return super.failure(for: code)
    }

    /// When it is given up, if ever.
    var overdueAt: ContinuousClock.Instant? {
        [deadline, closingDeadline].compactMap(\.self).min()
    }

    /// The URL that makes libcurl connect there, or nothing if host or port cannot be used.
    static func url(for endpoint: LineEndpoint) -> String? {
        var host = endpoint.host
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, host.utf8.count <= 255, (1...65535).contains(endpoint.port),
            !host.unicodeScalars.contains(where: { "/?#@\\[]%\"<>".unicodeScalars.contains($0) }),
            host.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7f })
        else { return nil }
        if host.contains(":") { host = "[\(host)]" }
        let scheme =
            endpoint.greeting.map { $0.security == .implicit ? "smtps" : "smtp" }
            ?? (endpoint.tls == nil ? "http" : "https")
        return "\(scheme)://\(host):\(endpoint.port)/"
    }

    var isConnected: Bool { socket >= 0 }
    var isClosing: Bool { closingDeadline != nil }

    func standUp() -> ConnectionFacts {
        socket = easy.socket
        // A peer that has not acknowledged our bytes for a minute is gone.
        var patience: UInt32 = 60_000
        setsockopt(
            socket, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &patience,
            socklen_t(MemoryLayout<UInt32>.size))
        return ConnectionFacts(
            address: easy.text(CURLINFO_PRIMARY_IP) ?? "", port: easy.number(CURLINFO_PRIMARY_PORT),
            isEncrypted: connection.endpoint.tls != nil, fingerprint: easy.peerFingerprint?.hex)
    }

    func startClosing() {
        if closingDeadline == nil { closingDeadline = .now + LineConnection.closingTime }
    }

    /// Reads what there is and passes it on.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Turn {
        mayHoldMore = false
        var left = LineTransfer.turnLimit
        quickAcknowledge()
        while left > 0 {
            var count = 0
            switch curl_easy_recv(easy.pointer, buffer.baseAddress, buffer.count, &count) {
            case CURLE_OK where count > 0:
                left -= count
                ears.received(Array(buffer[..<count]))
            case CURLE_OK:
                return .ended(isClosing ? nil : .closedByPeer)
            case CURLE_AGAIN:
                return .waits
            case let code:
                return .ended(failure(for: code))
            }
        }
        mayHoldMore = true
        return .hasMore
    }

    /// Sends what there is.
    func write() -> Turn {
        guard isConnected else { return .waits }
        var sentAny = false
        while true {
            if written == writing.count {
                writing = connection.takePending()
                written = 0
                if writing.isEmpty { break }
            }
            var count = 0
            let code = writing.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                return curl_easy_send(
                    easy.pointer, rest.baseAddress, min(rest.count, LineTransfer.chunk), &count)
            }
            switch code {
            case CURLE_OK:
                written += count
                connection.tookOff(count)
                sentAny = true
            case CURLE_AGAIN:
                wantsToWrite = true
                return .waits
            default:
                return .ended(failure(for: code))
            }
        }
        wantsToWrite = false
        if isClosing { return .ended(nil) }
        if sentAny { ears.drained() }
        return .waits
    }

    /// Acknowledge at once: a server whose Nagle waits for us would answer 40 ms late. The
    /// system forgets it, so it is said before each read.
    private func quickAcknowledge() {
        var on: Int32 = 1
        setsockopt(
            socket, Int32(IPPROTO_TCP), TCP_QUICKACK, &on, socklen_t(MemoryLayout<Int32>.size))
    }
}

extension MailSecurity {
    fileprivate var level: Int {
        switch self {
        case .implicit, .none: Int(CURLUSESSL_NONE.rawValue)
        case .starttls: Int(CURLUSESSL_ALL.rawValue)
        case .opportunistic: Int(CURLUSESSL_TRY.rawValue)
        }
    }
}
