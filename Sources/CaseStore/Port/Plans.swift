package import Casework

/// The continuity plans that are on.
package protocol PlanReading {
    /// In the order in which they were switched on.
    func plans() throws -> [RunningPlan]
    /// Whom it has told what it says, in the time that it is on.
    func tellings(of plan: RunningPlan) throws -> PlanTellings
}

package protocol PlanWriting: PlanReading {
    /// Keeps one that is on, in the place of what was known of it.
    func setPlan(_ plan: RunningPlan) throws
    /// Nothing happens if it is not on.
    func endPlan(_ name: String) throws
}
