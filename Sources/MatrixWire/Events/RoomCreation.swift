import Notation

/// `m.room.create`: what a room is from its first event on. (Client-Server API)
struct RoomCreation: Hashable, Sendable {
    var version: String
    /// Who made it.
    var maker: String
    /// The room that this one replaces, as this one says.
    var predecessor: String?
    /// Those whom no power level binds, from room version 12 on.
    var creators: [String]

    /// Whether redactions name their target in their content, as from room version 11 on, or beside
    /// it; nothing for a version that is no number. (Room version 11, "Moving the redacts property")
    var redactsInContent: Bool? { Int(version).map { $0 >= 11 } }

    init(_ event: MatrixEvent) {
        version = event.content["room_version"]?.string ?? "1"
        maker = event.sender.rawValue
        let room = event.content["predecessor"]?["room_id"]?.string
        predecessor = room.flatMap { MatrixID.isRoom($0) ? $0 : nil }
        let others = (event.content["additional_creators"]?.array ?? []).prefix(64)
        let hasCreators = (Int(version) ?? 0) >= 12
        creators = hasCreators ? [event.sender.rawValue] + others.compactMap(\.string) : []
    }
}
