/// Our nick and how others see us, and the way back to the nick we want.
struct Identity: Sendable {
    /// As the server has it since 001; before, the one we asked for last.
    var nick: String
    /// As others see us; nothing while we have not seen a line of our own.
    var user: String?
    var host: String?
    /// As configured.
    let wanted: String
    /// The wanted nick as this server can have it: cut to its NICKLEN.
    private(set) var goal: String
    private let others: [String]
    private var attempt = 0
    /// Every refusal so far was for the nick's own sake.
    private var isErroneous = true
    /// The wanted nick was refused or taken away, so it is worth asking for again. A server that
    /// simply gave another nick had its reasons.
    private(set) var isDisplaced = false
    var regainAt: Milliseconds?
    /// Attempts to get a nick that the server does not allow just now.
    private var denials = 0
    /// The server tells when the nick is free.
    var isMonitoring = false
    /// Services are not asked before.
    var servicesAt: Milliseconds = .min
    var isLoggedIn = false
    /// Our account, as the server called it when we logged in; with `A`–`Z` in lower case.
    var account: String?
    var hasToldBotMode = false

    /// Names to try before giving up until the next connection.
    static let attemptsMax = 12
    /// What the oldest servers allow (RFC 1459, 1.2).
    static let shortBytes = 9

    init(_ configuration: IRCSessionConfiguration) {
        nick = configuration.nick
        wanted = configuration.nick
        goal = configuration.nick
        others = configuration.otherNicks
    }

    /// The next name to try while registering; nothing after `attemptsMax`.
    mutating func nextCandidate(isErroneous: Bool) -> String? {
        isDisplaced = true
        if !isErroneous { self.isErroneous = false }
        defer { attempt += 1 }
        guard attempt < Identity.attemptsMax else { return nil }
        var names = others
        if wanted.utf8.count > Identity.shortBytes {
            names.append(LineCutter.prefix(wanted, bytes: Identity.shortBytes))
        }
        names.append(wanted + "_")
        if attempt < names.count { return names[attempt] }
        let suffix = "_\(attempt)"
        return LineCutter.prefix(wanted, bytes: Identity.shortBytes - suffix.utf8.count) + suffix
    }

    var whyNone: String {
        isErroneous
            ? "the server allows none of our nicks: configure another than \(wanted)"
            : "no nick is free for us"
    }

    /// Takes the server's limit.
    /// - Returns: whether it cuts the nick, and did not before.
    mutating func cut(to bytes: Int) -> Bool {
        let before = goal
        goal = LineCutter.prefix(wanted, bytes: bytes)
        return goal != before && goal != wanted
    }

    mutating func begin(at now: Milliseconds, regainAfter wait: Milliseconds) {
        regainAt = isDisplaced ? now + wait : nil
    }

    mutating func lost(at now: Milliseconds, regainAfter wait: Milliseconds) {
        isDisplaced = true
        regainAt = now + wait
    }

    /// Asks again after `wait`, or later the oftener the server said no.
    mutating func denied(at now: Milliseconds, regainAfter wait: Milliseconds) {
        denials = min(denials + 1, 4)
        regainAt = now + wait << denials
    }

    mutating func regained() {
        isDisplaced = false
        denials = 0
        regainAt = nil
    }

    /// Bytes of `:nick!user@host ` before a line of ours, at most, where not yet known: USER is
    /// rarely longer than 10, a host never than 63 (RFC 2812, 2.3.1).
    var prefixBytes: Int {
        nick.utf8.count + (user?.utf8.count ?? 11) + (host?.utf8.count ?? 63) + 4
    }
}
