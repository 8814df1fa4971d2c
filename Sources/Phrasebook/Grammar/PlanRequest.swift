/// What is asked of the continuity plans, as it was said.
package enum PlanRequest: Hashable, Sendable {
    /// `plan use outage for 2h`; without an end for as long as the plan says.
    case use(String, until: SnoozeUntil?)
    /// `plan end`; the name where several are on.
    case end(String?)
}
