package import Casework

/// What somebody does to a message without saying anything: who, where and when.
package struct Gesture: Hashable, Sendable {
    package var network: NetworkName
    /// Nothing when it was done where the bot and one person are alone.
    package var room: RoomAddress?
    package var from: DirectAddress
    /// The authenticated account; nothing if it cannot be known.
    package var account: AccountName?
    /// The message that it was done to.
    package var target: String
    /// Its own id, unique on this network for ever.
    package var messageID: String
    /// By the server's clock.
    package var doneAt: Instant
    /// When the link read it.
    package var heardAt: Instant
    /// Read from the server's history after an absence.
    package var fromHistory: Bool
    /// As in `Saying`.
    package var delay: Lapse
    package var isDelaySure: Bool

    package init(
        network: NetworkName, room: RoomAddress?, from: DirectAddress, account: AccountName?,
        target: String, messageID: String, doneAt: Instant, heardAt: Instant,
        fromHistory: Bool = false, delay: Lapse = .zero, isDelaySure: Bool = false
    ) {
        self.network = network
        self.room = room
        self.from = from
        self.account = account
        self.target = target
        self.messageID = messageID
        self.doneAt = doneAt
        self.heardAt = heardAt
        self.fromHistory = fromHistory
        self.delay = delay
        self.isDelaySure = isDelaySure
    }

    /// As in `Saying`.
    package var meantAt: Instant { fromHistory ? doneAt : heardAt - delay }
    package var latestMeantAt: Instant { !fromHistory && isDelaySure ? meantAt : heardAt }
}

/// A sign that somebody put on a message. It is taken away by a `MessageChange` whose target is
/// the reaction's own id.
package struct Reaction: Hashable, Sendable {
    package var gesture: Gesture
    /// As it was sent, at most 64 characters: `\u{1F440}`, `\u{2705}`, perhaps with a variation selector.
    package var key: String

    package init(_ gesture: Gesture, key: String) {
        self.gesture = gesture
        self.key = key
    }
}

/// What somebody had said or put somewhere is another one now, or gone.
package struct MessageChange: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// It says this now.
        case edited(text: String)
        case deleted
    }
    package var gesture: Gesture
    package var kind: Kind

    package init(_ gesture: Gesture, _ kind: Kind) {
        self.gesture = gesture
        self.kind = kind
    }
}
