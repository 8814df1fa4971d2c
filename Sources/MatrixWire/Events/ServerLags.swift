/// How long an event was on its way to us, by the clocks of the servers that date events. Such a
/// clock may differ from ours, and a server's events come late now and then: the least lag that was
/// seen of a server lately is what its clock differs by, and what is more than that is delay.
///
/// Lags are counted on the steady scale, so that the wall's clock may be set.
package struct ServerLags: Sendable {
    /// Of more, those that were not heard of for longest are forgotten.
    static let serversMax = 256
    /// A least lag counts for so long, and then as long again: a clock that is set is learned anew.
    static let span: Milliseconds = 30 * 60_000
    /// Of a server's first event it is not known whether it comes late or its clock is wrong: so much
    /// counts as late.
    static let firstMax: Milliseconds = 10 * 60_000
    /// What comes by long polls is never quite punctual.
    static let tolerance: Milliseconds = 2000
    private static let timeMax: Int64 = 1 << 53

    private struct Lags {
        /// The least of the time before `since`.
        var before: Milliseconds
        var least: Milliseconds
        var since: Milliseconds
        var heardAt: Milliseconds

        var floor: Milliseconds { min(before, least) }
    }

    /// Ours: what is said there comes to us by no other server, and its first event is punctual.
    private let own: String?
    private var servers: [String: Lags] = [:]

    package init(own: String?) { self.own = own }

    /// - Parameters:
    ///   - time: of the event, by the clock of the sender's server, milliseconds since 1970. Where it
    ///     says nothing the event counts as punctual.
    ///   - moment: when it was heard, on the steady scale.
    ///   - now: when it was heard, by our wall's clock; only a first event is compared with it.
    /// - Returns: how long ago it was said; never negative.
    package mutating func delay(
        of time: Int64, from server: String, at moment: Milliseconds, now: Int64
    ) -> Milliseconds {
        guard time > 0 else { return 0 }
        let lag = moment - min(time, Self.timeMax)
        var lags = servers[server] ?? first(lag, of: server, at: moment, now: now)
        if moment - lags.since >= Self.span {
            lags.before = lags.least
            lags.least = lag
            lags.since = moment
        }
        lags.least = min(lags.least, lag)
        lags.heardAt = moment
        keep(lags, of: server)
        let delay = lag - lags.floor
        return delay < Self.tolerance ? 0 : delay
    }

    /// What clocks differ by that nobody has set: what ours differs from our own server's.
    private func first(
        _ lag: Milliseconds, of server: String, at moment: Milliseconds, now: Int64
    ) -> Lags {
        let usual = own.flatMap { servers[$0]?.floor } ?? moment - now
        let before = server == own ? lag : max(usual, lag - Self.firstMax)
        return Lags(before: before, least: lag, since: moment, heardAt: moment)
    }

    private mutating func keep(_ lags: Lags, of server: String) {
        if servers[server] == nil, servers.count >= Self.serversMax {
            let oldest = servers.filter { $0.key != own }
                .min { ($0.value.heardAt, $0.key) < ($1.value.heardAt, $1.key) }
            if let oldest { servers[oldest.key] = nil }
        }
        servers[server] = lags
    }
}
