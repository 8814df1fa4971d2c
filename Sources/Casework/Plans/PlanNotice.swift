/// What is said of continuity plans.
package enum PlanNotice: Hashable, Sendable, Codable {
    /// `isNews`: it was not on before. `changes`: what it changes, and what comes on top.
    case started(RunningPlan, purpose: String, changes: [PlanChange], isNews: Bool)
    /// By nobody where it ended of itself. `still`: those that are on. `told`: whom it has told.
    case ended(
        RunningPlan, because: PlanEnd, by: PersonID?, still: [RunningPlan],
        told: PlanTellings? = nil)
}

/// How many customers a plan has told what it says, in the time that it is on.
package struct PlanTellings: Hashable, Sendable, Codable {
    package var told: Int
    /// Who did not get it, or perhaps.
    package var missed: Int
    package init(told: Int = 0, missed: Int = 0) {
        self.told = told
        self.missed = missed
    }
}

/// A plan as it stands in a list.
package struct ListedPlan: Hashable, Sendable {
    package var name: String
    package var purpose: String
    package var endsAfter: Lapse
    /// Nothing while it is off.
    package var running: RunningPlan?
    package var tellings: PlanTellings

    package init(
        _ plan: ContinuityPlan, running: RunningPlan?, tellings: PlanTellings = PlanTellings()
    ) {
        self.tellings = tellings
        name = plan.name
        purpose = plan.purpose
        endsAfter = plan.endsAfter
        self.running = running
    }
}
