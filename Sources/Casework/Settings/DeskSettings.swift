/// How the desk works, as `desk.yaml` says: limits, queues, priority, policy.
package struct DeskSettings: Hashable, Sendable {
    /// At least one; the first takes what no rule routes.
    package var queues: [Queue]
    package var priority: PrioritySettings
    package var routing: [RoutingRule] {
        get { given }
        set {
            given = newValue
            routes = RuleIndex(newValue.map(\.when))
        }
    }
    private var given: [RoutingRule]
    private(set) var routes: RuleIndex
    package var policy: Policy
    /// Where replies go, by the source of the mention.
    package var destinations: [Destination]

    package init(
        queues: [Queue], priority: PrioritySettings = PrioritySettings(),
        routing: [RoutingRule] = [], policy: Policy = Policy(), destinations: [Destination] = []
    ) {
        self.queues = queues
        self.priority = priority
        given = routing
        routes = RuleIndex(routing.map(\.when))
        self.policy = policy
        self.destinations = destinations
    }

    package func queue(named name: QueueName) -> Queue? { queues.first { $0.name == name } }
    package func destination(of source: SourceName) -> Destination? {
        destinations.first { $0.sources.contains(source) }
    }
}

package struct Queue: Hashable, Sendable {
    package var name: QueueName
    /// The work rooms; none means that nothing rings.
    package var rooms: [RoomName]
    package var approvals: [RoomName]
    package var oncall: [RoomName]
    package var firstResponse: Lapse?
    package init(
        name: QueueName, rooms: [RoomName] = [], approvals: [RoomName] = [],
        oncall: [RoomName] = [], firstResponse: Lapse? = nil
    ) {
        self.name = name
        self.rooms = rooms
        self.approvals = approvals
        self.oncall = oncall
        self.firstResponse = firstResponse
    }
}

package struct Destination: Hashable, Sendable {
    /// The relay's name, as people read it on a card.
    package var name: String
    package var sources: [SourceName]
    /// Characters (extended grapheme clusters); nothing where the destination has no limit.
    package var maxLength: Int?
    package init(name: String, sources: [SourceName], maxLength: Int?) {
        self.name = name
        self.sources = sources
        self.maxLength = maxLength
    }
}

package struct PrioritySettings: Hashable, Sendable {
    /// Points from which a case is P1 and rings at once.
    package var p1: Int
    package var p2: Int
    package var rules: [PriorityRule] {
        get { given }
        // No observer, which initialisers would pass by.
        set {
            given = newValue
            index = RuleIndex(newValue.map(\.when))
        }
    }
    private var given: [PriorityRule]
    /// The rules, made ready to be held against many texts.
    private(set) var index: RuleIndex
    /// Some rule asks how long a customer has waited.
    package var asksForWaiting: Bool { !index.waits.isEmpty }
    package init(p1: Int = 50, p2: Int = 20, rules: [PriorityRule] = []) {
        self.p1 = p1
        self.p2 = p2
        given = rules
        index = RuleIndex(rules.map(\.when))
    }
}

package struct PriorityRule: Hashable, Sendable {
    package var when: Condition
    package var points: Int
    package var because: String
    package init(when: Condition, points: Int, because: String) {
        self.when = when
        self.points = points
        self.because = because
    }
}

package struct RoutingRule: Hashable, Sendable {
    package var when: Condition
    package var queue: QueueName
    package init(when: Condition, queue: QueueName) {
        self.when = when
        self.queue = queue
    }
}

package struct Policy: Hashable, Sendable {
    package var approval: ApprovalRule
    package var blockedWords: [String]
    package var undoWindow: Lapse
    package var replyDeadline: Lapse
    /// A command older than this is asked about, not executed.
    package var freshCommand: Lapse
    package var practice: Bool
    /// A reply to somebody with at least so many followers is flagged.
    package var reach: Int

    package init(
        approval: ApprovalRule = .always, blockedWords: [String] = [],
        undoWindow: Lapse = .seconds(30), replyDeadline: Lapse = .minutes(15),
        freshCommand: Lapse = .minutes(2), practice: Bool = false, reach: Int = 10_000
    ) {
        self.approval = approval
        self.blockedWords = blockedWords
        self.undoWindow = undoWindow
        self.replyDeadline = replyDeadline
        self.freshCommand = freshCommand
        self.practice = practice
        self.reach = reach
    }

    /// The undo window starts when its notice was seen, at the latest so long after the approval.
    package static let noticeLatest = Lapse.seconds(60)
    /// A bare `ok 42` does not count for a draft that replaced another less than this ago.
    package static let replacementRest = Lapse.seconds(5)
}

package enum ApprovalRule: String, Hashable, Sendable, Codable, CaseIterable {
    case always, flagged, never
}
