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
    /// Customers whom the desk would have told something of its own accord.
    package var told = 0
    /// Of the cases that wait now; whether there are more; how many ring, change queues, and how many
    /// customers are told.
    package var waiting = 0
    package var isWaitingCut = false
    package var waitingUrgent = 0
    package var waitingMoved = 0
    package var waitingTold = 0
    private var customersTold: Set<String> = []
    private var waitingCustomersTold: Set<String> = []

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
    /// Looks at one more case: as it came, and as it was answered.
    /// - Parameters:
    ///   - before: a decision's context under the settings that stand.
    ///   - after: the same under the plan.
    package mutating func look(at matter: Case, before: Context, after: Context) {
        guard let first = matter.mentions.first, matter.phase != .noise,
            let old = before.arrival(of: first, as: matter.id),
            let new = after.arrival(of: first, as: matter.id)
        else { return }
        cases += 1
        if old.priority == .p1 { urgentBefore += 1 }
        if new.priority == .p1 { urgentAfter += 1 }
        if new.priority == .p1, old.priority != .p1, rising.count < Self.examplesMax {
            rising.append(matter.id)
        }
        if old.priority == .p1, new.priority != .p1, falling.count < Self.examplesMax {
            falling.append(matter.id)
        }
        if new.queue != old.queue { moved[new.queue, default: 0] += 1 }
        if !new.acknowledgements.isEmpty, customersTold.insert(matter.whose).inserted { told += 1 }
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

    /// Looks at a case that waits now: what the plan makes of it within a few minutes.
    package mutating func look(atWaiting matter: Case, after: Context) {
        guard let decision = try? decide(matter, .reassess, after) else { return }
        waiting += 1
        let then = decision.matter ?? matter
        if then.priority == .p1 { waitingUrgent += 1 }
        if then.queue != matter.queue { waitingMoved += 1 }
        if !decision.acknowledgements.isEmpty, waitingCustomersTold.insert(matter.whose).inserted {
            waitingTold += 1
        }
    }
}

extension Case {
    /// The same for all cases of one customer at one source.
    fileprivate var whose: String {
        "\(mentions.first?.key.source.rawValue ?? "") \(Condition.folded(customer.handle))"
    }
}

extension DeskSettings {
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
    /// The case as a mention would have opened it.
    fileprivate func arrival(of first: Mention, as id: CaseID) -> Case? {
        var context = self
        context.now = first.postedAt
        context.nextCase = id
        return open(first, linkedTo: nil, context).matter
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
