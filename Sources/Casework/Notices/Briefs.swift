/// What a line about a case needs to name it, as it stood when the line was decided.
package struct CaseBrief: Hashable, Sendable, Codable {
    package var id: CaseID
    package var phase: Phase
    package var queue: QueueName
    package var priority: Priority
    package var points: Int
    package var customer: Author
    package var visibility: Visibility
    /// By when the customer is to be answered, first or next; nothing while nothing is owed.
    package var dueAt: Instant?
    package var answeredAt: Instant?
    package var holder: PersonID?
    package var heldSince: Instant?
    package var practice: Bool

    package init(_ matter: Case, practice: Bool) {
        id = matter.id
        phase = matter.phase
        queue = matter.queue
        priority = matter.priority
        points = matter.points
        customer = matter.customer
        visibility = matter.newestMention?.visibility ?? .public
        dueAt = matter.clock?.dueAt
        answeredAt = matter.firstResponseAt
        holder = matter.holder
        heldSince = matter.heldSince
        self.practice = practice
    }

    /// What the customer waits for.
    package var response: Response { answeredAt == nil ? .first : .next }
}

/// What a line about a draft needs, as it stood when the line was decided.
package struct DraftBrief: Hashable, Sendable, Codable {
    package var revision: Int
    package var mark: Mark
    package var author: PersonID
    package var text: String
    package var visibility: Visibility
    package var attachments: [Attachment]
    package var state: DraftState
    package var approvalReasons: [String]
    package var canned: CannedUse?
    package var alone: AloneRule?
    package var outOfHours: OutOfHoursRule?
    package var thread: ThreadPart?
    /// Whom it answers, if that is another than the customer of the case.
    package var bystander: Author?
    /// The destination's name and limit in characters.
    package var destination: String?
    package var maxLength: Int?

    package init(_ draft: Draft, destination: Destination?, bystander: Author? = nil) {
        revision = draft.revision
        mark = draft.mark
        author = draft.author
        text = draft.text
        visibility = draft.visibility
        attachments = draft.attachments
        state = draft.state
        approvalReasons = draft.approvalReasons
        canned = draft.canned
        alone = draft.alone
        outOfHours = draft.outOfHours
        thread = draft.thread
        self.bystander = bystander
        self.destination = destination?.name
        maxLength = destination?.maxLength.map { min($0, Draft.textLimit) }
    }

    /// All that leaves if it is approved, post by post.
    package var texts: [String] { [text] + (thread?.rest ?? []) }

    /// Its text says which post of the thread it is.
    package var isNumbered: Bool {
        thread.map { ThreadPart.bare(text, $0.number, of: $0.of) != text[...] } ?? false
    }

    /// The post before it is with the customer already.
    package var goesOn: Bool { thread?.after != nil }
}

/// A case that somebody was paged for, in a list.
package struct PagedBrief: Hashable, Sendable, Codable {
    package var brief: CaseBrief
    package var people: [PersonID]
    package var chain: String
    package var step: Int
    /// When the next step follows.
    package var next: Instant?

    package init(_ brief: CaseBrief, _ paging: Paging, next: Instant?) {
        self.brief = brief
        people = paging.called
        chain = paging.chain
        step = paging.step
        self.next = next
    }

    package init(_ call: PageCall) {
        brief = call.brief
        people = call.step.people
        chain = call.step.chain
        step = call.step.step
        next = call.step.next
    }
}
