/// What a plan would have made of cases that came, and would make of those that wait: told before
/// anybody switches it on.
package struct PlanTrial: Hashable, Sendable {
    /// Cases that were looked at, the newest first, and whether there were more.
    package var cases = 0
    package var isCut = false
    /// Cases that ring, without the plan and under it.
    package var urgentBefore = 0
    package var urgentAfter = 0
    /// Some that would ring, and some that would not any more; `examplesMax` at most.
    package var rising: [CaseID] = []
    package var falling: [CaseID] = []
    /// How many come into another queue, by that queue.
    package var moved: [QueueName: Int] = [:]
    /// Replies that were sent, and of how many of them somebody else had to look.
    package var replies = 0
    package var approvedBefore = 0
    package var approvedAfter = 0
    /// Customers whom the desk tells something of its own accord.
    package var told = 0
    /// Of the cases that wait now and are nobody's.
    package var waiting = 0
    package var waitingUrgent = 0
    package var waitingMoved = 0
    package var waitingTold = 0

    package static let examplesMax = 5

    package init() {}
}

extension DeskSettings {
    /// The settings with one more plan on, from now on.
    package func trying(
        _ plan: ContinuityPlan, by person: PersonID, over base: DeskSettings, now: Instant
    ) -> DeskSettings {
        let others = running.filter { $0.name != plan.name }
        return base.laying(
            others + [
                RunningPlan(
                    name: plan.name, by: person, since: now, until: now + plan.endsAfter)
            ])
    }
}

extension PlanTrial {
    /// Looks at one more case.
    /// - Parameters:
    ///   - before: a decision's context under the settings that stand.
    ///   - after: the same under the plan.
    package mutating func look(at matter: Case, before: Context, after: Context) {
        guard let first = matter.mentions.first, matter.phase != .noise else { return }
        cases += 1
        lookAtArrival(first, of: matter, before.desk, after.desk)
        if after.wouldTell(matter, of: first, asIf: first.postedAt) { told += 1 }
        for draft in matter.drafts where draft.state == .sent {
            guard let answered = matter.mentions.first(where: { $0.key == draft.answers })
            else { continue }
            replies += 1
            if before.asksApproval(of: draft, in: matter, answering: answered) {
                approvedBefore += 1
            }
            if after.asksApproval(of: draft, in: matter, answering: answered) {
                approvedAfter += 1
            }
        }
    }

    private mutating func lookAtArrival(
        _ first: Mention, of matter: Case, _ before: DeskSettings, _ after: DeskSettings
    ) {
        let old = before.priority(of: first, from: matter.customer)
        let new = after.priority(of: first, from: matter.customer)
        if old == .p1 { urgentBefore += 1 }
        if new == .p1 { urgentAfter += 1 }
        if new == .p1, old != .p1, rising.count < Self.examplesMax { rising.append(matter.id) }
        if old == .p1, new != .p1, falling.count < Self.examplesMax { falling.append(matter.id) }
        let queue = after.route(first).queue
        if queue != before.route(first).queue { moved[queue, default: 0] += 1 }
    }

    /// Looks at a case that waits now and is nobody's.
    package mutating func look(atWaiting matter: Case, after: Context) {
        waiting += 1
        let desk = after.desk
        let standing = matter.mentions.filter { $0.deletedAt == nil && matter.isCustomers($0) }
        let priority = Assessment(
            standing, customer: matter.customer, settings: desk.priority,
            circumstances: matter.circumstances(at: after.now), wall: desk.wall
        ).priority
        if priority == .p1 { waitingUrgent += 1 }
        if let first = matter.mentions.first, desk.movesWhatWaits,
            desk.planRoute(first).map({ $0.queue != matter.queue }) ?? false
        {
            waitingMoved += 1
        }
        let holding = desk.queue(named: matter.queue)?.holding
        if holding?.reply.tellsWaiting ?? false, let newest = matter.newestMention,
            after.wouldTell(matter, of: newest, asIf: after.now)
        {
            waitingTold += 1
        }
    }
}

extension DeskSettings {
    fileprivate func priority(of first: Mention, from customer: Author) -> Priority {
        Assessment(
            [first], customer: customer, settings: priority,
            circumstances: Circumstances(
                unanswered: 1, waitingSince: first.postedAt, now: first.postedAt),
            wall: wall
        ).priority
    }

    /// What the plans that are on say of a mention's queue.
    func planRoute(_ first: Mention, earlierCases: Int = 0) -> (queue: QueueName, because: String)?
    {
        let reading = MentionReading(
            first, hearsMood: planRouting.asksForMood,
            wall: planRouting.index.asksForHours ? wall : nil, earlierCases: earlierCases)
        return planRouting.first(holdingFor: reading).map { ($0.rule.queue, $0.because) }
    }
}

extension Context {
    /// A plan would have the customer told something.
    fileprivate func wouldTell(_ matter: Case, of mention: Mention, asIf now: Instant) -> Bool {
        guard let holding = desk.queue(named: matter.queue)?.holding else { return false }
        var context = self
        context.now = max(now, mention.postedAt)
        context.acknowledgedBefore = []
        var fresh = matter
        fresh.drafts = []
        if !fresh.phase.isOpen { fresh.phase = .new }
        guard context.now < holding.plan.until else { return false }
        var deliberation = Deliberation(fresh, context)
        deliberation.acknowledge(mention)
        return !deliberation.decision.acknowledgements.isEmpty
    }

    fileprivate func asksApproval(
        of draft: Draft, in matter: Case, answering mention: Mention
    ) -> Bool {
        var then = matter
        then.drafts.removeAll { $0.revision >= draft.revision }
        let deliberation = Deliberation(then, self)
        return !deliberation.approvalReasons(for: draft.proposal, answering: mention).isEmpty
    }
}
