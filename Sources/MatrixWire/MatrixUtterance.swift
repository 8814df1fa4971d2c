/// Something to say or do in a room: one event. Plain text and HTML come ready-made.
package struct MatrixUtterance: Hashable, Sendable {
    /// Makes the transaction id: the same for every attempt, for ever.
    package var id: String
    /// From 1; the receipt names it.
    package var attempt: Int
    package var destination: Destination
    /// What is more urgent goes first. In one room order holds among what is as urgent.
    package var urgency: Urgency
    package var content: Content
    /// Keys of reactions that we put on the message ourselves once it has landed, when nothing
    /// else is to be said. They have no receipts.
    package var seeds: [String]
    /// Of a cosmetic: for how long it was owed before it was given to us, also by an earlier process.
    /// That counts as patience that it has had.
    package var owedFor: Milliseconds
    /// It is told when the server is asked to take it (`MatrixFact.underWay`).
    package var isAwaited = false

    package enum Urgency: Int, Hashable, Comparable, CaseIterable, Sendable {
        /// May take all that the server still bears.
        case ring
        /// Somebody waits for it. Leaves to what rings its part of what the server bears.
        case answer
        case other
        /// Nobody misses it for a while: goes when nothing else is to be said and nobody has just
        /// said anything, and leaves most of what the server bears to all else.
        case cosmetic

        /// What somebody waits for, the most urgent first.
        static let talk: [Urgency] = [.ring, .answer, .other]

        package static func < (one: Urgency, other: Urgency) -> Bool {
            one.rawValue < other.rawValue
        }
    }

    package enum Destination: Hashable, Sendable {
        /// A room's id.
        case room(String)
        /// A user's id: the room for us two, made when there is none.
        case person(String)
    }

    package enum Content: Hashable, Sendable {
        case message(Message)
        case redaction(target: Reference, reason: String?)
        case reaction(key: String, target: Reference)
    }

    /// Another event of the same room.
    package enum Reference: Hashable, Sendable {
        case event(String)
        /// An earlier utterance, by its id. What waits for that one goes after it; once it is
        /// forgotten or has failed, a thread or an answer is left out, and all else is refused.
        case utterance(String)
    }

    package struct Message: Hashable, Sendable {
        package var body: String
        /// `org.matrix.custom.html`, if any.
        package var html: String?
        /// `m.notice` instead of `m.text`: nobody's client rings and no bot answers.
        package var isNotice: Bool
        /// User ids of those who are meant by it, and only of those.
        package var mentions: [String]
        package var threadRoot: Reference?
        package var repliesTo: Reference?
        /// This takes the place of that one's words.
        package var replaces: Reference?
        /// The event of which nothing was done, as this says: it is not to be told again.
        package var declines: String?

        package init(
            body: String, html: String? = nil, isNotice: Bool = false, mentions: [String] = [],
            threadRoot: Reference? = nil, repliesTo: Reference? = nil, replaces: Reference? = nil,
            declines: String? = nil
        ) {
            self.body = body
            self.html = html
            self.isNotice = isNotice
            self.mentions = mentions
            self.threadRoot = threadRoot
            self.repliesTo = repliesTo
            self.replaces = replaces
            self.declines = declines
        }
    }

    package init(
        id: String, attempt: Int = 1, destination: Destination, urgency: Urgency = .other,
        content: Content, seeds: [String] = [], owedFor: Milliseconds = 0
    ) {
        self.id = id
        self.attempt = attempt
        self.destination = destination
        self.urgency = urgency
        self.content = content
        self.seeds = seeds
        self.owedFor = owedFor
    }
}
