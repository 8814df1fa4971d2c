/// One e-mail to one person, handed to a server by SMTP (RFC 5321).
package struct OutboundMail: Sendable {
    /// A name or an address; IPv6 with or without brackets.
    package var host: String
    package var port: Int
    package var security: MailSecurity
    /// Whom TLS trusts. A pinned fingerprint cannot be compared before the password has been
    /// sent, so that mail with one is refused.
    package var tls: LineTLS
    /// Nothing: whoever comes without a name.
    package var login: MailLogin?
    /// The envelope's: an address without brackets, in ASCII.
    package var sender: String
    package var recipient: String
    /// Header fields and body as they stand in RFC 5322, with CRLF, at most 512 KiB. Dots at the
    /// beginning of lines are doubled underway.
    package var message: [UInt8]
    /// For everything together.
    package var timeout: Duration
    /// For name, proxy, TCP, TLS, the greeting and the login together.
    package var connectTimeout: Duration
    /// As for a line.
    package var proxy: String?

    package init(
        host: String, port: Int, security: MailSecurity, tls: LineTLS = LineTLS(),
        login: MailLogin? = nil, sender: String, recipient: String, message: [UInt8],
        timeout: Duration = .seconds(30), connectTimeout: Duration = .seconds(10),
        proxy: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.tls = tls
        self.login = login
        self.sender = sender
        self.recipient = recipient
        self.message = message
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.proxy = proxy
    }

    static let messageLimit = 512 << 10
    /// RFC 5321, 4.5.3.1.3: a path of 256 octets, its brackets included.
    static let addressLimit = 254
}

extension OutboundMail {
    var endpoint: LineEndpoint {
        var endpoint = LineEndpoint(
            host: host, port: port, tls: security == .none ? nil : tls, proxy: proxy,
            connectTimeout: min(connectTimeout, timeout))
        endpoint.greeting = MailGreeting(security: security, login: login)
        endpoint.lifetime = timeout
        return endpoint
    }
}

/// How a mail server is greeted.
struct MailGreeting: Sendable {
    var security: MailSecurity
    var login: MailLogin?
}

/// How mail is kept from who listens.
package enum MailSecurity: Hashable, Sendable {
    /// TLS from the first byte (`smtps`).
    case implicit
    /// STARTTLS, or no mail.
    case starttls
    /// STARTTLS where the server offers it; whoever stands in between may take the offer away.
    case opportunistic
    /// In the clear.
    case none
}

package struct MailLogin: Sendable {
    package var user: String
    package var password: String
    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}

/// How the attempt to hand a mail over ended.
package enum MailOutcome: Hashable, Sendable {
    /// The server has it, and said so.
    case accepted(MailReply)
    /// The server said no, before or after it saw the message: it has not taken it.
    case refused(MailReply)
    /// There was no answer. `mayHaveArrived`: the whole message was on its way.
    case failed(CurlFailure, mayHaveArrived: Bool)
}

/// What a server answered (RFC 5321, 4.2).
package struct MailReply: Hashable, Sendable {
    package var code: Int
    /// Its words in one line, at most 200 characters, nothing invisible in it: often the name by
    /// which the server's own log knows the mail.
    package var text: String

    package init(code: Int, text: String) {
        self.code = code
        self.text = text
    }

    /// RFC 5321, 4.2.1: "4yz Transient Negative Completion reply".
    package var isTransient: Bool { (400...499).contains(code) }
}

extension MailLogin: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(login)" }
    package var debugDescription: String { "(login)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
