import CaseStore
import Casework
import Phrasebook
import Rota

/// One errand inside a transaction: load, decide, write. It runs on the store's own thread, under
/// a savepoint of its own, and knows nothing that moves but the transaction.
struct Turn {
    /// Until when an attempt is said to take, for whoever reads the row. Nothing ends it by that:
    /// it ends with its outcome, or is found interrupted at the next start.
    static let attemptLease = Lapse.minutes(2)
    /// A post's receipt counts as cut off after so long without any receipt from its link.
    static let postLease = Lapse.minutes(30)
    /// And after so long in any case.
    static let postLeaseMax = Lapse.hours(6)

    let store: any CaseWriting
    let desk: DeskSettings
    /// The same without any plan.
    let base: DeskSettings
    let directory: Directory
    let crew: Directory.Crew
    let fresh: Fresh
    let now: Instant
    /// The links that may be posted to right after the commit, with all that this transaction
    /// gives them.
    var links: [NetworkName: LoopState.LinkState]
    /// Cards that have left their links and have no receipt yet.
    var cardsUnderWay: [CardUnderWay] = []
    /// The networks that keep messages.
    let keepers: Set<NetworkName>
    /// Attempts to deliver may begin.
    let mayAttempt: Bool
    /// Which of them may, with all that this transaction lets begin.
    var openings: ReplyLanes.Openings
    /// When this desk began: what it finds approved long before that does not leave by itself.
    let startedAt: Instant
    /// The instant at which the desk's clock next shows that time of day.
    let nextTime: @Sendable (_ hour: Int, _ minute: Int, _ after: Instant) -> Instant
    /// The clock on the desk's wall.
    let localTime: @Sendable (Instant) -> LocalTime
    /// With what this transaction changes of it.
    var rota: RotaBook.Standing
    /// The rota is to be looked at.
    var isRotaDue = false
    /// The hours that the rota had when it was looked at last.
    var hoursBefore: [Rota.QueueHours]?
    var outcome = Outcome()
    /// The case whose decision is being written, as it is from now on: of a merge the store has
    /// only half by then.
    var written: Case?

    init(
        store: any CaseWriting, desk: DeskSettings, base: DeskSettings, directory: Directory,
        crew: Directory.Crew, fresh: Fresh, now: Instant,
        links: [NetworkName: LoopState.LinkState], keepers: Set<NetworkName>, mayAttempt: Bool,
        openings: ReplyLanes.Openings, startedAt: Instant,
        nextTime: @escaping @Sendable (Int, Int, Instant) -> Instant,
        localTime: @escaping @Sendable (Instant) -> LocalTime, rota: RotaBook.Standing
    ) {
        self.store = store
        self.desk = desk
        self.base = base
        self.directory = directory
        self.crew = crew
        self.fresh = fresh
        self.now = now
        self.links = links
        self.keepers = keepers
        self.mayAttempt = mayAttempt
        self.openings = openings
        self.startedAt = startedAt
        self.nextTime = nextTime
        self.localTime = localTime
        self.rota = rota
    }

    mutating func run(_ errand: Errand) throws {
        switch errand {
        case .mentions(let mentions):
            for mention in mentions { try accept(mention) }
        case .act(let act, let person, let origin):
            guard try store.remember(origin.reference, at: now) else { return }
            try perform(act, by: person, origin)
        case .sign(let act, let sign, let person, let origin):
            guard try store.remember(origin.reference, at: now) else { return }
            let stoodBefore = try Set(standing(sign))
            try perform(act, by: person, origin)
            // Of one that was refused nothing is to be taken back, whatever comes later.
            var kept = sign
            if try stoodBefore.isSuperset(of: standing(sign)) { kept.meaning = KeptSign.nothing }
            try store.keep(kept, at: now)
        case .unsign(var act, let sign, let person, let origin):
            guard try store.remember(origin.reference, at: now),
                let sign = try store.sign(sign.reference, on: sign.network)
            else { return }
            let standing = try standing(sign)
            guard !standing.isEmpty else { return }
            act.targets = .cases(standing)
            try perform(act, by: person, origin)
        case .messageGone(let message, let again):
            try forget(message, again: again)
        case .moved(let place):
            try move(to: place)
        case .refusal(let refusal, _, let origin):
            guard try store.remember(origin.reference, at: now) else { return }
            try answer(refusal, origin)
        case .declined(let entries):
            for entry in entries where try store.remember(entry.origin.reference, at: now) {
                _ = try store.remember(entry.origin.reference.declined, at: now)
                if !entry.isTold { try answer(.notRecorded, entry.origin) }
            }
        case .ends(let ends, let noticed):
            let shared = try sharedRings(ends)
            try store.settle(ends)
            outcome.landed += ends.filter { $0.isKept && $0.isLanding }.map(\.id)
            for matter in shared { try showCards(of: matter) }
            for notice in noticed { try openWindow(notice) }
        case .attempted(let report):
            try land(report)
        case .due(let reply):
            try act(on: reply)
        case .gone(let missing):
            for person in missing { try free(person) }
        case .left(let people):
            for person in people { try freeCases(of: person) }
        case .arrived(let person):
            try remind(person)
        case .pageLink(let hash):
            try acknowledge(byLink: hash)
        case .pageGivenUp(let page, let end, let reason):
            try giveUp(page, end, reason)
        case .change(let change):
            try take(change)
        case .clockWasSet(let lapse):
            try store.clockWasSet(by: lapse, now: now)
        case .begins(let forPractice):
            try begin(forPractice: forPractice)
        case .clock:
            try keepTime()
        }
        try sendPages()
    }
}

extension Turn {
    /// The one way to change a case: decide, then write all that follows from it.
    mutating func decide(
        _ matter: Case?, _ command: Command, actor: Actor? = nil, origin: Origin? = nil
    ) throws -> Decision {
        let decision = try decision(on: matter, command, actor: actor)
        try write(decision, before: matter, actor: actor, origin: origin)
        return decision
    }

    /// What would be written.
    func decision(on matter: Case?, _ command: Command, actor: Actor? = nil) throws -> Decision {
        var context = try context(matter, actor: actor)
        if command.writesDraft || command.goesOn(with: matter) {
            context.freshMark = try freshMark()
        }
        if case .approve = command, let matter, let live = matter.liveDraft {
            // One that waits in its link for its turn nobody can have read.
            let fresh = try store.networksWithFreshCard(of: matter.id, revision: live.revision)
            for card in cardsUnderWay
            where card.matter == matter.id && card.revision == live.revision
                && fresh.contains(card.network)
            {
                let known = context.cardUnderWay[card.network] ?? card.since
                context.cardUnderWay[card.network] = min(known, card.since)
            }
        }
        try inform(&context, for: command, of: matter)
        try informWatch(&context, for: command)
        return try Casework.decide(matter, command, context)
    }

    func context(_ matter: Case?, actor: Actor?) throws -> Context {
        let live = matter?.liveDraft
        let reply = try live.flatMap { try store.reply($0.key) }
        var context = Context(
            now: now, actor: actor, desk: desk, people: crew.people,
            brakes: try store.brakes(), onShift: crew.supervisorsOnShift,
            maybeHere: desk.policy.alone == .never ? nil : directory.maybeHere(),
            landings: try live == nil ? [] : matter.map { try store.landings(of: $0.id) } ?? [],
            attemptUnderWay: reply?.leasedUntil != nil,
            replyUncertain: reply?.uncertain ?? false,
            nextCase: try matter?.id ?? store.nextCaseNumber(), freshMark: fresh.mark(),
            freshKey: fresh.key("reply"), fingerprint: Fingerprint.init(hashing:))
        context.duty = { [rota = rota.rota, now] in rota.duty(of: $0, at: now) }
        return context
    }

    /// How often a mark is drawn before one that an old draft had will do, and then before the
    /// command fails.
    static let marksDrawn = 100

    /// A mark that no draft ever had, so that it names one text for ever; when those become rare,
    /// one that no live draft has.
    private func freshMark() throws -> Mark {
        for _ in 0..<Turn.marksDrawn {
            let mark = fresh.mark()
            if try store.caseDrafted(mark) == nil { return mark }
        }
        for _ in 0..<Turn.marksDrawn {
            let mark = fresh.mark()
            let live = try store.caseDrafted(mark).flatMap { try store.matter($0)?.liveDraft?.mark }
            if live != mark { return mark }
        }
        throw MarksExhausted()
    }

    /// Every mark that was drawn names a live draft.
    struct MarksExhausted: Error {}

    mutating func write(
        _ decision: Decision, before: Case?, actor: Actor?, origin: Origin?
    ) throws {
        guard let matter = decision.matter else { return }
        written = matter
        defer { written = nil }
        if !decision.facts.isEmpty {
            try store.record(
                decision.facts, matter: matter, before: before, by: actor?.person.id,
                via: actor?.via, at: now)
        }
        for change in decision.replies { try apply(change, of: matter) }
        for change in decision.acknowledgements { try apply(change, of: matter) }
        for change in decision.timers { try store.apply(change, of: matter.id) }
        outcome.calls += decision.calls
        // Sent, or settled as sent.
        if before?.firstResponseAt == nil, let answeredAt = matter.firstResponseAt,
            let first = matter.mentions.first
        {
            outcome.firstResponses.append(answeredAt - first.postedAt)
        }
        for announcement in decision.announcements {
            try post(announcement, about: matter.id, origin: origin)
        }
        guard !keepers.isEmpty, !decision.facts.isEmpty else { return }
        try showCards(of: matter)
        try touchCards(of: matter.id)
    }

    private mutating func apply(_ change: ReplyChange, of matter: Case) throws {
        let id = matter.id
        try store.apply(change, of: id, at: now)
        switch change {
        case .schedule(let key, _, let due), .retry(let key, let due, _):
            let reply = ArmedReply(key: key, matter: id, queue: matter.queue, due: due)
            outcome.armings.append(.after(max(due - now, .zero), reply))
        case .reschedule(let key, let due):
            let reply = ArmedReply(key: key, matter: id, queue: matter.queue, due: due)
            outcome.armings.append(.window(desk.undoWindow(in: matter.queue), reply))
        case .cancel(let key), .clear(let key), .finish(let key, _):
            outcome.armings.append(.off(key))
        case .depart(let key):
            try begin(key, of: matter)
        }
    }

    mutating func post(
        _ announcement: Announcement, about id: CaseID?, origin: Origin?
    ) throws {
        for case .person(let person) in announcement.audiences
        where directory.addresses(of: person).isEmpty {
            outcome.unseen.append((person, id))
        }
        let targets = directory.targets(announcement.audiences, origin: origin, desk: desk)
        for target in targets {
            let root = try root(of: announcement, at: target, about: id, origin: origin)
            _ = try put(announcement, at: target, about: id, under: root)
        }
    }

    /// Puts a post on the outbox, leased to its link if that can take it.
    mutating func put(
        _ announcement: Announcement, at target: Target, about id: CaseID?,
        under root: MessageRoot?
    ) throws -> DeliveryID {
        let isOpen = links[target.network]?.mayCarry(announcement.lane) ?? false
        let post = NewPost(
            id: fresh.key("post"), network: target.network, address: target.address,
            room: target.room, lane: announcement.lane, purpose: announcement.purpose,
            matter: id, revision: announcement.revision, notice: announcement.notice,
            to: target.person?.rawValue ?? target.to, answers: target.answers, createdAt: now,
            leasedUntil: isOpen ? now + Turn.postLease : nil)
        try store.enqueue(post)
        try keep(post, under: root)
        if isOpen {
            links[target.network]?.inFlight += 1
            if announcement.purpose == .ring { links[target.network]?.isRinging = true }
            outcome.posts.append(
                LeasedPost(post: post, attempt: 1, isRepeat: false, under: root))
        } else {
            links[target.network]?.waits(announcement.lane)
            outcome.deferred.append((target.network, announcement.lane))
        }
        return post.id
    }

    mutating func answer(_ refusal: Refusal, _ origin: Origin) throws {
        let (purpose, id, revision) = refusal.landing
        try post(
            Announcement(
                to: [refusal.isPersonal ? .askerAlone : .asker], lane: .answer,
                .refused(refusal), purpose: purpose, revision: revision),
            about: id, origin: origin)
        if case .notShownYet(let brief, let draft) = refusal {
            try show(draft, of: brief, to: origin)
        }
    }

    /// The card once more, to whoever needs it and alone: a room may not take the text.
    private mutating func show(
        _ draft: DraftBrief, of brief: CaseBrief, to origin: Origin
    ) throws {
        guard let person = origin.person, let matter = try store.matter(brief.id),
            let key = matter.drafts.last(where: { $0.revision == draft.revision })?.answers,
            let answered = matter.mentions.last(where: { $0.key == key })
        else { return }
        try post(
            Announcement(
                to: [.person(person)], lane: .answer, .draftCard(brief, draft, answers: answered),
                purpose: .draftCard, revision: draft.revision), about: brief.id, origin: origin)
    }
}

extension Command {
    fileprivate var writesDraft: Bool {
        switch self {
        case .draft, .edit, .attach, .detach, .rewrite, .takeCanned, .split: true
        default: false
        }
    }

    /// Whether the next post of a thread may become a draft by it.
    fileprivate func goesOn(with matter: Case?) -> Bool {
        switch self {
        case .attempted, .settle: matter?.liveDraft?.thread?.rest.isEmpty == false
        default: false
        }
    }
}

extension Refusal {
    /// An answer that shows what a later approval depends on counts as having shown it.
    fileprivate var landing: (Purpose, CaseID?, Int?) {
        switch self {
        case .heldMeanwhile(let brief, let draft, _, _, _),
            .changedUnread(let brief, let draft, _, _, _):
            (.hold, brief.id, draft.revision)
        // Of no draft, but of the case.
        case .twoCustomers(let brief, _, _): (.hold, brief.id, nil)
        default: (.other, nil, nil)
        }
    }
}
