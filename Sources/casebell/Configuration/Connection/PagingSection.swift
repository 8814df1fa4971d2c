import Casework

/// How pages leave the chat, and how somebody notices that the bot is dead.
struct PagingSection: Hashable, Sendable {
    var smtp: SMTPSection?
    var webhook: WebhookOut?
    /// What stands before `/page/…` in the links of mails, without a slash at its end. Nothing:
    /// mails have no link.
    var link: String?
    var heartbeat: HeartbeatSection?
}

/// Who takes our mail.
struct SMTPSection: Hashable, Sendable {
    /// Port 465, 587 or 25 where none is written, as `tls` has it.
    var server: HostPort
    var tls = MailTLSSection()
    /// The address that pages come from.
    var from: String
    /// Both or neither.
    var user: String?
    var password: Secret?
}

/// How the way to the mail server is protected.
struct MailTLSSection: Hashable, Sendable {
    var way = Way.implicit
    /// A file of authorities to trust instead of the system's.
    var authorities: String?

    enum Way: Hashable, Sendable {
        /// From the first byte.
        case implicit
        /// STARTTLS, or no mail.
        case starttls
        /// STARTTLS where it is offered.
        case opportunistic
        case none

        var port: Int {
            switch self {
            case .implicit: 465
            case .starttls: 587
            case .opportunistic, .none: 25
            }
        }
    }
}

/// A watcher outside that is told all the time that the bot works.
struct HeartbeatSection: Hashable, Sendable {
    var url: String
    var every = Lapse.minutes(1)
}

extension PagingSection {
    init(_ keys: KeyedReader) {
        self.init()
        smtp = keys["smtp"]?.keyed(SMTPSection.init)
        webhook = keys["webhook"]?.keyed(WebhookOut.init)
        link = keys["link"]?.linkBase()
        heartbeat = keys["heartbeat"]?.keyed(HeartbeatSection.init)
        if keys.isEmpty {
            keys.value.warn(
                "nothing is said here, and pages stay in the chat",
                "Add smtp: { server: …, from: … } or webhook: { url: …, secret: … }.")
        }
    }
}

extension SMTPSection {
    init(_ keys: KeyedReader) {
        tls = keys["tls"].map(MailTLSSection.init) ?? MailTLSSection()
        let place = keys.required("server", "server: mail.example.org:\(tls.way.port)")
        let example = "mail.example.org:\(tls.way.port)"
        server =
            place?.hostPort(defaultPort: tls.way.port, example: example)
            ?? HostPort(host: "", port: tls.way.port)
        if server.port == 0 { place?.error("0 is no port", "Write \(tls.way.port).") }
        from = keys.required("from", "from: casebell@example.org")?.mailAddress() ?? ""
        let login = keys["user"]
        let key = keys["password"]
        user = login?.text(limit: 200)
        password = key?.secret()
        if let login, key == nil {
            login.error("a user without a password", "Add password: { env: NAME }.")
        }
        if let key, login == nil {
            key.error("a password without its user", "Add user: casebell.")
        }
        guard password != nil, !server.isLoopback, !server.host.isEmpty else { return }
        switch tls.way {
        case .implicit, .starttls: break
        case .none:
            keys["tls"]?.warn(
                "the password travels in plain to \(server.host)",
                "Write tls: true or tls: starttls.")
        case .opportunistic:
            keys["tls"]?.warn(
                "whoever stands between here and \(server.host) can have the password in plain",
                "Write tls: starttls.")
        }
    }
}

extension MailTLSSection {
    /// `true`, `false`, `starttls`, `opportunistic`, or `{ ca, starttls }`.
    init(_ value: Value) {
        self.init()
        guard value.isSingle else {
            self = value.keyed { MailTLSSection($0) }
            return
        }
        guard let words = value.text() else { return }
        switch words {
        case "true": way = .implicit
        case "false": way = .none
        case "starttls": way = .starttls
        case "opportunistic": way = .opportunistic
        default:
            value.error(
                "\"\(printable(words))\" is not known here",
                "Write true, starttls, opportunistic, false or { ca: file, starttls: true }.")
        }
    }

    private init(_ keys: KeyedReader) {
        self.init()
        authorities = keys["ca"]?.text()
        if keys["starttls"]?.flag() == true { way = .starttls }
    }
}

extension HeartbeatSection {
    init(_ keys: KeyedReader) {
        let address = keys.required("url", "url: https://watch.example.org/casebell")
        url = address?.webAddress() ?? ""
        address?.warnIfPlain(url)
        every = keys["every"]?.lapse(in: .seconds(5) ... .hours(24)) ?? every
    }
}

extension Value {
    /// An address before which nothing but a path is put.
    fileprivate func linkBase() -> String? {
        guard let address = webAddress() else { return nil }
        guard !address.contains("?"), address.utf8.count <= 500 else {
            error(
                "\"\(printable(address))\" cannot stand before a path",
                "Write https://care.example.org, and no more.")
            return nil
        }
        warnIfPlain(address)
        return String(address.reversed().drop { $0 == "/" }.reversed())
    }

    /// An address of e-mail that every server takes: in ASCII (RFC 5321, 2.3.11).
    func mailAddress() -> String? {
        guard let words = text(limit: 254) else { return nil }
        let parts = words.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
            !words.contains(where: { $0.isWhitespace || ",;<>\"()\\".contains($0) })
        else {
            error(
                "\"\(printable(words))\" is no mail address", "Write for example sam@example.org.")
            return nil
        }
        guard words.utf8.allSatisfy({ $0 < 0x80 }) else {
            error(
                "\"\(printable(words))\" has other letters than ASCII in it",
                "Not every mail server takes it: write another address of theirs.")
            return nil
        }
        return words
    }
}
