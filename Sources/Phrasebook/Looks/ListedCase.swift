package import Casework

/// A case as a list shows it.
package struct ListedCase: Hashable, Sendable {
    package var id: CaseID
    package var phase: Phase
    package var queue: QueueName
    package var priority: Priority
    package var customer: Author
    package var holder: PersonID?
    package var dueAt: Instant?
    /// The beginning of what the customer wrote.
    package var opening: String
    package var mark: Mark?
    package var draftState: DraftState?

    package init(
        id: CaseID, phase: Phase, queue: QueueName, priority: Priority, customer: Author,
        holder: PersonID?, dueAt: Instant?, opening: String,
        mark: Mark? = nil, draftState: DraftState? = nil
    ) {
        self.id = id
        self.phase = phase
        self.queue = queue
        self.priority = priority
        self.customer = customer
        self.holder = holder
        self.dueAt = dueAt
        self.opening = opening
        self.mark = mark
        self.draftState = draftState
    }
}

/// A draft that waits for other eyes, as a list shows it.
package struct ListedDraft: Hashable, Sendable {
    package var id: CaseID
    package var draft: Draft
    package var customer: Author
    package var dueAt: Instant?
    package init(id: CaseID, draft: Draft, customer: Author, dueAt: Instant?) {
        self.id = id
        self.draft = draft
        self.customer = customer
        self.dueAt = dueAt
    }
}

/// A person of the desk, as `who` shows them.
package struct Colleague: Hashable, Sendable {
    package var person: Person
    /// Seen in the chat now.
    package var isHere: Bool
    /// Away by their own word.
    package var leave: Leave?
    package var load: Load
    /// How many cases they may work on at once; nothing where there is no limit.
    package var caseLimit: Int?
    /// Where they are to be seen; nothing where there is only one network.
    package var networks: [NetworkName] = []
    /// Of somebody who is not here, if they were seen at all.
    package var lastSeen: Instant?

    package struct Load: Hashable, Sendable {
        /// Open cases that they hold, and those of them that want something of them now.
        package var cases: Int
        package var working: Int
        /// What they were asked and have not answered.
        package var questions: Int
        package init(cases: Int, working: Int? = nil, questions: Int = 0) {
            self.cases = cases
            self.working = working ?? cases
            self.questions = questions
        }
    }

    package init(person: Person, isHere: Bool, leave: Leave? = nil, load: Load) {
        self.person = person
        self.isHere = isHere
        self.leave = leave
        self.load = load
    }
}

/// An event of the audit, as far as people read it.
package struct Happening: Hashable, Sendable {
    package var at: Instant
    package var by: PersonID?
    /// The event's type as the interface names it.
    package var type: String
    /// Nothing once the customer has been erased.
    package var fact: Fact?
    package init(at: Instant, by: PersonID?, type: String, fact: Fact?) {
        self.at = at
        self.by = by
        self.type = type
        self.fact = fact
    }
}
