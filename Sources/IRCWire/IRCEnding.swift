/// How a server parts from us: how long it is to be left alone follows from that.
package enum IRCEnding: Hashable, Sendable {
    /// The connection is gone, or we gave it up; nobody meant it.
    case dropped
    /// The server stops or restarts, and will be glad to have us back.
    case restarting
    /// It does not want us now: too fast, or too many from here.
    case throttled
    /// Somebody with the power to do so took us off the network, or the server did for saying too
    /// much at once.
    case killed
    /// Not before somebody has changed something: a ban of any letter.
    case banned

    /// What the words of ERROR say. There is no code for it; these are the words that servers in
    /// use have in common (`Closing Link: host (K-Lined)`).
    init(of words: String) {
        let words = words.lowercased()
        func says(_ signs: String...) -> Bool { signs.contains(where: words.contains) }
        // A ban for reconnecting too fast is over by itself.
        if says(
            "throttl", "too fast", "too many", "connect too", "no more connections",
            "session limit", "try again later", "connections allowed")
        {
            self = .throttled
        } else if says("killed", "(kill", "flood", "recvq") {
            self = .killed
        } else if says(
            "lined", "line)", "-line", ":line", "banned", "akill", "autokill", "blacklist",
            "dnsbl", "not welcome", "unauthorized", "unauthorised")
        {
            self = .banned
        } else if says("shutting down", "shutdown", "restart", "going down", "terminating") {
            self = .restarting
        } else {
            self = .dropped
        }
    }
}

extension IRCSession {
    /// `ERROR :reason`: the last line of a server to us.
    mutating func takeError(_ line: IRCLine) {
        let reason = IRCSession.reason(line.parameters.last)
        learnFromEnding(reason)
        close(reason: reason, IRCEnding(of: reason))
    }

    /// `KILL <nick> :reason`: somebody took us off the network. (RFC 2812, 3.7.1)
    mutating func takeKill(_ line: IRCLine) {
        guard let nick = line[0], key(nick) == ownKey else { return }
        let by = line.source.map { IRCSource($0).nick } ?? "the server"
        close(reason: "killed by \(by): \(IRCSession.reason(line[1]))", .killed)
    }

    /// `RECONNECT`: the server is about to end this connection for its own maintenance. Only
    /// servers that invented it say so (Twitch's), and only a server may.
    mutating func takeReconnect(_ line: IRCLine) {
        guard line.source.map({ IRCSource($0).user == nil }) ?? true else { return }
        close(reason: "the server asks us to connect anew", .restarting)
    }

    private mutating func close(reason: String, _ ending: IRCEnding) {
        tell(.closing(reason: reason, ending))
        step.closes = true
        phase = .over
    }

    /// Words of a server or its staff, for a log: one line, not too long.
    static func reason(_ words: String?) -> String {
        let plain = HarmlessText.oneLine(HarmlessText.withoutFormatting(words ?? ""))
        return plain.count > 200 ? "\(plain.prefix(200))…" : plain
    }
}
