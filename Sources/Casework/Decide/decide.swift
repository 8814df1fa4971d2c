/// The one place where a case changes: what this command leads to, or why it does not.
///
/// Pure, synchronous and total: the same case, command and context always give the same answer.
/// - Parameter matter: nothing only for `open`.
/// - Throws: the refusal, which is committed and answered like a decision (invariant 7).
package func decide(
    _ matter: Case?, _ command: Command, _ context: Context
) throws(Refusal) -> Decision {
    if case .open(let mention, let linkedTo) = command {
        return open(mention, linkedTo: linkedTo, context)
    }
    guard let matter else { throw .noSuchCase(context.nextCase) }
    if context.actor != nil, let into = matter.mergedInto {
        throw .movedOn(matter.id, into: into)
    }
    var deliberation = Deliberation(matter, context)
    if command.mayFree { deliberation.freeOfStranger(for: command) }
    switch command {
    case .open:
        break
    case .join, .amend, .withdraw, .wake, .reassess, .giveBack:
        deliberation.heed(command)
    case .page:
        deliberation.page()
    case .acknowledge(let how):
        try deliberation.acknowledge(how)
    case .windowOpened, .depart, .expire, .attempted, .brake, .mode:
        deliberation.carry(command)
    case .claim, .release, .assign, .handover, .take:
        try deliberation.hold(command)
    case .draft, .edit, .attach, .detach, .rewrite, .drop, .split:
        try deliberation.write(command)
    case .offerCanned, .takeCanned:
        try deliberation.can(command)
    case .approve, .approveListed, .reject, .undo, .settle:
        try deliberation.review(command)
    case .note, .tag, .link, .noise, .snooze, .resolve, .reopen:
        try deliberation.keep(command)
    case .ask, .answer, .escalate:
        try deliberation.consult(command)
    case .score(let request):
        try deliberation.score(request)
    }
    if command.mayFree { deliberation.freeOfStranger(for: command) }
    deliberation.resume(after: matter)
    deliberation.keepLevel(isReminding: command == .reassess)
    deliberation.keepWatch(looksAnew: command == .reassess)
    return deliberation.decision
}

extension Command {
    /// Not what takes a case away from somebody itself, and what goes on with its pages: they end with
    /// its holder, and would be begun twice, or be gone.
    fileprivate var mayFree: Bool {
        switch self {
        case .giveBack, .page, .escalate, .acknowledge: false
        default: true
        }
    }

    /// Somebody looks after it with this: nobody else has to be called.
    var looksAfter: Bool {
        switch self {
        case .claim, .assign, .take: true
        default: false
        }
    }
}

/// One decision in the making: a fact that happens is applied at once, so that what is told
/// afterwards tells of the case as it then stands.
struct Deliberation {
    let context: Context
    private(set) var matter: Case
    var decision: Decision
    /// A text that is too long for one post may become a thread.
    var splits = false
    /// Words of crisis were read.
    var ringsCrisis = false
    /// When what waiting does to the case may be more than now.
    private(set) var looks: [Instant] = []

    init(_ matter: Case, _ context: Context, opening: [Fact] = []) {
        self.matter = matter
        self.context = context
        self.decision = Decision(matter: matter, facts: opening)
    }

    mutating func happen(_ fact: Fact) {
        matter.apply(fact, by: context.actor?.person.id, at: context.now)
        decision.facts.append(fact)
        decision.matter = matter
    }

    mutating func tell(
        _ audiences: [Audience], lane: Lane = .normal, _ notice: Notice,
        purpose: Purpose = .other, revision: Int? = nil
    ) {
        decision.announcements.append(
            Announcement(to: audiences, lane: lane, notice, purpose: purpose, revision: revision))
    }

    /// The answer to the command, in its own place and before everything else.
    mutating func answer(_ notice: Notice) {
        tell([.asker], lane: .answer, notice)
    }

    mutating func expect(_ look: Instant?) { if let look { looks.append(look) } }
    mutating func reply(_ change: ReplyChange) { decision.replies.append(change) }
    mutating func timer(_ change: TimerChange) { decision.timers.append(change) }
    mutating func acknowledge(_ change: AcknowledgementChange) {
        decision.acknowledgements.append(change)
    }

    var isForPractice: Bool { context.desk.policy.practice }
    var brief: CaseBrief { CaseBrief(matter, practice: isForPractice) }

    /// The draft as it stands at this point of the decision.
    func brief(of draft: Draft) -> DraftBrief {
        let current = matter.drafts.last { $0.revision == draft.revision } ?? draft
        let answered = matter.mentions.last { $0.key == draft.answers }?.author
        return DraftBrief(
            current, destination: context.desk.destination(of: draft.answers.source),
            bystander: answered?.handle == matter.customer.handle ? nil : answered)
    }

    /// The case as a line about that mention names it: with who wrote the mention, who may be
    /// somebody else in the customer's conversation.
    func brief(of mention: Mention) -> CaseBrief {
        var brief = brief
        if !matter.isCustomers(mention) { brief.customer = mention.author }
        return brief
    }

    func brief(of cause: HoldCause) -> CaseBrief {
        let key: MentionKey
        switch cause {
        case .customerWrote(let mention), .customerEdited(let mention),
            .customerDeleted(let mention):
            key = mention
        case .recalled, .brake, .mode, .blockedWord:
            return brief
        }
        return matter.mentions.last { $0.key == key }.map { brief(of: $0) } ?? brief
    }

    var workRoom: Audience { .queue(matter.queue) }
    var approvalsRoom: Audience { .approvals(matter.queue) }
    var brake: Brake? { context.brakes.first { $0.covers(matter.queue) } }
}

extension Deliberation {
    func requireActor() throws(Refusal) -> Actor {
        guard let actor = context.actor else { throw .unknownSpeaker }
        guard !actor.person.isGuest else { throw .beyondQuestion }
        return actor
    }

    /// An agent or supervisor of the case's queue.
    @discardableResult
    func requireAgent() throws(Refusal) -> Actor {
        let actor = try requireActor()
        guard actor.person.worksIn(matter.queue) else { throw .notAllowed(brief, needs: .agent) }
        return actor
    }

    /// Those who bring others in or write something down need no authority to answer. Whoever is
    /// paged for the case is asked to do so, whatever else they may.
    @discardableResult
    func requireAgentOrOnCall() throws(Refusal) -> Actor {
        let actor = try requireActor()
        if actor.person.may(.oncall, in: matter.queue) { return actor }
        if matter.paging?.people.contains(actor.person.id) == true { return actor }
        return try requireAgent()
    }

    func requireSupervisor() throws(Refusal) -> Actor {
        let actor = try requireActor()
        guard actor.person.may(.supervisor, in: matter.queue) else {
            throw .notAllowed(brief, needs: .supervisor)
        }
        return actor
    }

    func requireHolder() throws(Refusal) -> Actor {
        let actor = try requireAgent()
        guard let holder = matter.holder else { throw .notHeld(brief) }
        guard holder == actor.person.id else {
            throw .heldBy(brief, holder: holder, since: matter.heldSince ?? matter.openedAt)
        }
        return actor
    }

    /// The holder of a case that is still being worked on; whoever comes too late is told that
    /// rather than that nobody holds it.
    func requireHolder(doing: String) throws(Refusal) -> Actor {
        try requireAgent()
        try requireOpen(doing: doing)
        return try requireHolder()
    }

    /// The case is still being worked on, in its own right.
    func requireOpen(doing: String) throws(Refusal) {
        if let into = matter.mergedInto { throw .movedOn(matter.id, into: into) }
        guard matter.phase.isOpen else { throw .wrongPhase(brief, doing: doing) }
    }

    /// No draft waits and no reply is on its way.
    func requireNoDraft() throws(Refusal) {
        guard let live = matter.liveDraft else { return }
        switch live.state {
        case .approved, .sending, .unknown: throw .underWay(brief, brief(of: live))
        default: throw .draftWaiting(brief, brief(of: live))
        }
    }
}
