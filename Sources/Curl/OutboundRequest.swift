/// One HTTP request. Only `http` and `https`; HTTP/1.1, so that it is plain whether a request
/// was begun; connections are kept and used again.
package struct OutboundRequest: Sendable {
    /// `GET`, `POST`, … A body goes with any of them but `GET` and `HEAD`.
    package var method: String
    /// At most 8 KiB.
    package var url: String
    /// At most 100, at most 16 KiB each. Nothing but `Host`, `User-Agent`, `Accept` and
    /// `Content-Length` is added to them.
    package var headers: [(name: String, value: String)]
    /// At most 16 MiB.
    package var body: [UInt8]
    /// For everything together.
    package var timeout: Duration
    /// For name, proxy, TCP and TLS together.
    package var connectTimeout: Duration
    /// Bytes of body that are taken; a larger answer fails with `tooLarge`.
    package var responseLimit: Int
    /// At most 5, and only to `http` and `https`.
    package var followsRedirects: Bool
    package var tls: LineTLS
    /// As for a line.
    package var proxy: String?
    /// The socket file to go through instead of the network; the URL's host is then only a name.
    package var socketPath: String?

    package init(
        method: String = "GET", url: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], timeout: Duration = .seconds(30),
        connectTimeout: Duration = .seconds(10), responseLimit: Int = 1 << 20,
        followsRedirects: Bool = false, tls: LineTLS = LineTLS(), proxy: String? = nil,
        socketPath: String? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.responseLimit = responseLimit
        self.followsRedirects = followsRedirects
        self.tls = tls
        self.proxy = proxy
        self.socketPath = socketPath
    }

    static let urlLimit = 8 << 10
    static let headerCountLimit = 100
    static let headerLimit = 16 << 10
    static let bodyLimit = 16 << 20
    static let redirectLimit = 5
}

/// The answer to a request, whatever its status.
package struct OutboundResponse: Sendable {
    package var status: Int
    /// In the order they came, at most 64 KiB together, those of a redirect left out.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of this name, in any case.
    package func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }

    static let headerBytesLimit = 64 << 10
}
