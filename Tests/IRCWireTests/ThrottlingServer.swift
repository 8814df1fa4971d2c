@testable import IRCWire

/// A session and a server that bears only so much, in made-up time. What it does to a hasty client
/// is carried over from the servers themselves: InspIRCd's penalties (1,000 a command, more for
/// some, 1,000 forgiven each second; with `fakelag` held back at the threshold, without it
/// killed), ngIRCd's three commands a second, ergo's five and then two a second.
struct ThrottlingServer {
    enum Throttle {
        /// `every`: a step of the server's forgiving, in milliseconds.
        case inspircd(threshold: Int, isKilling: Bool)
        case bucket(burst: Int, every: Milliseconds)
        case none
    }

    var session: IRCSession
    private let throttle: Throttle
    private let hasEcho: Bool
    private(set) var now: Milliseconds = 0
    /// One way.
    private let latency: Milliseconds
    private var onTheWay: [(at: Milliseconds, line: IRCLine)] = []
    private var unread: [IRCLine] = []
    private var back: [(at: Milliseconds, text: String)] = []
    private var penalty = 0
    private var credit: Milliseconds = 0
    private var messages = 0
    /// Why the server ended the connection.
    private(set) var killed: String?
    /// What it passed on, when.
    private(set) var passed: [(at: Milliseconds, text: String)] = []
    private(set) var receipts: [IRCReceipt] = []
    private(set) var unreadMost = 0
    private(set) var unreadBytesMost = 0
    private(set) var pings = 0

    static let recvq = 10_240

    init(
        _ throttle: Throttle, policy: FloodPolicy = .adaptive(.cautious), hasEcho: Bool = true,
        latency: Milliseconds = 1, support: String = "CASEMAPPING=rfc1459"
    ) {
        self.throttle = throttle
        self.hasEcho = hasEcho
        self.latency = latency
        var configuration = IRCSessionConfiguration.desk
        configuration.floodPolicy = policy
        session = IRCSession(configuration, connectionID: "c1")
        if case .bucket(let burst, let every) = throttle { credit = Milliseconds(burst) * every }
        take(session.begin(at: now))
        let capabilities = hasEcho ? "batch echo-message labeled-response message-tags" : ""
        send(":s CAP * LS :\(capabilities)")
        if hasEcho { send(":s CAP * ACK :\(capabilities)") }
        send(":s 001 casebell :Welcome", ":s 005 casebell \(support) :are supported")
        send(
            ":casebell!~bot@desk.test JOIN #care", ":s 353 casebell = #care :casebell",
            ":s 366 casebell #care :End")
        onTheWay = []
        penalty = 0
        lives(30_000)
    }

    mutating func say(_ utterances: [Utterance]) { take(session.say(utterances, at: now)) }

    /// Until everything has its receipt, at most so long.
    mutating func lives(_ milliseconds: Milliseconds, untilReceipts wanted: Int = .max) {
        let end = now + milliseconds
        while now < end, killed == nil, receipts.count < wanted {
            now += 10
            receive()
            read()
            deliver()
            if let next = session.nextTick, next <= now { take(session.tick(at: now)) }
        }
    }

    private mutating func send(_ lines: String...) {
        for line in lines { take(session.receive(Array("\(line)\r\n".utf8), at: now)) }
    }

    private mutating func take(_ step: IRCStep) {
        for text in String(decoding: step.bytes, as: UTF8.self).split(separator: "\r\n") {
            if let line = IRCLine(parsing: String(text)) { onTheWay.append((now + latency, line)) }
        }
        receipts += step.facts.compactMap {
            if case .receipt(let receipt) = $0 { receipt } else { nil }
        }
    }

    private mutating func receive() {
        let arrived = onTheWay.prefix { $0.at <= now }
        unread += arrived.map(\.line)
        onTheWay.removeFirst(arrived.count)
        let bytes = unread.reduce(0) { $0 + $1.wireBytes.count }
        unreadMost = max(unreadMost, unread.count)
        unreadBytesMost = max(unreadBytesMost, bytes)
        if case .none = throttle { return }
        if bytes > Self.recvq { killed = "RecvQ exceeded" }
    }

    private mutating func read() {
        switch throttle {
        case .inspircd(let threshold, let isKilling):
            if now % 1000 == 0 { penalty = max(penalty - 1000, 0) }
            while penalty < threshold * 1000, !unread.isEmpty {
                let line = unread.removeFirst()
                penalty += ["JOIN", "WHO", "WHOIS", "TOPIC"].contains(line.command) ? 2000 : 1000
                obey(line)
            }
            if penalty >= threshold * 1000, isKilling { killed = "Excess Flood" }
        case .bucket(let burst, let every):
            credit = min(credit + 10, Milliseconds(burst) * every)
            while credit >= every, !unread.isEmpty {
                credit -= every
                obey(unread.removeFirst())
            }
        case .none:
            while !unread.isEmpty { obey(unread.removeFirst()) }
        }
    }

    private mutating func obey(_ line: IRCLine) {
        switch line.command {
        case "PING":
            pings += 1
            back.append((now + latency, ":s PONG s :\(line[0] ?? "")"))
        case "PRIVMSG", "NOTICE":
            let text = line[1] ?? ""
            passed.append((now, text))
            guard hasEcho else { return }
            messages += 1
            let label = line.tags["label"].map { "label=\($0);" } ?? ""
            let echo = ":casebell!~bot@desk.test \(line.command) \(line[0] ?? "") :\(text)"
            back.append((now + latency, "@\(label)msgid=m\(messages) \(echo)"))
        default: break
        }
    }

    private mutating func deliver() {
        let arrived = back.prefix { $0.at <= now }
        back.removeFirst(arrived.count)
        for (_, text) in arrived { send(text) }
    }
}
