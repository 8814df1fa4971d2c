/// How long lines were on their way to us, by the clocks of those who date them (server-time).
///
/// Such a clock may differ from ours. What a server says of its own is dated as it is written, so
/// that the one of its lines which took least shows its clock. What people say may be dated by the
/// server that they are on: lags of somebody's that agree, of lines heard some while apart, are a
/// clock's, because what comes late all at once is a backlog, whose lags shrink. The same tells
/// that a server's clock was set. What a line lags behind beyond its clock is delay.
struct LineLags: Sendable {
    /// Of more people everybody's clock is learned anew.
    static let sendersMax = 512
    /// So many lags have to agree.
    static let agreeing = 3
    /// Of what is heard sooner than so long after the last lag that was taken, none is taken.
    static let apart: Milliseconds = 5000
    /// Less is no delay to speak of.
    static let tolerance: Milliseconds = 2000

    struct Delay: Hashable, Sendable {
        var time: Milliseconds
        /// It was on its way for that long in any case: the speaker's own clock is known.
        var isSure: Bool
        static let zero = Delay(time: 0, isSure: false)
    }

    /// A lag is when something was heard, by the session's clock, less its time.
    private struct Clock: Sendable {
        /// Of what is not delayed.
        var lag: Milliseconds?
        private var taken: [Milliseconds] = []
        private var takenAt: Milliseconds?

        mutating func take(_ lag: Milliseconds, at moment: Milliseconds) {
            guard takenAt.map({ moment - $0 >= LineLags.apart }) ?? true else { return }
            takenAt = moment
            taken = taken.suffix(LineLags.agreeing - 1) + [lag]
            guard taken.count == LineLags.agreeing, let least = taken.min(),
                let most = taken.max(), most - least <= LineLags.tolerance
            else { return }
            self.lag = least
        }
    }

    private var server = Clock()
    private var senders: [FoldedName: Clock] = [:]

    /// People whose lags are looked at.
    var count: Int { senders.count }

    /// - Parameter time: of something that the server itself says, milliseconds since 1970.
    mutating func hearServer(_ time: Int64, at now: Milliseconds) {
        let lag = now - time
        server.take(lag, at: now)
        server.lag = min(server.lag ?? lag, lag)
    }

    /// - Parameter time: of what somebody says now.
    /// - Returns: nothing if no clock is known by which that could be told.
    mutating func delay(
        of time: Int64, by sender: FoldedName, at now: Milliseconds
    ) -> Delay? {
        let lag = now - time
        let own = senders[sender]?.lag
        let clocks = [server.lag, own].compactMap(\.self)
        if senders[sender] == nil, senders.count >= LineLags.sendersMax { senders = [:] }
        senders[sender, default: Clock()].take(lag, at: now)
        guard let clock = clocks.max() else { return nil }
        let late = lag - clock
        return Delay(time: late < LineLags.tolerance ? 0 : late, isSure: own != nil)
    }

    /// When that was, by the session's clock; nothing while the server's is not known.
    func moment(of time: Int64) -> Milliseconds? { server.lag.map { time + $0 } }

    /// Whoever has the nick next may be on another server.
    mutating func forget(_ sender: FoldedName) { senders[sender] = nil }

    /// The same names mean others now.
    mutating func forgetSenders() { senders = [:] }
}
