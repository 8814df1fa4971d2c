/// What runs while a customer waits for a reply of a person: from the first post that is owed one
/// until a reply was sent, or the matter ended. Sleeping does not stop it.
package struct ResponseClock: Hashable, Sendable, Codable {
    package var since: Instant
    /// Nothing where nothing was promised.
    package var dueAt: Instant?
    package var warnedAt: Instant?
    package var breachedAt: Instant?

    package init(
        since: Instant, dueAt: Instant? = nil, warnedAt: Instant? = nil,
        breachedAt: Instant? = nil
    ) {
        self.since = since
        self.dueAt = dueAt
        self.warnedAt = warnedAt
        self.breachedAt = breachedAt
    }
}

extension Case {
    /// What the customer waits for while the clock runs.
    package var response: Response { firstResponseAt == nil ? .first : .next }

    /// What the facts make of the clock, beside the due time, which depends on the settings.
    mutating func applyToClock(_ fact: Fact, at: Instant) {
        switch fact {
        case .joined(let mention, let isThanks):
            guard clock == nil, phase.isOpen, !isThanks, isCustomers(mention) else { return }
            clock = ResponseClock(since: mention.postedAt)
        case .mentionEdited(let key, _, _):
            if clock != nil { return stopIfNothingIsOwed() }
            guard let owed = owed.first, owed.key == key else { return }
            clock = ResponseClock(since: owed.lastChangedAt)
            if phase == .answered { phase = quietPhase }
        case .mentionDeleted:
            stopIfNothingIsOwed()
        case .absorbed(_, let others, let settled, _):
            absorb(others.dropFirst(settled ?? 0))
        case .replySent, .replySettled(_, _, true, _, _):
            clock = owed.first.map { ResponseClock(since: $0.lastChangedAt) }
        case .reopened:
            // Who takes a matter up again that was never answered begins to be awaited then.
            let since = owed.first?.postedAt ?? (firstResponseAt == nil ? at : nil)
            clock = since.map { ResponseClock(since: $0) }
        case .resolved, .noise, .merged:
            clock = nil
        case .responseDue(_, let due):
            clock?.dueAt = due
            if firstResponseAt == nil { firstResponseDueAt = due }
        case .levelWarned:
            clock?.warnedAt = at
        case .levelBreached:
            clock?.breachedAt = at
        default:
            break
        }
    }

    private mutating func stopIfNothingIsOwed() {
        guard clock != nil, owed.isEmpty else { return }
        clock = nil
    }

    /// Whoever waited longer in the other case waits no less in this one.
    private mutating func absorb(_ others: ArraySlice<Mention>) {
        guard let first = others.first(where: isOwedReply) else { return }
        clock = clock ?? ResponseClock(since: first.postedAt)
        if let since = clock?.since { clock?.since = min(since, first.postedAt) }
    }

    /// What the customer wrote and was not answered, asleep or not. The post that opened the case
    /// counts whatever it says.
    private var owed: [Mention] { phase.isOpen ? unsettled : [] }

    /// Nothing of the conversation waits for a reply, whatever has become of the case.
    var owesNothing: Bool { unsettled.isEmpty }

    private var unsettled: [Mention] {
        mentions.dropFirst(settled).filter {
            isOwedReply($0) || ($0.key == mentions.first?.key && $0.deletedAt == nil)
        }
    }

    private func isOwedReply(_ mention: Mention) -> Bool {
        mention.deletedAt == nil && isCustomers(mention) && !Thanks.isOnlyThanks(mention.text)
    }
}

extension Mention {
    fileprivate var lastChangedAt: Instant { max(postedAt, editedAt ?? postedAt) }
}

extension Fact {
    /// It may move the clock, or when it ends.
    var concernsClock: Bool {
        switch self {
        case .joined, .mentionEdited, .mentionDeleted, .absorbed, .reprioritised, .routed,
            .reopened, .woken, .replySent, .replySettled:
            true
        default: false
        }
    }
}
