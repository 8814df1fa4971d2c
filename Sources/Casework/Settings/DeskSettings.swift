/// How the desk works, as `desk.yaml` says: limits, queues, priority, policy.
package struct DeskSettings: Hashable, Sendable {
    /// At least one; the first takes what no rule routes.
    package var queues: [Queue]
    package var priority: PrioritySettings
    package var routing: Rulebook<RoutingRule>
    /// What is nobody's matter: the first rule that holds takes it out of the queue.
    package var noise: Rulebook<NoiseRule>
    package var policy: Policy
    /// Where replies go, by the source of the mention.
    package var destinations: [Destination]
    /// In the order of `canned.yaml`.
    package var canned: [CannedResponse]
    package var scoring = Scoring()
    /// In the order of `rota.yaml`: of those that concern a case the first one counts.
    package var chains: [Chain] = []
    /// In the order of `plans.yaml`.
    package var plans: [ContinuityPlan] = []
    /// The plans that lie on these settings already, in the order in which they were switched on.
    package var running: [RunningPlan] = []
    /// What those say of routing: it moves cases, too.
    var planRouting: Rulebook<RoutingRule> = []
    /// By which rules tell the hours.
    package var wall = Wall.utc

    package init(
        queues: [Queue], priority: PrioritySettings = PrioritySettings(),
        routing: [RoutingRule] = [], noise: [NoiseRule] = [], policy: Policy = Policy(),
        destinations: [Destination] = [],
        canned: [CannedResponse] = []
    ) {
        self.queues = queues
        self.priority = priority
        self.routing = Rulebook(routing)
        self.noise = Rulebook(noise)
        self.policy = policy
        self.destinations = destinations
        self.canned = canned
    }

    /// Some rule asks how a text sounds.
    var asksForMood: Bool {
        priority.rules.asksForMood || routing.asksForMood || noise.asksForMood
    }

    /// Some rule asks when a mention was written.
    var asksForHours: Bool {
        priority.rules.index.asksForHours || routing.index.asksForHours
            || noise.index.asksForHours
    }

    /// Some rule asks how often a customer was here before.
    package var asksForEarlierCases: Bool {
        priority.rules.index.asksForEarlierCases || routing.index.asksForEarlierCases
            || noise.index.asksForEarlierCases
    }

    package func queue(named name: QueueName) -> Queue? { queues.first { $0.name == name } }
    /// Where a queue's cases are spoken of: those of a queue that is gone are the first one's, so
    /// that nothing rings in no room.
    package func home(of name: QueueName) -> Queue? { queue(named: name) ?? queues.first }
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
    /// How soon a customer gets the first reply of a person.
    package var firstResponse: ResponseTargets?
    /// And the next one, from their first post that has none.
    package var nextResponse: ResponseTargets?
    /// How long before the end of it people are warned; nothing: a part of the target.
    package var warnBefore: Lapse?
    /// What `claim next` asks of whoever takes from it.
    package var skills: [String]
    package var overflow: Overflow?
    /// How long what does not ring gathers before its rooms are told; nothing: they are not.
    package var digest: Lapse?

    /// Where new cases go while too many wait.
    package struct Overflow: Hashable, Sendable {
        package var to: QueueName
        /// While more than this many are free.
        package var above: Int
        package init(to: QueueName, above: Int) {
            self.to = to
            self.above = above
        }
    }

    /// The policy's own where nothing is said.
    package var approval: ApprovalRule?
    package var undoWindow: Lapse?
    /// What customers are told while it is closed; nothing where they are told nothing.
    package var acknowledge: AcknowledgeRule?
    /// What customers are told while a plan is on that says so.
    package var holding: RunningHolding?
    /// So many of a hundred customers are to be answered within `firstResponse`.
    package var goal: Share?

    package init(
        name: QueueName, rooms: [RoomName] = [], approvals: [RoomName] = [],
        oncall: [RoomName] = [], firstResponse: ResponseTargets? = nil,
        nextResponse: ResponseTargets? = nil, warnBefore: Lapse? = nil,
        skills: [String] = [], overflow: Overflow? = nil, digest: Lapse? = nil,
        approval: ApprovalRule? = nil, undoWindow: Lapse? = nil
    ) {
        self.name = name
        self.rooms = rooms
        self.approvals = approvals
        self.oncall = oncall
        self.firstResponse = firstResponse
        self.nextResponse = nextResponse
        self.warnBefore = warnBefore
        self.skills = skills
        self.overflow = overflow
        self.digest = digest
        self.approval = approval
        self.undoWindow = undoWindow
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

package struct Policy: Hashable, Sendable {
    package var approval: ApprovalRule
    package var blockedWords: [String]
    /// A text with one of these is flagged.
    package var sensitiveWords = WordList()
    /// Hosts in lower case: a text that links elsewhere is flagged. Nothing: anywhere is fine.
    package var allowedLinks: [String]?
    /// What may leave unseen where nobody else is there.
    package var alone = AloneRule.never
    package var undoWindow: Lapse
    package var replyDeadline: Lapse
    /// A command older than this is asked about, not executed.
    package var freshCommand: Lapse
    package var practice: Bool
    /// A reply to somebody with at least so many followers is flagged.
    package var reach: Int
    /// A customer goes back to whoever spoke with them last and is there, while the queue is open.
    package var lastAgent: Bool
    /// How long somebody may be gone before their cases are free again.
    package var awayGrace: Lapse
    /// Cases that one person works on at once; nothing where there is no limit.
    package var caseLimit: Int?
    package var rejectionReasons = RejectionReasons()
    /// Who has to approve a reply while its queue is closed; nothing: whoever has to by day.
    package var outOfHours: OutOfHoursRule?
    /// The one switch of all acknowledgements.
    package var acknowledges = true
    /// Words of crisis: a mention with one of these rings the supervisors, and no machine answers it.
    package var crisisWords = WordList()
    /// Handles that are programs, folded.
    package var bots: Set<String> = []

    package init(
        approval: ApprovalRule = .always, blockedWords: [String] = [],
        undoWindow: Lapse = .seconds(30), replyDeadline: Lapse = .minutes(15),
        freshCommand: Lapse = .minutes(2), practice: Bool = false, reach: Int = 10_000,
        lastAgent: Bool = true, awayGrace: Lapse = .minutes(15), caseLimit: Int? = nil
    ) {
        self.approval = approval
        self.blockedWords = blockedWords
        self.undoWindow = undoWindow
        self.replyDeadline = replyDeadline
        self.freshCommand = freshCommand
        self.practice = practice
        self.reach = reach
        self.lastAgent = lastAgent
        self.awayGrace = awayGrace
        self.caseLimit = caseLimit
    }

    /// The undo window starts when its notice was seen, at the latest so long after the approval.
    package static let noticeLatest = Lapse.seconds(60)
    /// What was said less than this ago counts as said now.
    static let saidAgoMin = Lapse.seconds(1)
    /// A bare `ok 42` does not count for a draft that replaced another less than this ago.
    package static let replacementRest = Lapse.seconds(5)
}

package enum ApprovalRule: String, Hashable, Sendable, Codable, CaseIterable {
    case always, flagged, never
}
