package import Casework
package import Chat

/// One line that the console has shown.
package struct ConsoleLine: Hashable, Sendable {
    package var at: Instant
    package var place: Place
    package var speaker: String
    /// As it was shown, without colours.
    package var text: String
    /// The post it belongs to; nothing for what people said.
    package var post: DeliveryID?

    package enum Place: Hashable, Sendable {
        case room(RoomAddress)
        /// Between the bot and one person.
        case person(DirectAddress)
    }
}
