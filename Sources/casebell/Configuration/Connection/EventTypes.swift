import Casework

/// The types of events that a relay can subscribe to.
enum EventTypes {
    /// What this version writes, and what is documented and comes with later versions.
    static let known = Fact.types + documented.filter { !Fact.types.contains($0) }

    private static let documented = [
        "case.opened", "case.joined", "case.routed", "case.reprioritised", "case.claimed",
        "case.released", "case.assigned", "case.noted", "case.tagged", "case.linked",
        "case.escalated", "case.acknowledged", "case.snoozed", "case.resolved", "case.reopened",
        "case.noise", "case.merged", "mention.edited", "mention.deleted", "draft.written",
        "draft.approved", "draft.rejected", "draft.held", "draft.voided", "draft.undone",
        "reply.sent", "reply.failed", "reply.unknown", "reply.settled", "expert.asked",
        "expert.answered", "customer.acknowledged", "customer.erased", "oncall.paged",
        "oncall.acknowledged", "service_level.warned", "service_level.breached", "desk.held",
        "desk.unheld", "plan.started", "plan.ended", "config.changed",
    ]
}
