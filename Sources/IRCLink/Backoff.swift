import Casework

/// The waits between attempts to connect.
struct Backoff: Sendable {
    /// A server that bars us is left alone for at least this long.
    static let barredMin = Lapse.seconds(30)
    /// A connection that held for this long starts the waits anew.
    static let health = Lapse.minutes(1)

    let reconnect: IRCLinkConfiguration.Reconnect
    private var failures = 0

    init(_ reconnect: IRCLinkConfiguration.Reconnect) { self.reconnect = reconnect }

    mutating func reset() { failures = 0 }

    /// `chance` is between 0 and 1.
    mutating func next(isBarred: Bool, chance: Double) -> Lapse {
        defer { failures = min(failures + 1, 100) }
        var wait = Double(reconnect.first.milliseconds)
        for _ in 0..<failures where wait < Double(reconnect.longest.milliseconds) { wait *= 1.5 }
        if isBarred {
            wait = max(wait * 2, Double(Backoff.barredMin.milliseconds))
        }
        wait = min(wait, Double(reconnect.longest.milliseconds))
        return Lapse(milliseconds: Int64(wait * (1 - 0.25 * chance)))
    }
}
