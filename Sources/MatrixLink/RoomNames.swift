import Casework
import Chat

/// Rooms by two names: the desk knows them as they are configured, the server by their ids, which
/// change when a room is upgraded.
struct RoomNames: Sendable {
    private let configured: Set<String>
    /// Where we are now, by configured name.
    private(set) var joined: [String: String] = [:]
    /// Configured names by every id that stood for them.
    private var names: [String: String] = [:]

    init(configured: [String]) {
        self.configured = Set(configured)
        for name in configured where name.hasPrefix("!") { names[name] = name }
    }

    /// In the order of their names.
    var addresses: [RoomAddress] { joined.keys.sorted().map { RoomAddress($0) } }

    /// The rooms that we are in, and no others.
    mutating func learn(_ rooms: [String: String]) {
        joined = rooms
        for (name, id) in rooms { names[id] = name }
    }

    mutating func moved(from old: String, to new: String) {
        guard let name = names[old] else { return }
        names[new] = name
        if joined[name] == old { joined[name] = new }
    }

    /// As configured; of a room that is not, its id.
    func address(of id: String) -> RoomAddress { RoomAddress(names[id] ?? id) }

    func isConfigured(_ id: String) -> Bool { names[id] != nil }

    /// Nothing: we are not in it.
    func id(of address: RoomAddress) -> String? {
        let name = address.rawValue
        if let id = joined[name] { return id }
        return name.hasPrefix("!") && !configured.contains(name) ? name : nil
    }
}
