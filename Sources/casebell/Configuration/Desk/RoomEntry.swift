import Casework
import Chat

/// A room of the desk.
struct RoomEntry: Hashable, Sendable {
    var name: RoomName
    var network: NetworkName
    /// The room's own name on its network.
    var address: RoomAddress
    /// What it takes to join.
    var key: Secret?
    /// Customers' words may be shown there whatever the room's modes say.
    var isPrivate: Bool
}

extension RoomEntry {
    init(name: String, _ value: Value) {
        if !isName(name) {
            value.error(
                "\"\(printable(name))\" cannot be a room's name",
                "Use letters, digits, \".\", \"_\" and \"-\", at most 64.")
        }
        self = value.keyed { RoomEntry(name: RoomName(name), $0) }
    }

    private init(name: RoomName, _ keys: KeyedReader) {
        self.name = name
        network = NetworkName(keys.required("network", "network: office")?.text() ?? "")
        address = RoomAddress(keys.required("room", "room: \"#care\"")?.text(limit: 255) ?? "")
        key = keys["key"]?.secret()
        let overrule = keys["private"]
        isPrivate = overrule?.flag() ?? false
        if isPrivate {
            overrule?.warn(
                "customers' words are shown here whoever may join or read",
                "Remove it and make the room invite-only or keyed.")
        }
    }
}
