/// What is said of continuity plans.
package enum PlanNotice: Hashable, Sendable, Codable {
    /// `isNews`: it was not on before. `changes`: what it changes, and what comes on top.
    case started(RunningPlan, purpose: String, changes: [PlanChange], isNews: Bool)
    /// By nobody where it ended of itself. `still`: those that are on.
    case ended(RunningPlan, because: PlanEnd, by: PersonID?, still: [RunningPlan])
}

/// A plan as it stands in a list.
package struct ListedPlan: Hashable, Sendable {
    package var name: String
    package var purpose: String
    package var endsAfter: Lapse
    /// Nothing while it is off.
    package var running: RunningPlan?

    package init(_ plan: ContinuityPlan, running: RunningPlan?) {
        name = plan.name
        purpose = plan.purpose
        endsAfter = plan.endsAfter
        self.running = running
    }
}
