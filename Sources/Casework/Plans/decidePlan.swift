/// What a supervisor asks of the continuity plans.
package enum PlanOrder: Hashable, Sendable {
    /// Until then; nothing: for as long as the plan says.
    case use(String, until: Instant?)
    /// Nothing: the one that is on.
    case end(String?)
}

/// Why no plan was switched.
package enum PlanFault: Hashable, Sendable, Codable {
    /// `known`: those there are.
    case noSuchPlan(String, known: [String])
    case noneOn
    /// It is not on; those are.
    case notOn(String, running: [String])
    /// Several are on: which one is meant.
    case whichPlan(running: [String])
    case alreadyOn(RunningPlan)
    /// It changes these queues, or with none the whole desk, and whoever asks supervises less.
    case beyondScope(String, queues: [QueueName])
    /// Both change that key, to different values.
    case conflict(with: RunningPlan, key: String, ours: String, theirs: String)
    /// It is to be on for no time, or for longer than plans are.
    case badLength(until: Instant)
    case tooMany(running: [String])
}

/// A plan goes on, has another end, or is over. Who works for a part of the desk switches what
/// changes nothing else.
/// - Parameter base: the settings without any plan.
/// - Returns: what happens, and the plan that it happens to.
package func decidePlan(
    _ order: PlanOrder, running: [RunningPlan], base: DeskSettings, _ context: Context
) throws(Refusal) -> (fact: Fact, plan: RunningPlan) {
    guard let actor = context.actor else { throw .unknownSpeaker }
    guard !actor.person.isGuest else { throw .beyondQuestion }
    switch order {
    case .use(let name, let until):
        guard let plan = base.plan(named: name) else {
            throw .plan(.noSuchPlan(name, known: base.plans.map(\.name)))
        }
        try actor.person.require(supervising: plan.scope, for: plan.name)
        let end = until ?? context.now + plan.endsAfter
        let length = end - context.now
        guard ContinuityPlan.lengths.contains(length) else { throw .plan(.badLength(until: end)) }
        if let one = running.first(where: { $0.name == plan.name }) {
            guard until != nil, one.until != end else { throw .plan(.alreadyOn(one)) }
            let longer = RunningPlan(
                name: plan.name, by: actor.person.id, since: one.since, until: end)
            return (.planStarted(plan: longer), longer)
        }
        guard running.count < ContinuityPlan.runningMax else {
            throw .plan(.tooMany(running: running.map(\.name)))
        }
        if let conflict = plan.conflict(with: running, in: base) { throw .plan(conflict) }
        let started = RunningPlan(
            name: plan.name, by: actor.person.id, since: context.now, until: end)
        return (.planStarted(plan: started), started)
    case .end(let name):
        let one = try toEnd(name, running, base)
        // Of one that the files name no more everything may have been another's.
        try actor.person.require(
            supervising: base.plan(named: one.name)?.scope ?? [], for: one.name)
        return (.planEnded(plan: one.name, because: .ended), one)
    }
}

private func toEnd(
    _ name: String?, _ running: [RunningPlan], _ base: DeskSettings
) throws(Refusal) -> RunningPlan {
    guard let last = running.last else { throw .plan(.noneOn) }
    guard let name else {
        guard running.count == 1 else {
            throw .plan(.whichPlan(running: running.map(\.name)))
        }
        return last
    }
    let folded = name.lowercased()
    if let one = running.first(where: { $0.name.lowercased() == folded }) { return one }
    guard let plan = base.plan(named: name) else {
        throw .plan(.noSuchPlan(name, known: running.map(\.name)))
    }
    throw .plan(.notOn(plan.name, running: running.map(\.name)))
}

extension Person {
    /// Of each of these queues, or of the whole desk where none is named.
    fileprivate func require(
        supervising queues: [QueueName], for plan: String
    ) throws(Refusal) {
        let supervising = roles.filter { $0.role == .supervisor }
        guard !supervising.isEmpty else { throw .notAllowed(nil, needs: .supervisor) }
        let mayDo = supervising.contains { grant in
            guard let own = grant.queues else { return true }
            return !queues.isEmpty && queues.allSatisfy(own.contains)
        }
        guard mayDo else { throw .plan(.beyondScope(plan, queues: queues)) }
    }
}

extension RunningPlan {
    /// When it ends of itself, and why; nothing while it does not.
    package func ending(at now: Instant, in base: DeskSettings) -> PlanEnd? {
        if until <= now { return .over }
        return base.plans.contains { $0.name == name } ? nil : .gone
    }
}
