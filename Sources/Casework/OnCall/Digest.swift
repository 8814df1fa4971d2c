/// What came while a queue was closed, and what it still needs.
package struct Digest: Hashable, Sendable, Codable {
    package var queue: QueueName
    package var from: Instant
    /// When it opened; nothing while it is closed.
    package var to: Instant?
    /// Cases that were opened in that time.
    package var came = 0
    /// Of those and of others to which something happened, those that need nothing more.
    package var done = 0
    /// Customers who were told when somebody answers, people who were paged, and how long it took
    /// until somebody acknowledged that, at most.
    package var customersTold = 0
    package var pages = 0
    package var slowest: Lapse?
    /// What still needs something, longest waiting first.
    package var entries: [Entry] = []
    /// So many more than are listed.
    package var more = 0
    /// Of digests before this one, cases that nobody has taken, longest waiting first.
    package var carried: [Entry] = []
    package var carriedMore = 0

    package init(queue: QueueName, from: Instant, to: Instant?) {
        self.queue = queue
        self.from = from
        self.to = to
    }

    /// There is nothing to tell.
    package var isEmpty: Bool { came == 0 && done == 0 && entries.isEmpty && carried.isEmpty }

    package struct Entry: Hashable, Sendable, Codable {
        package var id: CaseID
        /// Nothing in what was put on its way before it was told.
        package var customer: Author?
        package var priority: Priority
        package var holder: PersonID?
        /// Since when the customer waits; nothing while nothing is owed.
        package var waitsSince: Instant?
        package var need: Need
        /// When somebody was paged first, all who were, and who acknowledged last, and when.
        package var pagedAt: Instant?
        package var paged: [PersonID] = []
        /// When the last run through a chain began.
        package var runAt: Instant?
        package var acknowledgedBy: PersonID?
        package var acknowledgedAt: Instant?
        /// The customer was told when somebody answers.
        package var isToldWhen = false
        package var openedAt: Instant
    }

    package enum Need: Hashable, Sendable, Codable {
        case nobodyHasIt
        case reply
        case approval(Mark)
        /// It was approved, and something came in between or went wrong.
        case look
        case snoozed(until: Instant)
        case close
    }

    /// Events that say what was done for the people who wait.
    package static let paged = "oncall.paged"
    package static let acknowledged = "oncall.acknowledged"
    package static let customerTold = "customer.acknowledged"
    package static let types: Set<String> = [paged, acknowledged, customerTold]
}

extension Digest.Entry {
    /// Nothing for a case that needs nothing more.
    package init?(_ matter: Case) {
        guard matter.phase.isOpen, let need = matter.need else { return nil }
        self.init(
            id: matter.id, customer: matter.customer, priority: matter.priority,
            holder: matter.holder,
            waitsSince: matter.clock?.since, need: need, openedAt: matter.openedAt)
    }

    /// Whoever has waited longest first; who is owed nothing last.
    package func waitsLonger(than other: Digest.Entry) -> Bool {
        let waits = (waitsSince ?? Instant(milliseconds: .max), id)
        return waits < (other.waitsSince ?? Instant(milliseconds: .max), other.id)
    }
}

extension Case {
    fileprivate var need: Digest.Need? {
        if phase == .snoozed { return snoozedUntil.map { .snoozed(until: $0) } }
        if let draft = liveDraft {
            switch draft.state {
            case .waiting: return .approval(draft.mark)
            case .approved, .sending: return nil
            default: return .look
            }
        }
        if phase == .answered, clock == nil { return nil }
        guard holder != nil else { return .nobodyHasIt }
        return clock == nil ? .close : .reply
    }
}
