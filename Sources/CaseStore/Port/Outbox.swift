package import Casework

/// Where a post goes on its network; only the link looks inside.
package enum PostAddress: Hashable, Sendable, Codable {
    case room(String)
    case person(String)
}

/// A post to be said in chat. Its id is its idempotency key.
package struct NewPost: Hashable, Sendable {
    package var id: DeliveryID
    package var network: NetworkName
    package var address: PostAddress
    /// The desk's name of the room, if it is one.
    package var room: RoomName?
    package var lane: Lane
    package var purpose: Purpose
    package var matter: CaseID?
    package var revision: Int?
    package var notice: Notice
    /// Whom the line speaks to, by the name they have in the chat. Of a post to a person alone:
    /// who of the desk they are, because their name in the chat may change hands; nothing for a
    /// stranger.
    package var to: String?
    /// The message it answers.
    package var answers: String?
    package var createdAt: Instant
    /// Born leased: it is handed to its link right after the commit. Nothing: it waits.
    package var leasedUntil: Instant?

    package init(
        id: DeliveryID, network: NetworkName, address: PostAddress, room: RoomName? = nil,
        lane: Lane, purpose: Purpose = .other, matter: CaseID? = nil, revision: Int? = nil,
        notice: Notice, to: String? = nil, answers: String? = nil, createdAt: Instant,
        leasedUntil: Instant? = nil
    ) {
        self.id = id
        self.network = network
        self.address = address
        self.room = room
        self.lane = lane
        self.purpose = purpose
        self.matter = matter
        self.revision = revision
        self.notice = notice
        self.to = to
        self.answers = answers
        self.createdAt = createdAt
        self.leasedUntil = leasedUntil
    }
}

/// A post handed to its link, and for the how-manieth time.
package struct LeasedPost: Hashable, Sendable {
    package var post: NewPost
    /// From 1.
    package var attempt: Int
    /// An earlier attempt may have been seen.
    package var isRepeat: Bool
    /// What it stands under, where the chat keeps messages; nothing: it stands alone.
    package var under: MessageRoot?
    package init(post: NewPost, attempt: Int, isRepeat: Bool, under: MessageRoot? = nil) {
        self.post = post
        self.attempt = attempt
        self.isRepeat = isRepeat
        self.under = under
    }
}

/// What became of the leases of a process that is dead.
package struct RecoveredPosts: Hashable, Sendable {
    /// A post that may have reached its place neither the first nor the second time.
    package struct Unknown: Hashable, Sendable {
        package var id: DeliveryID
        package var network: NetworkName
        package var address: PostAddress
        package var matter: CaseID?
        package init(
            id: DeliveryID, network: NetworkName, address: PostAddress, matter: CaseID? = nil
        ) {
            self.id = id
            self.network = network
            self.address = address
            self.matter = matter
        }
    }
    /// Due again, as repeats.
    package var repeated = 0
    /// Left at that, in the order in which they were leased.
    package var unknown: [Unknown] = []
    package init() {}
}

/// How an attempt to post ended.
package struct PostEnd: Hashable, Sendable {
    package var id: DeliveryID
    package var attempt: Int
    package var at: Instant
    package var end: End
    /// It is a message that people may answer from now on (`KeptMessage`), or never will be.
    package var isKept: Bool

    package enum End: Hashable, Sendable {
        case landed(reference: String?)
        /// Not posted; due again at that time, and not as a repeat.
        case again(due: Instant)
        case refused(reason: String)
        /// Perhaps posted: repeated once, marked; the second time it is left at that.
        case perhaps
        /// Perhaps posted, where a repeat is known for one: due again then, as often as it takes.
        case perhapsAgain(due: Instant)
    }

    package init(id: DeliveryID, attempt: Int, at: Instant, end: End, isKept: Bool = false) {
        self.id = id
        self.attempt = attempt
        self.at = at
        self.end = end
        self.isKept = isKept
    }
}

/// A reply's row: what is to be sent stands in the draft it names.
package struct ReplyRow: Hashable, Sendable {
    package var key: DeliveryID
    package var matter: CaseID
    package var revision: Int
    package var state: State
    package var due: Instant
    package var departedAt: Instant?
    /// Attempts begun.
    package var attempts: Int
    /// An attempt may have arrived although nobody said so.
    package var uncertain: Bool
    package var leasedUntil: Instant?

    package enum State: String, Hashable, Sendable, CaseIterable {
        /// Leaves when due, if the decision says so.
        case scheduled
        /// Called back or held; the row keeps the key.
        case parked
        case sending, sent, failed, unknown
    }

    package init(
        key: DeliveryID, matter: CaseID, revision: Int, state: State, due: Instant,
        departedAt: Instant?, attempts: Int, uncertain: Bool, leasedUntil: Instant?
    ) {
        self.key = key
        self.matter = matter
        self.revision = revision
        self.state = state
        self.due = due
        self.departedAt = departedAt
        self.attempts = attempts
        self.uncertain = uncertain
        self.leasedUntil = leasedUntil
    }
}

/// The row of what a customer is told while nobody answers; what is said stands with its case.
package struct AcknowledgementRow: Hashable, Sendable {
    package var key: DeliveryID
    package var matter: CaseID
    package var answers: MentionKey
    package var state: Acknowledgement.State
    package var decidedAt: Instant
    package var due: Instant
    package var departedAt: Instant?
    /// Attempts begun.
    package var attempts: Int
    /// An attempt may have arrived although nobody said so.
    package var uncertain: Bool
    package var leasedUntil: Instant?

    package init(
        key: DeliveryID, matter: CaseID, answers: MentionKey, state: Acknowledgement.State,
        decidedAt: Instant, due: Instant, departedAt: Instant?, attempts: Int, uncertain: Bool,
        leasedUntil: Instant?
    ) {
        self.key = key
        self.matter = matter
        self.answers = answers
        self.state = state
        self.decidedAt = decidedAt
        self.due = due
        self.departedAt = departedAt
        self.attempts = attempts
        self.uncertain = uncertain
        self.leasedUntil = leasedUntil
    }
}

package struct OutboxFigures: Hashable, Sendable {
    package var pendingPosts: Int
    package var pendingReplies: Int
    package var oldestPost: Instant?
    /// Since when the oldest has waited: its first attempt, or when that is due.
    package var oldestReply: Instant?
    package init(
        pendingPosts: Int, pendingReplies: Int, oldestPost: Instant?, oldestReply: Instant?
    ) {
        self.pendingPosts = pendingPosts
        self.pendingReplies = pendingReplies
        self.oldestPost = oldestPost
        self.oldestReply = oldestReply
    }
}

/// How far a relay of events has come. Delivering an event makes no event.
package struct RelayCursor: Hashable, Sendable {
    package var relay: String
    /// The last sequence delivered.
    package var sequence: Int64
    /// Failed attempts at the next one.
    package var failures: Int
    package var nextAttemptAt: Instant?
    /// The receiver said 410: nothing more is sent there until the desk begins anew.
    package var isGone: Bool
    package init(
        relay: String, sequence: Int64, failures: Int = 0, nextAttemptAt: Instant? = nil,
        isGone: Bool = false
    ) {
        self.relay = relay
        self.sequence = sequence
        self.failures = failures
        self.nextAttemptAt = nextAttemptAt
        self.isGone = isGone
    }
}
