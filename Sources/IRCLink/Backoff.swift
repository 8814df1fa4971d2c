import Casework
import IRCWire

/// The waits between attempts to connect.
///
/// A server that comes back is to have us back at once, and one that wants to be left alone is
/// left alone: which of the two it is follows from how the last connection ended.
struct Backoff: Sendable {
    /// How a visit to the server ended.
    enum Farewell: Hashable, Sendable {
        /// Nothing listens there, or there is no way to it: asking costs the server next to
        /// nothing, so it is asked often.
        case unreachable
        case ended(IRCEnding)
    }

    /// A connection that held for this long starts the waits anew.
    static let health = Lapse.seconds(10)
    /// And one that held for this long makes throttles, kills and bans forgotten.
    static let peace = Lapse.minutes(10)
    /// What is unreachable is asked again after this part of the time it has been so.
    static let outageParts: Int64 = 600
    /// The first wait after being throttled, killed or banned; each further one is twice as long.
    static let throttled = Lapse.seconds(30)
    static let killed = Lapse.seconds(10)
    static let banned = Lapse.minutes(1)
    /// A ban may be waited out for so many times the longest wait.
    static let bannedTimes: Int64 = 6

    let reconnect: IRCLinkConfiguration.Reconnect
    private var failures = 0
    private var setbacks = 0

    init(_ reconnect: IRCLinkConfiguration.Reconnect) { self.reconnect = reconnect }

    /// The connection was registered for this long.
    mutating func held(for time: Lapse) {
        if time >= Backoff.health { failures = 0 }
        if time >= Backoff.peace { setbacks = 0 }
    }

    /// - Parameters:
    ///   - outage: since when it has been unreachable without a break.
    ///   - chance: between 0 and 1; shortens the wait by up to a quarter.
    mutating func next(after farewell: Farewell, outage: Lapse, chance: Double) -> Lapse {
        var wait: Double
        var longest = reconnect.longest.milliseconds
        switch farewell {
        case .unreachable:
            wait = max(
                Double(outage.milliseconds / Backoff.outageParts),
                Double(reconnect.first.milliseconds))
        case .ended(.restarting):
            wait = Double(reconnect.first.milliseconds)
        case .ended(.dropped):
            wait = grown(reconnect.first, by: 1.5, times: failures)
            failures = min(failures + 1, 100)
        case .ended(.throttled): wait = setback(Backoff.throttled)
        case .ended(.killed): wait = setback(Backoff.killed)
        case .ended(.banned):
            wait = setback(Backoff.banned)
            longest *= Backoff.bannedTimes
        }
        wait = min(wait, Double(longest))
        return Lapse(milliseconds: Int64(wait * (1 - 0.25 * chance)))
    }

    private mutating func setback(_ first: Lapse) -> Double {
        defer { setbacks = min(setbacks + 1, 100) }
        return grown(first, by: 2, times: setbacks)
    }

    private func grown(_ first: Lapse, by factor: Double, times: Int) -> Double {
        var wait = Double(first.milliseconds)
        for _ in 0..<times where wait < 1e9 { wait *= factor }
        return wait
    }
}
