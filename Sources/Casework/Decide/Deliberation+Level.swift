// By when the customer is to be answered: the due time follows the settings and the priority, and
// people are reminded once of each clock (invariant 6).

extension Deliberation {
    private var deadline: Deadline? {
        guard let since = matter.clock?.since else { return nil }
        return context.desk.queue(named: matter.queue)?
            .deadline(matter.response, matter.priority, since: since)
    }

    /// At the end of every decision.
    /// - Parameters:
    ///   - isReminding: the case's time to be looked at has come.
    ///   - isNew: nobody has looked at its clock yet.
    mutating func keepLevel(isReminding: Bool = false, isNew: Bool = false) {
        let concerns = isReminding || decision.facts.contains(where: \.concernsClock)
        guard concerns || !looks.isEmpty else { return }
        let deadline = deadline
        let isMoved = concerns && deadline?.due != matter.clock?.dueAt
        if isMoved {
            happen(.responseDue(response: matter.response, at: deadline?.due))
        } else if isReminding, let deadline {
            remind(deadline)
        }
        guard isMoved || isReminding || isNew || !looks.isEmpty else { return }
        var earliest = context.now
        // What is overdue as soon as it is known is told together with others.
        if isMoved || isNew, let grain = deadline?.grain {
            earliest = earliest.roundedUp(to: grain)
        }
        expect(deadline?.nextLook(matter.clock, from: earliest))
        // A case has one timer for all that may come of waiting: whatever is next.
        if let next = looks.min() { timer(.set(.priority, at: next)) }
    }

    /// Warned before, breached after; who was not there for the warning is told of the breach.
    private mutating func remind(_ deadline: Deadline) {
        guard let clock = matter.clock, clock.breachedAt == nil else { return }
        if context.now >= deadline.breachesAt {
            happen(.levelBreached(response: matter.response, due: deadline.due))
            decision.reminder = Reminder(brief: brief, isBreach: true)
        } else if clock.warnedAt == nil, context.now >= deadline.warnsAt {
            happen(.levelWarned(response: matter.response, due: deadline.due))
            decision.reminder = Reminder(brief: brief, isBreach: false)
        }
    }
}

extension Deadline {
    /// When the next reminder may be due.
    func nextLook(_ clock: ResponseClock?, from earliest: Instant) -> Instant? {
        guard let clock, clock.breachedAt == nil else { return nil }
        let isWarned = clock.warnedAt != nil || warnsAt >= breachesAt
        let next = isWarned || breachesAt <= earliest ? breachesAt : warnsAt
        return max(next, earliest)
    }
}
