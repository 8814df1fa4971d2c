/// Something that happened to a case, or to the desk, and cannot be undone: the data of an event.
/// Replaying the facts of a case gives the case (invariant 9). The coding keys are the binding
/// event types of the interface; a fact encodes as `{ "<type>": { …data… } }`.
package enum Fact: Hashable, Sendable, Codable {
    case opened(
        mention: Mention, queue: QueueName, priority: Priority, points: Int,
        reasons: [PointReason], firstResponseDueAt: Instant?, linkedTo: CaseID?)
    case routed(queue: QueueName, because: String)
    /// A further mention. `thanks`: it said thanks and asked for nothing.
    case joined(mention: Mention, thanks: Bool)
    case reprioritised(priority: Priority, points: Int, reasons: [PointReason])
    case claimed(holder: PersonID)
    case released(holder: PersonID?)
    case assigned(to: PersonID, from: PersonID?)
    case offered(to: PersonID, from: PersonID)
    case noted(text: String)
    case tagged(tag: String)
    case linked(reference: String)
    case escalated(to: String?, reason: String)
    case snoozed(until: Instant)
    /// The snooze ended: its time came or the customer wrote.
    case woken
    case resolved(outcome: String?)
    case reopened(because: String)
    /// `because`: what of a rule held; nothing where somebody of the desk said so.
    case noise(because: String? = nil)
    case merged(into: CaseID)
    /// Another case's mentions came over to this one.
    /// `settled`: so many of them, the first, were owed nothing any more.
    /// `questions`: what people were asked about it; nothing where nobody was.
    case absorbed(
        from: CaseID, mentions: [Mention], settled: Int? = nil, questions: [Question]? = nil)
    case mentionEdited(key: MentionKey, text: String, editedAt: Instant)
    case mentionDeleted(key: MentionKey, deletedAt: Instant)
    case draftWritten(draft: Draft)
    /// `alone`: nobody but its author saw it, as the policy allows where nobody else is there.
    /// `saidAt`: when it was said, if that was noticeably before it was decided.
    case draftApproved(
        revision: Int, mark: Mark, approver: PersonID?, alone: AloneRule? = nil,
        saidAt: Instant? = nil)
    case draftRejected(revision: Int, mark: Mark, reason: String)
    case draftHeld(revision: Int, mark: Mark, cause: HoldCause)
    case draftVoided(revision: Int, mark: Mark, because: String)
    case draftUndone(revision: Int, mark: Mark)
    /// The reply is about to leave; from here it cannot be called back. `practice`: for practice, and
    /// so to nobody; of what left before that was kept nothing is said.
    case replyDeparted(revision: Int, mark: Mark, practice: Bool? = nil)
    /// `settled`: so many mentions, the first, are owed nothing any more; where nothing is said of
    /// it, those before the latest that the customer wrote while it was leaving, or all.
    case replySent(revision: Int, mark: Mark, reference: String?, settled: Int? = nil)
    case replyFailed(revision: Int, mark: Mark, reason: String)
    case replyUnknown(revision: Int, mark: Mark, reason: String)
    /// `practice`: as of one that departs, where it is to be tried again. `settled`: as of one that
    /// was sent.
    case replySettled(
        revision: Int, mark: Mark, asSent: Bool, practice: Bool? = nil, settled: Int? = nil)
    /// By when the customer is to be answered; nothing where nothing is promised any more. Of a case
    /// that opens it stands in `opened`.
    case responseDue(response: Response, at: Instant?)
    case levelWarned(response: Response, due: Instant)
    case levelBreached(response: Response, due: Instant)
    case expertAsked(question: Question)
    /// `questions`: those that it answers, by number.
    case expertAnswered(expert: PersonID, text: String, questions: [Int])
    /// An answer of theirs was judged, as coaching.
    case scored(agent: PersonID, points: [ScorePoint], remark: String?)
    /// A step of an escalation chain was taken: these people were asked to acknowledge. With no
    /// case: for practice.
    case paged(PagedStep)
    /// Somebody looks after the case, by their word or by what they did; the chain stops.
    case pageAcknowledged(by: PersonID, how: PageAnswer)
    /// The chain was at its end and nobody had acknowledged.
    case pagingEnded(chain: String)
    case deskHeld(queue: QueueName?, reason: String)
    case deskUnheld(queue: QueueName?)
    /// Somebody is away, until then or until they say so.
    case personAway(person: PersonID, until: Instant?)
    case personBack(person: PersonID)
    /// A customer is a VIP, or not any more: said of the list with no case, and of each case that
    /// followed it. `by`: nobody where its time was over.
    case customerVIP(
        handle: String, source: SourceName?, on: Bool, reason: String, until: Instant?,
        by: PersonID?)
    /// Somebody has a layer of the rota for a time.
    case rotaOverridden(act: RotaAct)
    /// Two turns are to change hands once the other one agrees; and they do.
    case rotaOffered(act: RotaAct)
    case rotaSwapped(act: RotaAct)
    /// An act of that number counts no more. `by` is nobody where it ended of itself.
    case rotaEnded(act: Int, because: RotaEnd)
    /// A continuity plan is on, or has another end than before.
    case planStarted(plan: RunningPlan)
    /// By nobody where it ended of itself.
    case planEnded(plan: String, because: PlanEnd)
    /// Nobody answers now: the customer is about to be told so, of the desk's own accord.
    case acknowledgementDue(acknowledgement: Acknowledgement)
    /// It is about to leave; from here it cannot be called back.
    case acknowledgementDeparted(key: DeliveryID)
    /// The customer was told: it reached the receiver.
    case customerAcknowledged(key: DeliveryID, text: String, period: String, reference: String?)
    case acknowledgementEnded(key: DeliveryID, end: AcknowledgementEnd, reason: String)
    /// The keys that a running desk took over anew, as `desk.yaml` and `people.yaml` name them.
    case configChanged(keys: [String])

    enum CodingKeys: String, CodingKey {
        case opened = "case.opened"
        case routed = "case.routed"
        case joined = "case.joined"
        case reprioritised = "case.reprioritised"
        case claimed = "case.claimed"
        case released = "case.released"
        case assigned = "case.assigned"
        case offered = "case.offered"
        case noted = "case.noted"
        case tagged = "case.tagged"
        case linked = "case.linked"
        case escalated = "case.escalated"
        case snoozed = "case.snoozed"
        case woken = "case.woken"
        case resolved = "case.resolved"
        case reopened = "case.reopened"
        case noise = "case.noise"
        case merged = "case.merged"
        case absorbed = "case.absorbed"
        case mentionEdited = "mention.edited"
        case mentionDeleted = "mention.deleted"
        case draftWritten = "draft.written"
        case draftApproved = "draft.approved"
        case draftRejected = "draft.rejected"
        case draftHeld = "draft.held"
        case draftVoided = "draft.voided"
        case draftUndone = "draft.undone"
        case replyDeparted = "reply.departed"
        case replySent = "reply.sent"
        case replyFailed = "reply.failed"
        case replyUnknown = "reply.unknown"
        case replySettled = "reply.settled"
        case responseDue = "service_level.due"
        case levelWarned = "service_level.warned"
        case levelBreached = "service_level.breached"
        case expertAsked = "expert.asked"
        case expertAnswered = "expert.answered"
        case scored = "case.scored"
        case paged = "oncall.paged"
        case pageAcknowledged = "oncall.acknowledged"
        case pagingEnded = "oncall.ended"
        case deskHeld = "desk.held"
        case deskUnheld = "desk.unheld"
        case personAway = "person.away"
        case personBack = "person.back"
        case customerVIP = "customer.vip"
        case rotaOverridden = "rota.overridden"
        case rotaOffered = "rota.offered"
        case rotaSwapped = "rota.swapped"
        case rotaEnded = "rota.ended"
        case planStarted = "plan.started"
        case planEnded = "plan.ended"
        case acknowledgementDue = "acknowledgement.due"
        case acknowledgementDeparted = "acknowledgement.departed"
        case customerAcknowledged = "customer.acknowledged"
        case acknowledgementEnded = "acknowledgement.ended"
        case configChanged = "config.changed"
    }
}

/// How a page was answered.
package enum PageAnswer: String, Hashable, Sendable, Codable, CaseIterable {
    /// `ack`
    case said
    /// The link of a mail.
    case link
    /// The case is somebody's.
    case taken
}
