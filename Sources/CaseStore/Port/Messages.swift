package import Casework

/// A message of the desk's in a chat that keeps messages: people answer under it, and put signs on
/// it. It is known by the post that it came from until its receipt is in.
package struct KeptMessage: Hashable, Sendable {
    package var post: DeliveryID
    package var network: NetworkName
    /// The chat's own name of the room.
    package var room: String
    package var matter: CaseID
    package var kind: Kind
    /// The chat's own id of it; nothing until it has landed.
    package var reference: String?
    /// Of a card: the last event that it shows.
    package var shows: Int64

    package enum Kind: Hashable, Sendable {
        /// The case itself, as one message that changes as the case moves.
        case card
        case draft(revision: Int)
    }

    package init(
        post: DeliveryID, network: NetworkName, room: String, matter: CaseID, kind: Kind,
        reference: String? = nil, shows: Int64 = 0
    ) {
        self.post = post
        self.network = network
        self.room = room
        self.matter = matter
        self.kind = kind
        self.reference = reference
        self.shows = shows
    }
}

/// The message that a conversation hangs on: by the chat's own id of it, or, until that is known, by
/// the post that it comes from.
package enum MessageRoot: Hashable, Sendable {
    case message(String)
    case post(DeliveryID)
}

extension KeptMessage {
    package var root: MessageRoot { reference.map { .message($0) } ?? .post(post) }
}

/// A sign that somebody put on a message, and that was a command: whoever takes it away again says
/// something, too.
package struct KeptSign: Hashable, Sendable {
    package var network: NetworkName
    /// The chat's own id of it.
    package var reference: String
    package var matter: CaseID
    package var revision: Int?
    /// As it was taken: `claim`, `approve`; `nothing` where it was refused.
    package var meaning: String
    package static let nothing = "nothing"
    package var by: PersonID

    package init(
        network: NetworkName, reference: String, matter: CaseID, revision: Int?, meaning: String,
        by: PersonID
    ) {
        self.network = network
        self.reference = reference
        self.matter = matter
        self.revision = revision
        self.meaning = meaning
        self.by = by
    }
}
