/// How a page reaches a person.
package enum PageChannel: String, Hashable, Sendable, Codable, CaseIterable {
    /// A direct message, which goes by the outbox of posts as any other.
    case direct
    case email
    case webhook
}

/// One message to one person on one channel, gathered over several cases. Nothing in it is the
/// customer's words.
package struct Page: Hashable, Sendable {
    /// The same at every attempt, and never another page's: the `Message-ID` of the mail,
    /// `webhook-id`.
    package var key: DeliveryID
    package var person: PersonID
    package var channel: PageChannel
    /// None where nothing but the way is tried (`oncall test`).
    package var cases: [PagedCase]
    /// The escalation chain and its step, counted from 1.
    package var chain: String
    package var step: Int
    /// Some case's run through the chain begins with it.
    package var isFirst: Bool
    /// For practice: nothing has happened.
    package var isTest: Bool
    package var createdAt: Instant

    package init(
        key: DeliveryID, person: PersonID, channel: PageChannel, cases: [PagedCase],
        chain: String, step: Int, isFirst: Bool = true, isTest: Bool, createdAt: Instant
    ) {
        self.isFirst = isFirst
        self.key = key
        self.person = person
        self.channel = channel
        self.cases = cases
        self.chain = chain
        self.step = step
        self.isTest = isTest
        self.createdAt = createdAt
    }
}

/// What a page says of a case.
package struct PagedCase: Hashable, Sendable, Codable {
    package var id: CaseID
    package var priority: Priority
    package var queue: QueueName
    package var openedAt: Instant
    /// Nothing: no first response is owed by a time.
    package var firstResponseDueAt: Instant?

    package init(
        id: CaseID, priority: Priority, queue: QueueName, openedAt: Instant,
        firstResponseDueAt: Instant?
    ) {
        self.id = id
        self.priority = priority
        self.queue = queue
        self.openedAt = openedAt
        self.firstResponseDueAt = firstResponseDueAt
    }
}

/// How one attempt to page ended, as well as it can be known.
package enum PageOutcome: Hashable, Sendable {
    /// Whoever carries pages has it; `reference` is the name it goes by there.
    case sent(reference: String?)
    /// Nothing was taken; another attempt may do better.
    case retry(after: Lapse?, reason: String)
    /// Nothing was taken, and no attempt will do better before somebody changes something.
    case refused(reason: String)
    /// It may have been taken. A page that comes twice is better than one that never came.
    case unknown(reason: String)
    /// The receiver has ended itself (410): nothing was taken, and nothing more is to be sent to it.
    case gone
}
