/// What a session has learned from an answer or a tick; the closed set of it. Ids are validated.
package enum MatrixFact: Hashable, Sendable {
    case loggedIn(user: String, device: String?)
    /// Token or password were refused, or are somebody else's: trying again would change nothing.
    /// The session is over.
    case credentialsRefused(reason: String)
    /// The first sync, or the first after `down`, was answered. `rooms` follows.
    case up
    /// The server cannot be reached or makes no sense; the session goes on trying.
    case down(reason: String)
    /// The configured rooms that we are in, by their configured names: once each has let us in or
    /// not, after each change, and after each `up`.
    case rooms([String: String])
    /// A configured room did not let us in; the next attempt is in `retryIn`.
    case roomRefused(room: String, reason: String, retryIn: Milliseconds)
    /// We are out of a configured room, by somebody's hand; the next attempt is in `retryIn`.
    case roomLost(room: String, reason: String, retryIn: Milliseconds)
    /// A room was replaced by another, which we are in. `rooms` follows if it was configured.
    case upgraded(from: String, to: String)
    case said(MatrixSaying)
    case reacted(MatrixReaction)
    case redacted(MatrixRedaction)
    case edited(MatrixEdit)
    case receipt(MatrixReceipt)
    /// The server is asked to take an utterance that is awaited.
    case underWay(id: String, attempt: Int)
    case privacy(room: String, MatrixRoomPrivacy)
    /// Somebody came into the configured rooms, or left the last of them.
    case presence(user: String, isHere: Bool)
    /// What is said there cannot be read. Once for each room.
    case encrypted(room: String)
    /// Nobody listened in that room in that time (by the session's clock; `since` is nothing when
    /// that was before this process), and what was said there cannot be read any more.
    case absent(room: String, since: Milliseconds?, until: Milliseconds)
    /// Everything up to this since-token has been told.
    case heardUntil(token: String)
    /// Worth a line in the log; the session goes on. Never anybody's words.
    case warned(String)
    /// A sentence for the administrators: somebody has to change something.
    case trouble(String)
}

/// A message of people, `m.room.message` of type `m.text`, in a room that we are in.
package struct MatrixSaying: Hashable, Sendable {
    /// The room's id; nothing where nobody but us and the sender is, and the room is not
    /// configured.
    package var room: String?
    package var sender: String
    /// Without the quotation of what it answers, and without our name where it began with that.
    package var text: String
    /// It began with our name, our user id or a pill of ours.
    package var isAddressed: Bool
    package var eventID: String
    package var threadRoot: String?
    /// What it answers on purpose; not what only stands in for its thread.
    package var repliesTo: String?
    /// By the sender's server's clock, milliseconds since 1970.
    package var serverTime: Int64
    /// Said while we were away, and read afterwards.
    package var isFromHistory: Bool
    /// People whom its pills name, but us.
    package var pills: [MatrixPill] = []
}

/// A person as a text shows them: with their display name, where it means a user id.
/// (Client-Server API, "matrix.to navigation")
package struct MatrixPill: Hashable, Sendable {
    package var shown: String
    package var user: String
}

/// `m.reaction` to a message. Ours are never told.
package struct MatrixReaction: Hashable, Sendable {
    /// As in `MatrixSaying`.
    package var room: String?
    package var sender: String
    /// The emoji, mostly.
    package var key: String
    package var target: String
    package var eventID: String
    package var serverTime: Int64
    package var isFromHistory: Bool
}

/// `m.room.redaction`: a message or a reaction was taken away, by its sender or somebody with the
/// power to do so.
package struct MatrixRedaction: Hashable, Sendable {
    package var room: String?
    package var sender: String
    package var target: String
    package var eventID: String
    package var serverTime: Int64
    package var isFromHistory: Bool
}

/// A message with `m.replace`. Whether whoever sent it is who said the first words has still to be
/// looked at: otherwise it changes nothing. (Client-Server API, "Event replacements")
package struct MatrixEdit: Hashable, Sendable {
    package var room: String?
    package var sender: String
    package var target: String
    package var text: String
    package var isAddressed: Bool
    package var eventID: String
    package var serverTime: Int64
    package var isFromHistory: Bool
}

/// How something we said ended. One for each `MatrixUtterance`.
package struct MatrixReceipt: Hashable, Sendable {
    package var id: String
    package var attempt: Int
    package var outcome: Outcome

    package enum Outcome: Hashable, Sendable {
        /// With its event id.
        case sent(reference: String)
        /// Nothing of it reached the server.
        case notSent
        /// Not now.
        case retry(after: Milliseconds)
        /// The server will not have it, in its own words.
        case refused(reason: String)
        /// Whether it arrived cannot be known; said again under the same id it is not doubled as
        /// long as the server remembers.
        case unknown
    }
}

package enum MatrixRoomPrivacy: Hashable, Sendable {
    case unknown
    /// Anybody may join or read, because of at least one of these.
    case open(because: [MatrixOpening])
    /// The user ids of all who are in it or invited, without ours, in order.
    case closed(members: [String])

    /// Whether somebody can read along who could not before.
    package func isWider(than before: MatrixRoomPrivacy?) -> Bool {
        guard case .closed(let members)? = before else { return false }
        guard case .closed(let present) = self else { return true }
        return !Set(present).isSubset(of: members)
    }
}

/// What lets outsiders join a room or read there, as its state says it; empty for what is malformed.
package enum MatrixOpening: Hashable, Sendable {
    /// Lets others in than those invited.
    case joinRule(String)
    case historyVisibility(String)
    case guestAccess(String)
    /// What we say there would be in plain.
    case encryption
}
