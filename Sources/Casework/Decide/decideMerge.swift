/// Somebody who wanted to merge a case was asked whether they mean it.
package struct MergeQuestion: Hashable, Sendable {
    /// The case that would go on.
    package var into: CaseID
    package var asked: PersonID
    package init(into: CaseID, asked: PersonID) {
        self.into = into
        self.asked = asked
    }

    /// Whoever says so later is asked anew.
    package static let validFor = Lapse.minutes(15)
}

extension Notice {
    package var mergeQuestion: MergeQuestion? {
        guard case .refused(.twoCustomers(_, let into, let person)) = self else { return nil }
        return MergeQuestion(into: into.id, asked: person)
    }
}

/// What became of two cases that are one matter.
package struct MergeDecision: Hashable, Sendable {
    /// The case that ends; its mentions move.
    package var from: Decision
    /// The case that goes on.
    package var into: Decision
}

/// Merges a case into another: all its mentions move, so that each stays in exactly one case. A
/// customer who could not be answered any more is asked about first.
package func decideMerge(
    _ from: Case, into: Case, _ context: Context
) throws(Refusal) -> MergeDecision {
    guard from.id != into.id else { throw .intoItself(from.id) }
    var ending = Deliberation(from, context)
    var staying = Deliberation(into, context)
    let actor = try ending.requireAgent()
    try ending.requireOpen(doing: "merge")
    try staying.requireAgent()
    try staying.requireOpen(doing: "merge")
    if let holder = from.holder, holder != actor.person.id,
        !actor.person.may(.supervisor, in: from.queue)
    {
        throw .heldBy(ending.brief, holder: holder, since: from.heldSince ?? from.openedAt)
    }
    try ending.requireNoDraft()
    if let live = into.liveDraft, live.state == .sending || live.state == .unknown {
        throw .underWay(staying.brief, staying.brief(of: live))
    }
    guard into.mentions.count + from.mentions.count <= Case.mentionLimit else {
        throw .tooMany(staying.brief, what: "mentions", limit: Case.mentionLimit)
    }
    let question = MergeQuestion(into: into.id, asked: actor.person.id)
    guard from.customer.handle == into.customer.handle || context.wasRead(question, by: actor)
    else { throw .twoCustomers(ending.brief, into: staying.brief, asked: actor.person.id) }
    if from.phase == .snoozed { ending.timer(.clear(.snooze)) }
    ending.happen(.merged(into: into.id))
    staying.happen(
        .absorbed(
            from: from.id, mentions: from.mentions, settled: from.settled,
            questions: from.questions.isEmpty ? nil : from.questions))
    ending.tell(
        [.asker, ending.workRoom, staying.workRoom], lane: .answer,
        .merged(ending.brief, into: into.id, by: actor.person.id))
    if into.phase == .snoozed, !from.owesNothing {
        // Whoever put it away did so until its customer writes.
        staying.awaken()
        staying.tell(
            [staying.workRoom], lane: staying.lane, .woken(staying.brief, for: into.holder))
    }
    if let newest = from.newestMention {
        // What was written for the one case has not answered what stood in the other.
        staying.holdReply(.customerWrote(newest.key), saying: newest.text, at: newest.postedAt)
        staying.reassess()
        if into.priority != .p1, into.holder == nil { staying.ringIfUrgent(newest) }
    }
    staying.keepLevel()
    staying.keepWatch()
    return MergeDecision(from: ending.decision, into: staying.decision)
}

extension Context {
    /// Whether that was asked, not long ago, where whoever speaks has read it.
    fileprivate func wasRead(_ question: MergeQuestion, by actor: Actor) -> Bool {
        landings.contains {
            $0.question == question && $0.wasRead(by: actor)
                && now - $0.at <= MergeQuestion.validFor
        }
    }
}
