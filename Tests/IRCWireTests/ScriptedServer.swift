@testable import IRCWire

/// A session and the server it speaks with, whose lines the test writes. Time stands still
/// unless it is moved.
struct ScriptedServer {
    var session: IRCSession
    var now: Milliseconds = 1_000_000
    /// What the session wrote since it was last looked at.
    private(set) var written: [String] = []
    private(set) var facts: [IRCFact] = []
    private(set) var isClosed = false

    init(
        _ configuration: IRCSessionConfiguration = .desk, isEncrypted: Bool = false,
        memory: IRCMemory = IRCMemory()
    ) {
        session = IRCSession(
            configuration, connectionID: "c1", seed: "seed", isEncrypted: isEncrypted,
            memory: memory)
        take(session.begin(at: now))
    }

    private mutating func take(_ step: IRCStep) {
        written += String(decoding: step.bytes, as: UTF8.self).split(separator: "\r\n").map(
            String.init)
        facts += step.facts
        if step.closes { isClosed = true }
    }

    /// The server sends the lines.
    mutating func sends(_ lines: String...) {
        for line in lines { take(session.receive(Array("\(line)\r\n".utf8), at: now)) }
    }

    mutating func receives(_ bytes: [UInt8]) { take(session.receive(bytes, at: now)) }

    mutating func say(_ utterances: Utterance...) { take(session.say(utterances, at: now)) }

    mutating func show(_ topic: String, in room: String = "#care") {
        take(session.show(topic: topic, in: room, at: now))
    }

    mutating func quit() { take(session.quit(at: now)) }

    mutating func loses() { facts += session.end() }

    /// Time passes in the steps the session asks for.
    mutating func passes(_ milliseconds: Milliseconds) {
        let end = now + milliseconds
        var ticks = 0
        while let next = session.nextTick, next <= end, ticks < 10_000 {
            now = max(now, next)
            take(session.tick(at: now))
            ticks += 1
        }
        now = end
    }

    /// The session's process stands still for so long, and is woken with one tick.
    mutating func standsStill(_ milliseconds: Milliseconds) {
        now += milliseconds
        take(session.tick(at: now))
    }

    /// As `passes`, with a server that is heard all along.
    mutating func livesOn(_ milliseconds: Milliseconds) {
        let end = now + milliseconds
        while now < end {
            passes(min(5000, end - now))
            sends(":s PONG s :alive")
        }
    }

    /// The lines the session wrote since the last time; what is said always stands behind a
    /// colon here.
    mutating func hears() -> [String] {
        defer { written = [] }
        return written.map { text in
            guard let line = IRCLine(parsing: text), ["PRIVMSG", "NOTICE"].contains(line.command),
                let target = line[0], let words = line[1]
            else { return text }
            let tags = line.tags.isEmpty ? "" : "@\(line.tags.serialised) "
            return "\(tags)\(line.command) \(target) :\(words)"
        }
    }

    mutating func learns() -> [IRCFact] {
        defer { facts = [] }
        return facts
    }

    var sayings: [IRCSaying] {
        facts.compactMap { if case .said(let saying) = $0 { saying } else { nil } }
    }

    var receipts: [IRCReceipt.Outcome] {
        facts.compactMap { if case .receipt(let receipt) = $0 { receipt.outcome } else { nil } }
    }

    static let everything =
        "account-notify account-tag batch cap-notify chghost echo-message extended-join "
        + "labeled-response message-tags multi-prefix server-time sasl=PLAIN,EXTERNAL"

    /// Registered and in #care, with these capabilities and tokens.
    static func joined(
        _ configuration: IRCSessionConfiguration = .desk, capabilities: String = everything,
        support: String = "CASEMAPPING=rfc1459 WHOX NICKLEN=30",
        members: String = "@dana bo casebell"
    ) -> ScriptedServer {
        var server = ScriptedServer(configuration)
        server.sends(":s CAP * LS :\(capabilities)")
        for request in server.hears() where request.hasPrefix("CAP REQ ") {
            server.sends(":s CAP * ACK \(request.dropFirst("CAP REQ ".count))")
        }
        if server.hears().contains("AUTHENTICATE PLAIN") {
            server.sends("AUTHENTICATE +", ":s 900 * * casebell :in", ":s 903 * :fine")
        }
        server.sends(
            ":s 001 casebell :Welcome", ":s 005 casebell \(support) :are supported",
            ":casebell!~bot@desk.test JOIN #care", ":s 353 casebell = #care :\(members)",
            ":s 366 casebell #care :End")
        _ = server.hears()
        _ = server.learns()
        return server
    }
}

extension IRCSessionConfiguration {
    static var desk: IRCSessionConfiguration {
        var configuration = IRCSessionConfiguration(nick: "casebell")
        configuration.rooms = [Room(name: "#care")]
        configuration.flood = nil
        return configuration
    }

    static var withAccount: IRCSessionConfiguration {
        var configuration = desk
        configuration.mechanisms = [.plain(account: "casebell", password: "s3cret")]
        return configuration
    }
}
