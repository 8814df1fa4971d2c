/// How fast the homeserver lets us send: a token bucket for all rooms together, as servers count by
/// user. It learns from 429, and from being borne.
///
/// Until a 429 has shown that there is a bucket, everything that somebody waits for goes at once:
/// most desks have their bot spared, and finding out costs one pause. From then on talk leaves half
/// of the bucket to what rings, and cosmetics leave most of it to both; from the start they leave
/// some of it, as if the server had Synapse's default, until it has borne more.
struct Pace: Sendable {
    /// Synapse's default: ten at once, then one every five seconds.
    static let first = (burst: 10, every: Milliseconds(5000))
    static let burstMax = 1280
    static let everyMax: Milliseconds = 60_000
    /// What talk never takes, however long it has waited.
    static let keptMax = 2
    /// What cosmetics leave where nothing is known yet. Where some have waited for so long they go all
    /// the same: nobody would ever learn what the server bears.
    static let untriedReserve = 4
    static let untriedPatience: Milliseconds = 10_000
    /// After so long without a 429, where talk has gone as fast as it may, a little more is tried.
    static let triesMoreAfter: Milliseconds = 24 * 60 * 60_000
    /// A lesson that is told again sooner is no news.
    static let newsEvery: Milliseconds = 60 * 60_000

    private(set) var burst: Int
    private(set) var every: Milliseconds
    private let policy: MatrixPacePolicy
    /// In milliseconds: an event costs `every`. Below nothing when more was taken.
    private(set) var credit: Milliseconds
    private var countedAt: Milliseconds
    private(set) var pausedUntil: Milliseconds
    /// When talk took something last.
    private var talkedAt: Milliseconds = .min / 2
    /// The last 429.
    private var limitedAt: Milliseconds?
    /// What the last 429 taught, or an earlier process.
    private var known: (burst: Int, every: Milliseconds)
    /// The last 429, or the last time that more was tried; else the beginning.
    private var changedAt: Milliseconds
    /// Since then talk has taken all that it may.
    private var wasPressed = false
    private var toldAt: Milliseconds?
    private var isNews = false

    init(_ policy: MatrixPacePolicy, _ lesson: PaceLesson? = nil, at now: Milliseconds) {
        self.policy = policy
        switch policy {
        case .adaptive:
            (burst, every) = Pace.first
            if let lesson = lesson?.believed {
                (burst, every) = (lesson.burst, lesson.every)
                if lesson.isLimited { limitedAt = now - lesson.age }
            }
        case .fixed(let burst, let every):
            self.burst = min(max(1, burst), 1_000_000)
            self.every = min(max(1, every), 3_600_000)
        case .unlimited: (burst, every) = (Pace.burstMax, 1)
        }
        known = (burst, every)
        credit = Milliseconds(burst) * every
        countedAt = now
        pausedUntil = now
        changedAt = now
    }

    private var learns: Bool { policy == .adaptive }
    /// A 429 has told what the server bears.
    private var isCertain: Bool { limitedAt != nil || !learns }

    /// What is left to what is more urgent.
    private func reserve(_ urgency: MatrixUtterance.Urgency) -> Milliseconds {
        switch urgency {
        case .ring: 0
        case .answer, .other: Milliseconds(burst / 2) * every
        case .cosmetic: Milliseconds(isCertain ? burst * 4 / 5 : Pace.untriedReserve) * every
        }
    }

    mutating func refill(at now: Milliseconds) {
        guard now > countedAt else { return }
        let full = Milliseconds(burst) * every
        credit = min(credit + min(now - countedAt, 2 * full), full)
        countedAt = now
        tryMore(at: now)
    }

    func may(_ urgency: MatrixUtterance.Urgency, at now: Milliseconds) -> Bool {
        guard now >= pausedUntil else { return false }
        if policy == .unlimited || (!isCertain && urgency != .cosmetic) { return true }
        return wait(urgency, at: now) <= 0
    }

    /// Until there is enough, with what there is at that moment.
    private func wait(
        _ urgency: MatrixUtterance.Urgency, at now: Milliseconds
    ) -> Milliseconds {
        let whole = reserve(urgency) + every - credit
        guard urgency == .answer || urgency == .other else { return whole }
        // What was reserved and used comes back twice as fast as talk goes on meanwhile.
        let kept = Milliseconds(min(Pace.keptMax, burst / 2)) * every
        return min(whole, max(kept + every - credit, talkedAt + 2 * every - now))
    }

    /// When a cosmetic goes where some have waited since then.
    func nextCosmeticAt(waitingSince since: Milliseconds) -> Milliseconds {
        let next = nextAt(.cosmetic)
        return isCertain
            ? next : min(next, max(since + Pace.untriedPatience, countedAt, pausedUntil))
    }

    mutating func spend(_ urgency: MatrixUtterance.Urgency, at now: Milliseconds) {
        guard policy != .unlimited else { return }
        credit = max(credit - every, -Milliseconds(burst) * every)
        guard urgency == .answer || urgency == .other else { return }
        talkedAt = now
        wasPressed = wasPressed || credit < reserve(urgency) + every
    }

    /// The server took an event. If it has taken more than it should have, it bears more.
    mutating func borne() {
        guard learns, limitedAt == nil, burst < Pace.burstMax,
            credit <= -Milliseconds(burst / 2) * every
        else { return }
        burst *= 2
        every = max(1, every / 2)
        credit = max(0, credit / 2)
        known = (burst, every)
        isNews = true
    }

    /// 429. `wait` is the server's own word, or what we make of its silence.
    mutating func limited(for wait: Milliseconds, at now: Milliseconds) {
        refill(at: now)
        pausedUntil = max(pausedUntil, now + wait)
        let before = (known.burst, known.every, limitedAt != nil)
        if learns {
            // What was tried beyond is taken back.
            if (burst, every) != known {
                credit = credit / every * known.every
                (burst, every) = known
            }
            // It came too early for what we thought of the server; or an earlier process had used
            // its bucket up, so that a smaller one than the usual is not believed in.
            if credit > 0 { burst = max(Pace.first.burst, burst - Int(credit / every)) }
            // One long wait is obeyed and teaches little: not every proxy counts as servers do.
            every = min(max(every, min(wait, 2 * every)), Pace.everyMax)
        }
        known = (burst, every)
        limitedAt = now
        changedAt = now
        wasPressed = false
        isNews =
            isNews || (burst, every, true) != before
            || toldAt.map { now - $0 >= Pace.newsEvery } ?? true
        // With the end of the wait there is one.
        credit = min(credit, max(every - wait, -Milliseconds(burst) * every))
    }

    /// A quarter more a day: that there is a bucket is not forgotten.
    private mutating func tryMore(at now: Milliseconds) {
        guard learns, isCertain, wasPressed, burst < Pace.burstMax,
            now - changedAt >= Pace.triesMoreAfter
        else { return }
        burst = min(Pace.burstMax, burst + max(1, burst / 4))
        every = max(1, every * 4 / 5)
        changedAt = now
        wasPressed = false
    }

    /// When something may go, as far as time alone decides.
    func nextAt(_ urgency: MatrixUtterance.Urgency) -> Milliseconds {
        let soonest = max(countedAt, pausedUntil)
        if may(urgency, at: soonest) { return soonest }
        return max(countedAt + wait(urgency, at: countedAt), soonest)
    }
}

// What outlives the process.
extension Pace {
    /// Nothing where nothing was learned.
    func lesson(at now: Milliseconds) -> PaceLesson? {
        guard learns, limitedAt != nil || known != Pace.first else { return nil }
        return PaceLesson(
            burst: known.burst, every: known.every, isLimited: limitedAt != nil,
            age: max(0, now - (limitedAt ?? now)))
    }

    /// Whether there is something to be remembered that was not told yet.
    mutating func takeNews(at now: Milliseconds) -> Bool {
        guard isNews, learns else { return false }
        isNews = false
        toldAt = now
        return true
    }
}
