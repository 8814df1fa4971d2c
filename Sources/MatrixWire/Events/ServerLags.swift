/// How long an event was on its way to us, by the clocks of those who date events. Such a clock may
/// differ from ours, and events come late now and then. Lags that agree, of events heard some while
/// apart, are a clock's; what comes late all at once is a backlog, whose lags shrink. What an event
/// lags behind beyond its clock is delay.
///
/// Lags are counted on the steady scale, so that the wall's clock may be set. A clock is known by its
/// server and, as bridges date for others, by its sender; the one that makes less of a delay counts.
package struct ServerLags: Sendable {
    /// Of more servers and senders, those that were not heard of for longest are forgotten.
    static let knownMax = 1024
    /// So many lags have to agree.
    static let agreeing = 3
    /// Of what is heard sooner than so long after the last lag that was taken, none is taken.
    static let apart: Milliseconds = 5000
    /// What comes by long polls is never quite punctual.
    static let tolerance: Milliseconds = 2000
    /// Of a clock that is not known a lag counts in full where it is longer than a clock is wrong by,
    static let wrongMax: Milliseconds = 10 * 60_000
    /// and else up to this.
    static let unknownMax: Milliseconds = 100_000
    private static let timeMax: Int64 = 1 << 53

    private struct Lags {
        /// The latest, `agreeing` at most.
        var taken: [Milliseconds] = []
        var takenAt: Milliseconds?
        /// What the clock differs by, as far as that is known.
        var clock: Milliseconds?
        var heardAt: Milliseconds

        mutating func take(_ lag: Milliseconds, at moment: Milliseconds) {
            heardAt = moment
            guard takenAt.map({ moment - $0 >= ServerLags.apart }) ?? true else { return }
            takenAt = moment
            taken = taken.suffix(ServerLags.agreeing - 1) + [lag]
            guard taken.count == ServerLags.agreeing, let least = taken.min(),
                let most = taken.max(), most - least <= ServerLags.tolerance
            else { return }
            clock = least
        }
    }

    /// Ours: what is said there comes to us by no other server, and its first event is punctual.
    private let own: String?
    private var known: [String: Lags] = [:]

    package init(own: String?) { self.own = own }

    /// Servers and senders.
    var count: Int { known.count }

    /// - Parameters:
    ///   - time: of the event, by the clock of the sender's server, milliseconds since 1970. Where it
    ///     says nothing the event counts as punctual.
    ///   - sender: the whole id.
    ///   - moment: when it was heard, on the steady scale.
    ///   - now: when it was heard, by our wall's clock; only clocks of which nothing is known are
    ///     compared with it.
    /// - Returns: how long ago it was said; never negative.
    package mutating func delay(
        of time: Int64, by sender: String, from server: String, at moment: Milliseconds, now: Int64
    ) -> Milliseconds {
        guard time > 0 else { return 0 }
        let lag = moment - min(time, Self.timeMax)
        if server == own, known[server]?.clock == nil {
            known[server, default: Lags(heardAt: moment)].clock = lag
        }
        let clocks = [server, sender].compactMap { known[$0]?.clock }
        let usual = own.flatMap { known[$0]?.clock } ?? moment - now
        note(lag, of: server, at: moment)
        note(lag, of: sender, at: moment)
        guard let clock = clocks.max() else {
            let delay = Self.counted(lag - usual)
            return delay > Self.wrongMax ? delay : min(delay, Self.unknownMax)
        }
        return Self.counted(lag - clock)
    }

    /// Whether the clock is known by which somebody's events are dated: what they lag behind beyond
    /// that is delay for sure.
    package func knowsClock(of sender: String, from server: String) -> Bool {
        [server, sender].contains { known[$0]?.clock != nil }
    }

    private static func counted(_ delay: Milliseconds) -> Milliseconds {
        delay < tolerance ? 0 : delay
    }

    private mutating func note(_ lag: Milliseconds, of name: String, at moment: Milliseconds) {
        if known[name] == nil, known.count >= Self.knownMax {
            let oldest = known.filter { $0.key != own }
                .min { ($0.value.heardAt, $0.key) < ($1.value.heardAt, $1.key) }
            if let oldest { known[oldest.key] = nil }
        }
        known[name, default: Lags(heardAt: moment)].take(lag, at: moment)
    }
}
