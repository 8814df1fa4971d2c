package import Casework

/// Something to be said: one delivery of the outbox, already on disk.
package struct Post: Sendable {
    /// The delivery's id: its idempotency key on the wire.
    package var id: DeliveryID
    /// Which attempt this is, from 1; a receipt names it.
    package var attempt: Int
    package var destination: Destination
    package var lane: Lane
    /// Shown together and in this order. At least one.
    package var lines: [Line]
    /// The message this answers, where the chat can show that.
    package var answers: String?
    /// It may be there already (the receipt of an earlier attempt was cut off): marked as such
    /// where the server's history cannot settle it.
    package var isRepeat: Bool
    /// When it was decided; no attempt was earlier. Nothing: not long ago.
    package var createdAt: Instant?
    /// None of it may be left out, however long it is: what depends on its having been seen depends
    /// on all of it.
    package var isWhole: Bool
    /// How it stands among other messages, for links that keep those (`keepsMessages`).
    package var shape: Shape
    /// Whoever reads it may answer before its receipt is in: the link says when all of it is on its
    /// way (`ChatEvent.underWay`), unless its receipts come at once.
    package var isAwaited: Bool

    package enum Destination: Hashable, Sendable {
        case room(RoomAddress)
        case person(DirectAddress)
    }

    package init(
        id: DeliveryID, attempt: Int, destination: Destination, lane: Lane, lines: [Line],
        answers: String? = nil, isRepeat: Bool = false, createdAt: Instant? = nil,
        isWhole: Bool = false, shape: Shape = Shape(), isAwaited: Bool = false
    ) {
        self.id = id
        self.attempt = attempt
        self.destination = destination
        self.lane = lane
        self.lines = lines
        self.answers = answers
        self.isRepeat = isRepeat
        self.createdAt = createdAt
        self.isWhole = isWhole
        self.shape = shape
        self.isAwaited = isAwaited
    }

    /// What a chat that keeps messages makes of a post. Others show its lines and nothing else.
    package struct Shape: Hashable, Sendable {
        /// People's clients may sound. Everything else is said quietly; whoever a `.person` span
        /// names is meant, and rung, all the same.
        package var rings: Bool
        /// Stands in the thread of that message.
        package var under: MessageAnchor?
        /// Takes the place of what that message said until now. Nothing rings then.
        package var replaces: MessageAnchor?
        /// Signs that the bot puts on it, so that one tap is enough.
        package var signs: [String]
        /// Nothing was done of what it answers, and no disk knows that. Whoever reads in the room
        /// what was missed finds it here: it is not to be heard again.
        package var isDeclining: Bool

        package init(
            rings: Bool = false, under: MessageAnchor? = nil, replaces: MessageAnchor? = nil,
            signs: [String] = [], isDeclining: Bool = false
        ) {
            self.rings = rings
            self.under = under
            self.replaces = replaces
            self.signs = signs
            self.isDeclining = isDeclining
        }
    }
}

/// A message of the bot's own that another post stands with.
package enum MessageAnchor: Hashable, Sendable {
    /// By the chat's own id of it, as its receipt named it.
    case message(String)
    /// By the post that it came from, whose receipt may be on its way; it was given to the same
    /// link before. If it did not land, a post under it stands alone, and one in its place is
    /// refused.
    case post(DeliveryID)
}

/// How a post ended: the only way back into the loop.
package struct Receipt: Sendable {
    package var id: DeliveryID
    package var attempt: Int
    package var outcome: Outcome
    package var at: Instant

    package enum Outcome: Hashable, Sendable {
        /// It is in the room; the reference is the server's message id, if it has one.
        case sent(reference: String?)
        /// Not sent, and nothing reached the wire: the outbox keeps it until the link is up.
        case linkDown
        /// Not now: the server asks to wait.
        case retry(after: Lapse)
        /// The server will not have it, in its own words.
        case refused(reason: String)
        /// Part of it reached the wire and then the connection ended.
        case unknown
    }

    package init(id: DeliveryID, attempt: Int, outcome: Outcome, at: Instant) {
        self.id = id
        self.attempt = attempt
        self.outcome = outcome
        self.at = at
    }
}
