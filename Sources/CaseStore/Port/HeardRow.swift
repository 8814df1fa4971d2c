package import Casework

/// How far a room of a network was heard.
package struct HeardRow: Hashable, Sendable {
    package var network: NetworkName
    /// As the network spells it; nothing for what is said to the bot alone.
    package var room: String?
    /// The server's id of the last message heard, and its time by the server's clock.
    package var messageID: String?
    package var saidAt: Instant?
    /// Until then nothing was missed, or the room was told.
    package var heardAt: Instant

    package init(
        network: NetworkName, room: String?, messageID: String?, saidAt: Instant?,
        heardAt: Instant
    ) {
        self.network = network
        self.room = room
        self.messageID = messageID
        self.saidAt = saidAt
        self.heardAt = heardAt
    }
}
