@testable import IRCWire

/// A session at the start of a trial: new, or in the middle of a day with a server of some kind.
struct Opening {
    let session: IRCSession

    static let startedAt: Milliseconds = 1_000_000
    /// What the servers of the openings vouch for.
    static let accounts: Set<String> = ["dana"]

    static let all: [Opening] = [
        Opening(configuration()),
        Opening(configuration(mechanisms: [.plain(account: "casebell", password: "s3cret")])),
        Opening(
            configuration(mechanisms: [
                .external(account: nil), .plain(account: "c", password: "p"),
            ]), server: [":s CAP * LS :sasl=PLAIN,EXTERNAL batch labeled-response"]),
        // Everything a server can offer.
        Opening(configuration(), capabilities: Capabilities.wanted, support: "WHOX NICKLEN=30"),
        // No tags, no accounts, and limits.
        Opening(
            configuration(flood: FloodAllowance(burst: 2, every: 700)), capabilities: [],
            support: "CASEMAPPING=ascii CHANTYPES=#&+ PREFIX=(qaohv)~&@%+"),
        // Echoes without labels, accounts by asking.
        Opening(
            configuration(), capabilities: ["echo-message", "message-tags", "extended-join"],
            support: "WHOX CASEMAPPING=rfc7613 LINELEN=1024 STATUSMSG=@+"),
        // Accounts tracked without tags.
        Opening(
            configuration(flood: FloodAllowance(burst: 4, every: 2000)),
            capabilities: ["account-notify", "extended-join", "multi-prefix", "batch"],
            support: "WHOX CASEMAPPING=rfc1459-strict UTF8ONLY BOT=B"),
        // Only labels.
        Opening(
            configuration(), capabilities: ["labeled-response", "batch", "message-tags"],
            support: "TARGMAX=PRIVMSG:4 LINELEN=2048"),
    ]

    private static func configuration(
        mechanisms: [SASLMechanism] = [], flood: FloodAllowance? = nil
    ) -> IRCSessionConfiguration {
        var configuration = IRCSessionConfiguration(nick: "casebell")
        configuration.rooms = [.init(name: "#care"), .init(name: "#vip", key: "k")]
        configuration.mechanisms = mechanisms
        configuration.flood = flood
        return configuration
    }

    /// Before 001, after these lines.
    private init(_ configuration: IRCSessionConfiguration, server lines: [String] = []) {
        var session = IRCSession(configuration, connectionID: "c1", seed: "s")
        _ = session.begin(at: Self.startedAt)
        Self.send(lines, to: &session)
        self.session = session
    }

    /// Registered and in #care with dana and bo.
    private init(
        _ configuration: IRCSessionConfiguration, capabilities: [String], support: String
    ) {
        var session = IRCSession(configuration, connectionID: "c1", seed: "s")
        _ = session.begin(at: Self.startedAt)
        let list = capabilities.joined(separator: " ")
        Self.send([":s CAP * LS :\(list)", ":s CAP * ACK :\(list)"], to: &session)
        Self.send(
            [
                ":s 001 casebell :Welcome", ":s 005 casebell \(support) :are supported",
                ":casebell!~bot@desk.test JOIN #care casebell :C",
                ":s 353 casebell = #care :@dana bo casebell", ":s 366 casebell #care :End",
                ":s 324 casebell #care +nt", ":s 354 casebell 999 u h dana dana",
                ":s 354 casebell 999 u h bo 0", ":s 315 casebell #care :End",
            ], to: &session)
        self.session = session
    }

    private static func send(_ lines: [String], to session: inout IRCSession) {
        for line in lines { _ = session.receive(Array("\(line)\r\n".utf8), at: startedAt) }
    }
}
