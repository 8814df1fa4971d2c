/// Our nick and how others see us, and the way back to the nick we want.
struct Identity: Sendable {
    /// As the server has it since 001; before, the one we asked for last.
    var nick: String
    /// As others see us; nothing while we have not seen a line of our own.
    var user: String?
    var host: String?
    let wanted: String
    private let others: [String]
    private var attempt = 0
    /// The wanted nick was refused or taken away, so it is worth asking for again. A server that
    /// simply gave another nick had its reasons.
    private(set) var isDisplaced = false
    var regainAt: Milliseconds?

    /// Names to try before giving up until the next connection.
    static let attemptsMax = 12

    init(_ configuration: IRCSessionConfiguration) {
        nick = configuration.nick
        wanted = configuration.nick
        others = configuration.otherNicks
    }

    /// The next name to try while registering; nothing after `attemptsMax`.
    mutating func nextCandidate() -> String? {
        isDisplaced = true
        defer { attempt += 1 }
        guard attempt < Identity.attemptsMax else { return nil }
        if attempt < others.count { return others[attempt] }
        // Nine is what the oldest servers allow (RFC 1459, 1.2).
        let suffix =
            String(repeating: "_", count: 1) + (attempt == others.count ? "" : "\(attempt)")
        let stem =
            attempt == others.count
            ? wanted : LineCutter.prefix(wanted, bytes: 9 - suffix.utf8.count)
        return stem + suffix
    }

    mutating func begin(at now: Milliseconds, regainAfter wait: Milliseconds) {
        regainAt = isDisplaced ? now + wait : nil
    }

    mutating func lost(at now: Milliseconds, regainAfter wait: Milliseconds) {
        isDisplaced = true
        regainAt = now + wait
    }

    mutating func regained() {
        isDisplaced = false
        regainAt = nil
    }

    /// Bytes of `:nick!user@host ` before a line of ours, at most, where not yet known: USER is
    /// rarely longer than 10, a host never than 63 (RFC 2812, 2.3.1).
    var prefixBytes: Int {
        nick.utf8.count + (user?.utf8.count ?? 11) + (host?.utf8.count ?? 63) + 4
    }
}
