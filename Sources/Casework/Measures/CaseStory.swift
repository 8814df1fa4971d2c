/// The story of one case, told event by event, and what of it belongs to a period.
package struct CaseStory: Sendable {
    private let period: ClosedRange<Instant>
    private var matter: Case?
    private var opensInPeriod = false
    private var measures: [Measure] = []
    /// Work on the case so far, by whoever held it.
    private var work: [(person: PersonID, lapse: Lapse)] = []
    private var workedSince: (person: PersonID, at: Instant)?
    private var resolution: Resolution?
    private var isNoise = false
    private var isReopened: PersonID??
    private var lastReply: PersonID?
    private var hasThanked = false
    private var scores: [Score] = []
    /// Nobody had answered in time when the matter ended: a clock that begins anew with another try
    /// keeps no promise.
    private var hasBroken = false

    /// Whoever judges the same person's answers in the same case again means the later points.
    private struct Score {
        var agent: PersonID
        var by: PersonID?
        var points: [ScorePoint]
    }

    private struct Resolution {
        var by: PersonID?
        var at: Instant
        var work: [(person: PersonID, lapse: Lapse)]
    }

    /// - Parameter period: its end is when the story is listened to.
    package init(_ period: ClosedRange<Instant>) { self.period = period }

    /// The next event. Nothing more can be told of a case whose customer was erased.
    package mutating func tell(_ fact: Fact, by person: PersonID?, at: Instant, id: CaseID) {
        guard let before = matter else {
            matter = Case(opening: fact, id: id, at: at)
            opensInPeriod = period.contains(at)
            return
        }
        matter?.apply(fact, by: person, at: at)
        clock(at)
        // What was deleted before it came asks for as little as thanks do, and is none.
        if case .joined(let mention, true) = fact, lastReply != nil, mention.deletedAt == nil,
            before.isCustomers(mention)
        {
            hasThanked = true
        }
        listen(fact, before, person, at, counts: period.contains(at))
    }

    private mutating func listen(
        _ fact: Fact, _ before: Case, _ person: PersonID?, _ at: Instant, counts: Bool
    ) {
        switch fact {
        case .replySent(let revision, _, _, _), .replySettled(let revision, _, true, _, _):
            replied(before, revision, at, counts)
        case .resolved:
            noteEnd(of: before, at)
            if counts { resolution = Resolution(by: person, at: at, work: work) }
        case .reopened where before.phase == .resolved:
            if counts { isReopened = .some(before.lastHolder) }
        case .noise:
            noteEnd(of: before, at)
            isNoise = isNoise || counts
        case .customerAcknowledged:
            if counts { add(.acknowledged, nil) }
        case .claimed(let to), .assigned(let to, _):
            if counts { add(.assigned, to) }
        case .draftApproved(let revision, _, .some, _, _):
            guard counts, let draft = before.drafts.last(where: { $0.revision == revision }),
                !draft.wentOn(at: at)
            else { return }
            add(.approved(after: at - (draft.heldAt ?? draft.writtenAt)), draft.author)
        case .draftRejected(let revision, _, let reason):
            guard counts, let draft = before.drafts.last(where: { $0.revision == revision })
            else { return }
            add(.rejected(reason: reason), draft.author)
        case .scored(let agent, let points, _):
            guard counts else { return }
            scores.removeAll { $0.agent == agent && $0.by == person }
            scores.append(Score(agent: agent, by: person, points: points))
        default:
            break
        }
    }

    private mutating func noteEnd(of before: Case, _ at: Instant) {
        guard before.response == .first, let due = before.clock?.dueAt, due < at else { return }
        hasBroken = true
    }

    private mutating func replied(
        _ before: Case, _ revision: Int, _ at: Instant, _ counts: Bool
    ) {
        let draft = before.drafts.last { $0.revision == revision }
        let author = draft?.author
        lastReply = author
        hasThanked = false
        guard counts else { return }
        // A thread is one reply, given when its first post is out.
        if draft?.goesOn != true { add(.replied, author) }
        let response = before.response
        let since =
            response == .first ? before.mentions.first?.postedAt : before.clock?.since
        guard let since else { return }
        let due = response == .first ? before.firstResponseDueAt : before.clock?.dueAt
        let isLate = response == .first && hasBroken
        let inTime = isLate ? false : due.map { at <= $0 }
        add(.answered(response, after: at - since, inTime: inTime), author)
    }

    /// Work is the time in which somebody has the case and owes it something: not while it sleeps,
    /// nor while the customer has the last word.
    private mutating func clock(_ at: Instant) {
        let holder = matter.flatMap { $0.isWorkedOn ? $0.holder : nil }
        guard holder != workedSince?.person else { return }
        if let since = workedSince {
            let lapse = max(at - since.at, .zero)
            if let index = work.firstIndex(where: { $0.person == since.person }) {
                work[index].lapse = work[index].lapse + lapse
            } else {
                work.append((since.person, lapse))
            }
        }
        workedSince = holder.map { ($0, at) }
    }

    private mutating func add(_ kind: Measure.Kind, _ person: PersonID?) {
        // Its queue is known when the story is over.
        measures.append(Measure(queue: "", person: person, kind))
    }

    /// What the period brought, as the case stands at its end.
    package func told() -> [Measure] {
        guard let matter else { return [] }
        var all = measures
        func add(_ kind: Measure.Kind, _ person: PersonID? = nil) {
            all.append(Measure(queue: "", person: person, kind))
        }
        if opensInPeriod { add(.offered(promise(matter))) }
        if isNoise, matter.phase == .noise { add(.noise) }
        if case .some(let person) = isReopened { add(.reopened, person) }
        for score in scores { for point in score.points { add(.scored(point), score.agent) } }
        if let resolution {
            let since = matter.mentions.first?.postedAt ?? matter.openedAt
            let total = resolution.work.reduce(Lapse.zero) { $0 + $1.lapse }
            add(.handled(after: resolution.at - since, work: total), resolution.by)
            for part in resolution.work { add(.worked(part.lapse), part.person) }
            if let lastReply { add(.repliedAndResolved(thanked: hasThanked), lastReply) }
            if let (from, to) = matter.moods { add(.mood(from: from, to: to), lastReply) }
        }
        return all.map { Measure(queue: matter.queue, person: $0.person, $0.kind) }
    }

    /// Noise is nobody's to answer, and what became part of another case is answered there.
    private func promise(_ matter: Case) -> Measure.Promise {
        guard matter.phase != .noise, matter.mergedInto == nil else { return .none }
        if hasBroken { return .broken }
        guard let due = matter.firstResponseDueAt else { return .none }
        if let answered = matter.firstResponseAt { return answered <= due ? .kept : .broken }
        return matter.phase.isOpen && due >= period.upperBound ? .open : .broken
    }
}

extension Draft {
    /// Approved with the post before it, without a further word of anybody.
    fileprivate func wentOn(at: Instant) -> Bool { goesOn && replaced == nil && at == writtenAt }
}

extension Case {
    /// How the customer sounded at first and in the end, in hundredths; nothing of one post.
    fileprivate var moods: (Int, Int)? {
        let theirs = mentions.filter { isCustomers($0) && $0.deletedAt == nil }
        guard theirs.count > 1, let first = theirs.first, let last = theirs.last else { return nil }
        return (Sentiment(first.text).hundredths, Sentiment(last.text).hundredths)
    }

    fileprivate var isWorkedOn: Bool {
        switch phase {
        case .claimed, .drafted, .approved: true
        case .new, .answered, .snoozed, .resolved, .noise: false
        }
    }
}
