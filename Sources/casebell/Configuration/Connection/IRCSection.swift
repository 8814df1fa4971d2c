import Casework

/// A connection to an IRC network.
struct IRCSection: Hashable, Sendable {
    /// Port 6697 with TLS and 6667 without where none is written.
    var server: HostPort
    var tls = TLSSection()
    var nick = "casebell"
    /// The user name of registration; the nick where nothing is said.
    var user: String
    var realname = "Casebell"
    /// The server's own password (PASS).
    var password: Secret?
    /// `http`, `https`, `socks4`, `socks4a`, `socks5` or `socks5h`; without it the
    /// environment's proxy settings count.
    var proxy: String?
    /// Without it the bot has no account.
    var sasl: SASLSection?
    /// Nothing: the link finds out what the server bears.
    var flood: FloodSection?
    /// Nothing: a nick that is taken is waited for.
    var services: ServicesSection?
    var answers = Answers.notice
    /// The rooms' topics show the plan and the load.
    var showsTopic = false
    var reconnect = ReconnectSection()

    /// Where one person's mistakes, and looks of more than a few lines, are answered. Shorter looks
    /// are answered where they were asked.
    enum Answers: String, CaseIterable, Hashable, Sendable {
        /// A NOTICE to that person: shown where they are looking, and answered by no bot.
        case notice
        /// A query window.
        case query
        /// The room they asked in; a look of many lines is a NOTICE all the same.
        case room
    }

    init(server: HostPort, user: String = "casebell") {
        self.server = server
        self.user = user
    }
}

extension IRCSection {
    static let proxies = ["socks5h", "socks5", "socks4a", "socks4", "http", "https"]

    init(_ keys: KeyedReader) {
        let tls = keys["tls"].map(TLSSection.init) ?? TLSSection()
        let example = "server: irc.example.org:6697"
        let server = keys.required("server", example)?
            .hostPort(defaultPort: tls.isEnabled ? 6697 : 6667, example: "irc.example.org:6697")
        self.init(server: server ?? HostPort(host: "", port: 0))
        if server?.port == 0 { keys["server"]?.error("0 is no port", "Write 6697, or 6667.") }
        self.tls = tls
        nick = keys["nick"]?.word(at: 64) ?? nick
        user = keys["user"]?.word(at: 64) ?? nick
        realname = keys["realname"]?.text(limit: 150) ?? realname
        password = keys["password"]?.secret()
        proxy = keys["proxy"]?.webAddress(schemes: IRCSection.proxies)
        sasl = keys["sasl"]?.keyed(SASLSection.init)
        flood = keys["flood"]?.keyed(FloodSection.init)
        services = keys["services"]?.keyed(ServicesSection.init)
        answers = keys["answers"]?.choice() ?? answers
        showsTopic = keys["topic"]?.flag() ?? showsTopic
        reconnect = keys["reconnect"]?.keyed(ReconnectSection.init) ?? reconnect
    }
}

extension Value {
    /// A word of the IRC protocol: no spaces, and not beginning with `:` or `#`.
    func word(at limit: Int) -> String? {
        guard let words = text(limit: limit) else { return nil }
        guard !words.contains(where: \.isWhitespace), words.first != ":", words.first != "#",
            !words.contains(where: { "!@,*?".contains($0) })
        else {
            error(
                "\"\(printable(words))\" is no name that IRC takes",
                "Use letters, digits and \"_-[]\\`^{}|\".")
            return nil
        }
        return words
    }
}
