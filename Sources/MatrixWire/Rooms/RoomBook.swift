/// What is to be told of rooms, and what was.
struct RoomBook: Sendable {
    /// Rooms for two that we are invited to; more are left alone.
    static let invitationsMax = 64
    /// Rooms that we are in; of more nothing is known, except of those that are configured.
    static let roomsMax = 4096
    /// It was said that there are more.
    var isFull = false

    /// Entered with the answer that is being read.
    var entered: Set<String> = []
    /// Something of their state has changed since it was told.
    var isChanged = false
    /// Configured rooms with their ids, as told.
    var told: [String: String]?
    var privacy: [String: MatrixRoomPrivacy] = [:]
    /// Users in configured rooms.
    var present: Set<String> = []
    /// Rooms of which was told that they are encrypted.
    var encrypted = RecentMap<Void>(max: 1024)
    /// Rooms whose invitation was left alone, so that it is said once.
    var leftAlone = RecentMap<Void>(max: 256)
    /// Joins on their way or to be tried: rooms for two, and those that replace others.
    var joins: [String: Join] = [:]
    /// Rooms that say they were replaced by a room that does not say so.
    var refusedReplacements: Set<String> = []
    /// Configured rooms that we were put out of, until we are back and know what was said meanwhile.
    var departures: [String: Departure] = [:]
    /// Rooms that take the place of configured ones, and that let us in with the answer that is
    /// being read: what was said there before we came counts.
    var successions: [String: Succession] = [:]
    /// Rooms that do not let us speak, as we have it from a send, with the number of syncs that were
    /// answered by then.
    var silenced: [String: Int] = [:]

    struct Departure: Hashable, Sendable {
        /// Until there everything was told.
        var token: String?
        /// The event by which we were put out, if everything before it was told, too.
        var exit: String?
        var at: Milliseconds
    }

    struct Succession: Hashable, Sendable {
        /// When we were told that the room is another one now; nothing: perhaps in an earlier
        /// process.
        var since: Milliseconds?
    }

    struct Join: Sendable {
        var servers: [String]
        /// The room that this one takes the place of; nothing for a room for two.
        var replaces: String?
        /// As in `Succession`.
        var since: Milliseconds?
        var attempt = Attempt()
    }
}
