package import Casework

/// Which cases to list.
package struct CaseQuery: Hashable, Sendable {
    package var phases: [Phase]
    package var queue: QueueName?
    package var holder: PersonID?
    /// Only cases nobody holds.
    package var free: Bool
    /// Only cases in one of these languages, or in none that is known (`Case.spokenLanguage`); nothing:
    /// in any. Only for open cases in order.
    package var languages: [String]?
    /// Newest first: only numbers below this one. Ignored by `.urgency`.
    package var after: CaseID?
    package var order: Order
    package var limit: Int

    package enum Order: Hashable, Sendable {
        /// Highest number first.
        case newest
        /// Priority, then points, then the earliest due, then the oldest.
        case urgency
        /// The earliest due first; those without a due time last.
        case due
    }

    package static let limitMax = 1000

    package init(
        phases: [Phase] = [], queue: QueueName? = nil, holder: PersonID? = nil,
        free: Bool = false, languages: [String]? = nil, after: CaseID? = nil,
        order: Order = .newest, limit: Int = 100
    ) {
        self.phases = phases
        self.queue = queue
        self.holder = holder
        self.free = free
        self.languages = languages
        self.after = after
        self.order = order
        self.limit = limit
    }
}

/// A case as a list shows it.
package struct CaseRow: Hashable, Sendable, Codable {
    package var id: CaseID
    package var phase: Phase
    package var queue: QueueName
    package var priority: Priority
    package var points: Int
    package var customer: Author
    package var holder: PersonID?
    package var heldSince: Instant?
    package var openedAt: Instant
    package var dueAt: Instant?
    package var answeredAt: Instant?
    /// The first mention's text, cut to 200 characters.
    package var opening: String
    /// The live draft's mark and state.
    package var mark: Mark?
    package var draftState: DraftState?

    package init(
        id: CaseID, phase: Phase, queue: QueueName, priority: Priority, points: Int,
        customer: Author, holder: PersonID?, heldSince: Instant?, openedAt: Instant,
        dueAt: Instant?, answeredAt: Instant?, opening: String, mark: Mark?,
        draftState: DraftState?
    ) {
        self.id = id
        self.phase = phase
        self.queue = queue
        self.priority = priority
        self.points = points
        self.customer = customer
        self.holder = holder
        self.heldSince = heldSince
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.answeredAt = answeredAt
        self.opening = opening
        self.mark = mark
        self.draftState = draftState
    }
}

package struct CaseCount: Hashable, Sendable {
    package var queue: QueueName
    package var priority: Priority
    package var phase: Phase
    package var count: Int
    package init(queue: QueueName, priority: Priority, phase: Phase, count: Int) {
        self.queue = queue
        self.priority = priority
        self.phase = phase
        self.count = count
    }
}

/// How customers wait in a queue, at one moment.
package struct QueueWaits: Hashable, Sendable {
    /// Since when the one waits who has waited longest.
    package var oldest: Instant?
    /// Cases whose reply should have been sent, and cases that people were warned of.
    package var overdue: Int
    package var warned: Int
    package init(oldest: Instant?, overdue: Int, warned: Int) {
        self.oldest = oldest
        self.overdue = overdue
        self.warned = warned
    }
}

/// One entry of the audit.
package struct StoredEvent: Hashable, Sendable {
    package var sequence: Int64
    package var matter: CaseID?
    package var at: Instant
    package var type: String
    package var by: PersonID?
    package var via: NetworkName?
    /// Nothing once the customer has been erased, and where it was not asked for.
    package var fact: Fact?
    /// The fact's data as a JSON object; `null` once erased.
    package var data: String
    /// The data as others are told it: older stores have that of `oncall.paged` under a name.
    package var dataForOthers: String {
        guard data.hasPrefix("{\"_0\":"), data.hasSuffix("}}") else { return data }
        return String(data.dropFirst("{\"_0\":".count).dropLast())
    }
    /// Lower-case hex of the chain up to and with this event.
    package var hash: String

    package init(
        sequence: Int64, matter: CaseID?, at: Instant, type: String, by: PersonID?,
        via: NetworkName?, fact: Fact?, data: String, hash: String
    ) {
        self.sequence = sequence
        self.matter = matter
        self.at = at
        self.type = type
        self.by = by
        self.via = via
        self.fact = fact
        self.data = data
        self.hash = hash
    }
}

package struct WaitingDraft: Hashable, Sendable {
    package var id: CaseID
    package var draft: Draft
    package var row: CaseRow
    package init(id: CaseID, draft: Draft, row: CaseRow) {
        self.id = id
        self.draft = draft
        self.row = row
    }
}

/// A question that somebody has not answered yet.
package struct OpenQuestion: Hashable, Sendable {
    package var id: CaseID
    package var question: Question
    package init(id: CaseID, question: Question) {
        self.id = id
        self.question = question
    }
}

package struct DueTimer: Hashable, Sendable {
    package var id: CaseID
    package var purpose: TimerPurpose
    package var due: Instant
    package init(id: CaseID, purpose: TimerPurpose, due: Instant) {
        self.id = id
        self.purpose = purpose
        self.due = due
    }
}
