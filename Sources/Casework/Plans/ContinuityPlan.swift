/// A named set of changes to how the desk works, switched on and off in chat: `plans.yaml`.
package struct ContinuityPlan: Hashable, Sendable {
    package var name: String
    /// What it is for, in a few words; empty where nobody says.
    package var purpose: String
    /// How long it is on where nobody says.
    package var endsAfter: Lapse
    /// Points from which a case is P1, and P2.
    package var p1: Int?
    package var p2: Int?
    /// They count besides the desk's own.
    package var rules: [PriorityRule] = []
    /// They go before the desk's own, and move what waits and is nobody's yet.
    package var routing: [RoutingRule] = []
    package var approval: ApprovalRule?
    package var alone: AloneRule?
    package var caseLimit: Int?
    package var undoWindow: Lapse?
    /// What every queue's customers are told; a queue's own goes before it.
    package var holding: HoldingReply?
    /// The chain that pages before all others.
    package var chain: String?
    package var queues: [QueueChanges] = []

    package init(name: String, purpose: String = "", endsAfter: Lapse = .hours(4)) {
        self.name = name
        self.purpose = purpose
        self.endsAfter = endsAfter
    }

    /// What it changes of one queue.
    package struct QueueChanges: Hashable, Sendable {
        package var name: QueueName
        /// Besides the rooms that the queue has.
        package var rooms: [RoomName] = []
        package var approval: ApprovalRule?
        package var overflow: Queue.Overflow?
        package var digest: Lapse?
        package var undoWindow: Lapse?
        package var holding: HoldingReply?
        package init(name: QueueName) { self.name = name }
    }

    /// The queues that it is about; none: the whole desk.
    package var scope: [QueueName] { changesDesk ? [] : queues.map(\.name) }

    private var changesDesk: Bool {
        p1 != nil || p2 != nil || !rules.isEmpty || !routing.isEmpty || approval != nil
            || alone != nil || caseLimit != nil || undoWindow != nil
            || holding != nil || chain != nil
    }

    /// Whether what waits already has to be looked at again.
    package var concernsWhatWaits: Bool {
        let holdings = [holding] + queues.map(\.holding)
        return p1 != nil || p2 != nil || !rules.isEmpty || !routing.isEmpty || chain != nil
            || holdings.contains { $0?.tellsWaiting ?? false }
    }

    /// Nobody switches anything for longer, and nothing for less.
    package static let lengths = Lapse.minutes(1)...Lapse.days(30)
    /// More at a time are more than anybody can have in mind.
    package static let runningMax = 5
}

/// What a customer is told of the desk's own accord while a plan is on: once for each customer and
/// time that it is on.
package struct HoldingReply: Hashable, Sendable {
    /// A canned response that nobody has to fill.
    package var canned: String
    package var from: Priority
    /// Whoever was told by a plan is not told again by the same one within this, however often it is
    /// switched off and on.
    package static let holdsFor = Lapse.hours(12)
    /// Also those who wait already.
    package var tellsWaiting: Bool
    package init(canned: String, from: Priority = .p1, tellsWaiting: Bool = false) {
        self.canned = canned
        self.from = from
        self.tellsWaiting = tellsWaiting
    }
}

/// A plan that is on.
package struct RunningPlan: Hashable, Sendable, Codable {
    package var name: String
    /// Who switched it on, or said last how long.
    package var by: PersonID
    /// When it was switched on.
    package var since: Instant
    package var until: Instant

    package init(name: String, by: PersonID, since: Instant, until: Instant) {
        self.name = name
        self.by = by
        self.since = since
        self.until = until
    }
}

/// Why a plan is not on any more.
package enum PlanEnd: String, Hashable, Sendable, Codable, CaseIterable {
    /// Somebody said so.
    case ended
    /// Its time was over.
    case over
    /// `plans.yaml` does not name it any more.
    case gone
}

extension [RunningPlan] {
    /// What the facts of the desk make of the plans that are on, in the order in which they were
    /// switched on.
    package mutating func apply(_ fact: Fact) {
        switch fact {
        case .planStarted(let plan):
            removeAll { $0.name == plan.name }
            append(plan)
            sort { ($0.since, $0.name) < ($1.since, $1.name) }
        case .planEnded(let name, _):
            removeAll { $0.name == name }
        default: break
        }
    }
}
