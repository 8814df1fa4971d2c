package import Casework
package import Curl

/// Pages as e-mails, each to one person, by one server.
package struct SMTPPager: Pager {
    package var channel: PageChannel { .email }

    /// The server that takes mail, and as whom.
    package struct Server: Sendable {
        package var host: String
        package var port: Int
        package var security: MailSecurity
        package var tls: LineTLS
        package var login: MailLogin?
        /// The address mail comes from.
        package var sender: String
        /// For one attempt as a whole.
        package var timeout: Duration

        package init(
            host: String, port: Int, security: MailSecurity, tls: LineTLS = LineTLS(),
            login: MailLogin? = nil, sender: String, timeout: Duration = .seconds(20)
        ) {
            self.host = host
            self.port = port
            self.security = security
            self.tls = tls
            self.login = login
            self.sender = sender
            self.timeout = timeout
        }
    }

    private let server: Server
    private let door: any MailDoor

    package init(server: Server, reactor: CurlReactor) {
        self.init(server: server, door: reactor)
    }

    init(server: Server, door: any MailDoor) {
        self.server = server
        self.door = door
    }

    package func page(_ request: PageRequest) async -> PageOutcome {
        guard let address = request.address else {
            return .refused(reason: "no e-mail address is known")
        }
        let text = MailText(
            sender: server.sender, recipient: address, subject: request.subject,
            lines: request.lines + (request.link.map { ["", $0] } ?? []),
            date: request.page.createdAt, key: request.page.key)
        let mail = OutboundMail(
            host: server.host, port: server.port, security: server.security, tls: server.tls,
            login: server.login, sender: server.sender, recipient: address, message: text.bytes,
            timeout: server.timeout)
        return PageOutcome(await door.send(mail), to: address)
    }
}

/// Whatever hands mail over: libcurl's thread, or a script in a test.
protocol MailDoor: Sendable {
    func send(_ mail: OutboundMail) async -> MailOutcome
}

extension CurlReactor: MailDoor {}

extension PageOutcome {
    /// What a mail server's answer means. Servers repeat the address that they refuse, which
    /// belongs neither into the log nor into the audit.
    init(_ outcome: MailOutcome, to address: String) {
        switch outcome {
        case .accepted(let reply):
            let words = reply.text.replacing(address, with: "…")
            self = .sent(reference: words.isEmpty ? nil : words)
        case .refused(let reply):
            let words = reply.text.replacing(address, with: "…")
            let reason = "the mail server answered \(reply.code)"
            let whole = words.isEmpty ? reason : "\(reason): \(words)"
            self = reply.isTransient ? .retry(after: nil, reason: whole) : .refused(reason: whole)
        case .failed(let failure, mayHaveArrived: true):
            self = .unknown(reason: failure.description)
        case .failed(let failure, mayHaveArrived: false):
            self =
                failure.mayPass
                ? .retry(after: nil, reason: failure.description)
                : .refused(reason: failure.description)
        }
    }
}
