/// Where a line connection goes and how it trusts what it finds there.
package struct LineEndpoint: Sendable {
    /// A name or an address; IPv6 with or without brackets.
    package var host: String
    package var port: Int
    /// Nothing: in the clear.
    package var tls: LineTLS?
    /// `socks5h://…`, `http://…`, with or without user and password. Nothing: what the environment
    /// says, as for any other connection (`https_proxy` for TLS, `http_proxy` in the clear, else
    /// `all_proxy`, and none for the hosts in `no_proxy`); empty: direct, whatever it says.
    package var proxy: String?
    /// For name, proxy, TCP and TLS together.
    package var connectTimeout: Duration
    /// A mail server's: the line stands once it has been greeted and logged in to.
    var greeting: MailGreeting?
    /// After so long the line ends with `timedOut`; nothing: it may stand for ever.
    var lifetime: Duration?

    package init(
        host: String, port: Int, tls: LineTLS? = nil, proxy: String? = nil,
        connectTimeout: Duration = .seconds(30)
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.proxy = proxy
        self.connectTimeout = connectTimeout
    }
}

/// Whom TLS trusts, and as whom it shows itself. At least TLS 1.2; the server's name is sent.
package struct LineTLS: Hashable, Sendable {
    /// PEM file of the authorities to trust *instead of* the system's.
    package var caFile: String?
    /// PEM file of the certificate we show (SASL EXTERNAL), with its chain.
    package var certificateFile: String?
    /// PEM file of its key; nothing if it stands in `certificateFile`.
    package var keyFile: String?
    /// SHA-256 of the certificates to accept (DER), in hex, with or without colons, in any case.
    /// Where there are any, they replace authority, name and expiry, and are compared before
    /// anything is sent.
    package var fingerprints: [String]

    package init(
        caFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil,
        fingerprints: [String] = []
    ) {
        self.caFile = caFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.fingerprints = fingerprints
    }
}

/// What is known of a connection that stands.
package struct ConnectionFacts: Sendable {
    /// The address that answered, or the proxy's.
    package var address: String
    package var port: Int
    package var isEncrypted: Bool
    /// SHA-256 of the peer's certificate (DER), 64 lower-case hex digits.
    package var fingerprint: String?

    package init(address: String, port: Int, isEncrypted: Bool, fingerprint: String?) {
        self.address = address
        self.port = port
        self.isEncrypted = isEncrypted
        self.fingerprint = fingerprint
    }
}
