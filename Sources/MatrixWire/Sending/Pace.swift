/// How fast the homeserver lets us send: a token bucket for all rooms together, as servers count by
/// user. It learns from 429, and from being borne.
///
/// What is not urgent leaves half of the bucket alone, so that what is urgent can go at once
/// whatever else waits. What is urgent may take all of it and more, as long as no 429 has shown
/// that the bucket is what we think it is.
struct Pace: Sendable {
    /// Synapse's default: ten at once, then one every five seconds.
    static let first = (burst: 10, every: Milliseconds(5000))
    static let burstMax = 1280
    static let everyMax: Milliseconds = 60_000
    /// After so long without a 429 its lesson is forgotten.
    static let forgivenAfter: Milliseconds = 15 * 60_000
    /// Something that is not urgent and has waited for so many refills goes all the same, to learn
    /// whether the server bears more; and after so many such the server does.
    static let probeRefills: Milliseconds = 6
    static let probesMax = 10

    private(set) var burst: Int
    private(set) var every: Milliseconds
    private let policy: MatrixPacePolicy
    /// In milliseconds: an event costs `every`. Below nothing when urgent events took more.
    private(set) var credit: Milliseconds
    private var countedAt: Milliseconds
    private(set) var pausedUntil: Milliseconds
    /// The last 429.
    private var limitedAt: Milliseconds?
    private var heldSince: Milliseconds?
    private var probes = 0

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
        if policy == .unlimited { return true }
        if urgent { return !isCertain || credit >= every }
        return credit - every >= reserve || isProbing(at: now)
    }

    private func isProbing(at now: Milliseconds) -> Bool {
        guard learns, limitedAt == nil, let heldSince else { return false }
        return now - heldSince >= Pace.probeRefills * every
    }

    mutating func spend(urgent: Bool, at now: Milliseconds) {
        guard policy != .unlimited else { return }
        if !urgent, credit - every < reserve {
            // Not counted: it would only make the next one wait.
            heldSince = now
            probes += 1
            return
        }
        credit = max(credit - every, -Milliseconds(burst) * every)
    }

    /// Something that is not urgent waits for the bucket, or nothing does.
    mutating func hold(_ isHeld: Bool, at now: Milliseconds) {
        heldSince = isHeld ? heldSince ?? now : nil
    }

    /// The server took an event. If it has taken more than it should have, it bears more.
    mutating func borne() {
        guard learns, limitedAt == nil, burst < Pace.burstMax,
            probes >= Pace.probesMax || credit <= -reserve
        else { return }
        burst *= 2
        every = max(1, every / 2)
        credit = max(0, credit / 2)
        probes = 0
    }

    /// 429. `wait` is the server's own word, or what we make of its silence.
    mutating func limited(for wait: Milliseconds, at now: Milliseconds) {
        refill(at: now)
        pausedUntil = max(pausedUntil, now + wait)
        if learns {
            // It came too early for what we thought of the server.
            if credit > 0 { burst = max(2, burst - Int(credit / every)) }
            every = min(max(every, wait), Pace.everyMax)
        }
        limitedAt = now
        probes = 0
        // With the end of the wait there is one.
        credit = min(credit, max(every - wait, -Milliseconds(burst) * every))
    }

    /// When something may go, as far as time alone decides.
    func nextAt(urgent: Bool) -> Milliseconds {
        let soonest = max(countedAt, pausedUntil)
        if may(urgent: urgent, at: soonest) { return soonest }
        let needed = urgent ? every : reserve + every
        var next = countedAt + max(0, needed - credit)
        if !urgent, learns, limitedAt == nil, let heldSince {
            next = min(next, heldSince + Pace.probeRefills * every)
        }
        return max(next, soonest + 1)
    }
}
