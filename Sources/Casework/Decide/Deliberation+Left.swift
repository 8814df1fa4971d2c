// Whoever has a case may have gone home: behind closed doors their customer is nobody's all the
// same.

extension Deliberation {
    /// Whoever had gone from it writes again.
    func isBack(_ paging: Paging) -> Bool {
        paging.isForLeft == true && context.actor?.person.id == matter.holder
            && decision.facts.contains { if case .draftWritten = $0 { true } else { false } }
    }

    /// A supervisor may have changed or approved a reply: whoever has the case is not back by that.
    /// And whoever acknowledged it was told that it is asked about again unless something is done.
    var isStillWithout: Bool {
        guard let paging = matter.paging, paging.isForLeft == true,
            matter.phase.isOpen, matter.phase != .answered,
            let closed = context.duty(matter.queue).closed?.from
        else { return false }
        if let acknowledged = paging.acknowledged {
            return !acknowledged.isFollowed && closed <= acknowledged.at
        }
        guard paging.isRunning else { return false }
        return matter.drafts.allSatisfy { $0.author != matter.holder || $0.writtenAt < closed }
    }

    /// What somebody acknowledged before the doors closed was said of another day.
    func isOfAnotherDay(_ paging: Paging) -> Bool {
        guard isLeft, let closed = context.duty(matter.queue).closed?.from else { return false }
        return paging.acknowledged.map { $0.at < closed } ?? false
    }

    /// Nobody looks after it now.
    var wantsSomebody: Bool { matter.isUnattended || isLeft }

    /// Somebody has had it since before the doors closed and has written nothing since, and its
    /// customer has: whoever has it is not at work, and would read that in the morning.
    var isLeft: Bool {
        guard let heldSince = matter.heldSince, matter.phase.isOpen, matter.phase != .answered
        else { return false }
        let asked = matter.unanswered
        guard !asked.isEmpty, let closed = context.duty(matter.queue).closed?.from,
            heldSince < closed
        else { return false }
        return asked.contains { closed <= $0.postedAt }
            && matter.drafts.allSatisfy { ($0.approvedAt ?? $0.writtenAt) < closed }
    }
}
