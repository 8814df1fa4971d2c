/// How fast the homeserver lets us send: a token bucket for all rooms together, as servers count by
/// user. It learns from 429, and from being borne.
///
/// Until a 429 has shown that there is a bucket, everything goes at once: most desks have their bot
/// spared, and finding out costs one pause. From then on what is not urgent leaves half of the
/// bucket alone, so that what is urgent can go at once whatever else waits.
struct Pace: Sendable {
    /// Synapse's default: ten at once, then one every five seconds.
    static let first = (burst: 10, every: Milliseconds(5000))
    static let burstMax = 1280
    static let everyMax: Milliseconds = 60_000
    /// After so long without a 429 its lesson is forgotten.
    static let forgivenAfter: Milliseconds = 60 * 60_000

    private(set) var burst: Int
    private(set) var every: Milliseconds
    private let policy: MatrixPacePolicy
    /// In milliseconds: an event costs `every`. Below nothing when urgent events took more.
    private(set) var credit: Milliseconds
    private var countedAt: Milliseconds
    private(set) var pausedUntil: Milliseconds
    /// The last 429.
    private var limitedAt: Milliseconds?

    init(_ policy: MatrixPacePolicy, at now: Milliseconds) {
        self.policy = policy
        switch policy {
        case .adaptive: (burst, every) = Pace.first
        case .fixed(let burst, let every):
            self.burst = min(max(1, burst), 1_000_000)
            self.every = min(max(1, every), 3_600_000)
        case .unlimited: (burst, every) = (Pace.burstMax, 1)
        }
        credit = Milliseconds(burst) * every
        countedAt = now
        pausedUntil = now
    }

    private var learns: Bool { policy == .adaptive }
    private var reserve: Milliseconds { Milliseconds(burst / 2) * every }
    /// A 429 has told what the server bears.
    private var isCertain: Bool { limitedAt != nil || !learns }

    mutating func refill(at now: Milliseconds) {
        guard now > countedAt else { return }
        let full = Milliseconds(burst) * every
        credit = min(credit + min(now - countedAt, 2 * full), full)
        countedAt = now
        if let limitedAt, now - limitedAt >= Pace.forgivenAfter { self.limitedAt = nil }
    }

    func may(urgent: Bool, at now: Milliseconds) -> Bool {
        guard now >= pausedUntil else { return false }
        if policy == .unlimited || !isCertain { return true }
        return urgent ? credit >= every : credit - every >= reserve
    }

    mutating func spend() {
        guard policy != .unlimited else { return }
        credit = max(credit - every, -Milliseconds(burst) * every)
    }

    /// The server took an event. If it has taken more than it should have, it bears more.
    mutating func borne() {
        guard learns, limitedAt == nil, burst < Pace.burstMax, credit <= -reserve else { return }
        burst *= 2
        every = max(1, every / 2)
        credit = max(0, credit / 2)
    }

    /// 429. `wait` is the server's own word, or what we make of its silence.
    mutating func limited(for wait: Milliseconds, at now: Milliseconds) {
        refill(at: now)
        pausedUntil = max(pausedUntil, now + wait)
        if learns {
            // It came too early for what we thought of the server; or an earlier process had used
            // its bucket up, so that a smaller one than the usual is not believed in.
            if credit > 0 { burst = max(Pace.first.burst, burst - Int(credit / every)) }
            every = min(max(every, wait), Pace.everyMax)
        }
        limitedAt = now
        // With the end of the wait there is one.
        credit = min(credit, max(every - wait, -Milliseconds(burst) * every))
    }

    /// When something may go, as far as time alone decides.
    func nextAt(urgent: Bool) -> Milliseconds {
        let soonest = max(countedAt, pausedUntil)
        if may(urgent: urgent, at: soonest) { return soonest }
        let needed = urgent ? every : reserve + every
        return max(countedAt + max(0, needed - credit), soonest + 1)
    }
}
