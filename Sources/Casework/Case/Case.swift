/// One customer's matter: the mentions of one conversation and what the desk did about them.
/// It is the projection of its events and nothing else (`Case+Projection.swift`).
package struct Case: Hashable, Sendable, Codable {
    package var id: CaseID
    package var phase: Phase
    package var queue: QueueName
    package var priority: Priority
    package var points: Int
    package var reasons: [PointReason]
    package var customer: Author
    /// The thread at the source, if there is one.
    package var conversation: String?
    package var openedAt: Instant
    package var holder: PersonID?
    package var heldSince: Instant?
    /// Who held it last, when nobody does.
    package var lastHolder: PersonID?
    /// A colleague who was offered it and has not accepted yet.
    package var offeredTo: PersonID?
    /// By when the first reply is, or was, to be sent.
    package var firstResponseDueAt: Instant?
    package var firstResponseAt: Instant?
    /// Runs while the customer is owed a reply.
    package var clock: ResponseClock?
    package var snoozedUntil: Instant?
    package var resolvedAt: Instant?
    package var outcome: String?
    package var escalation: Escalation?
    /// Its run through an escalation chain; nothing where it pages nobody.
    package var paging: Paging?
    package var mergedInto: CaseID?
    /// In the order in which they were added.
    package var tags: [String]
    package var links: [String]
    package var mentions: [Mention]
    package var drafts: [Draft]
    /// Customers' thanks after the end, counted.
    package var thanks: Int
    /// So many of the mentions, the first, are owed no reply any more: they were answered, or the
    /// matter ended after them.
    package var settled: Int
    /// What people were asked about it, in the order of asking.
    package var questions: [Question]
    /// What the customer was told while nobody answered, in the order of telling.
    package var acknowledgements: [Acknowledgement] = []

    package struct Escalation: Hashable, Sendable, Codable {
        package var to: String?
        package var reason: String
        package var by: PersonID
        package var at: Instant
        package init(to: String?, reason: String, by: PersonID, at: Instant) {
            self.to = to
            self.reason = reason
            self.by = by
            self.at = at
        }
    }

    /// A conversation longer than this goes on in a new, linked case.
    package static let mentionLimit = 500
    package static let draftLimit = 500
    package static let tagLimit = 20
    package static let linkLimit = 50
    /// A resolved case takes further mentions for this long; later ones open a linked case.
    package static let reopenWindow = Lapse.days(7)

    package init(
        id: CaseID, queue: QueueName, priority: Priority, points: Int, reasons: [PointReason],
        customer: Author, conversation: String?, openedAt: Instant, mentions: [Mention]
    ) {
        self.id = id
        self.phase = .new
        self.queue = queue
        self.priority = priority
        self.points = points
        self.reasons = reasons
        self.customer = customer
        self.conversation = conversation
        self.openedAt = openedAt
        self.mentions = mentions
        self.drafts = []
        self.tags = []
        self.links = []
        self.thanks = 0
        self.settled = 0
        self.questions = []
    }

    package var liveDraft: Draft? { drafts.last { $0.state.isLive } }
    package func draft(marked mark: Mark) -> Draft? { drafts.last { $0.mark == mark } }
    package func draft(keyed key: DeliveryID) -> Draft? { drafts.last { $0.key == key } }

    /// The mention that a reply written now would answer: the customer's newest that still stands.
    /// Others may speak in the same conversation; a reply is never to them unless the customer has
    /// nothing standing there.
    package var newestMention: Mention? {
        mentions.last { $0.deletedAt == nil && isCustomers($0) }
            ?? mentions.last { $0.deletedAt == nil } ?? mentions.last
    }

    /// What the customer wrote and is owed a reply to, oldest first; nothing while the case sleeps or
    /// has ended. Thanks ask for none.
    package var unanswered: [Mention] {
        guard phase.isOpen, phase != .snoozed else { return [] }
        return mentions.dropFirst(settled).filter {
            $0.deletedAt == nil && isCustomers($0) && !Thanks.isOnlyThanks($0.text)
        }
    }

    /// How it stands with the customer.
    package func circumstances(at now: Instant) -> Circumstances {
        let owed = unanswered
        return Circumstances(
            unanswered: owed.count, waitingSince: owed.first.map { min($0.postedAt, now) },
            now: now)
    }

    /// The language of the customer's newest post that says one.
    package var language: String? {
        mentions.last { isCustomers($0) && $0.language != nil }?.language
    }

    /// The same without region or script, by which people are found who speak it.
    package var spokenLanguage: String? { language.map(Person.spoken) }

    /// Whether the customer wrote it, and not somebody else in the conversation.
    package func isCustomers(_ mention: Mention) -> Bool {
        mention.author.handle == customer.handle
    }

    /// Whether a further mention of this conversation still belongs here at that time.
    package func takesMentions(at now: Instant) -> Bool {
        guard mentions.count < Case.mentionLimit, mergedInto == nil else { return false }
        if phase == .resolved, let resolvedAt { return now - resolvedAt <= Case.reopenWindow }
        return true
    }
}
