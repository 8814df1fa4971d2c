import Notation

/// Which rooms are for us and one person: `m.direct` of our account data, by user. (Client-Server
/// API, "Direct Messaging")
struct DirectBook: Sendable {
    static let usersMax = 4096
    static let roomsMax = 16

    /// As the server has it, with what we do not understand of it.
    private var content = JSONObject(members: [])
    private(set) var rooms: [String: [String]] = [:]
    /// Rooms that are made, by whom they are made for.
    var makings: [String: Attempt] = [:]
    static let makingsMax = 64
    /// Something is to be remembered on the server.
    var remembering = Attempt()

    mutating func learn(_ content: JSONObject) {
        self.content = content
        rooms = [:]
        for member in content.members.prefix(DirectBook.usersMax) {
            let ids = (member.value.array ?? []).compactMap(\.string).filter(MatrixID.isRoom)
            rooms[member.name] = Array(ids.suffix(DirectBook.roomsMax))
        }
    }

    mutating func add(_ room: String, for user: String, at now: Milliseconds) {
        guard rooms[user]?.contains(room) != true else { return }
        rooms[user] = Array(((rooms[user] ?? []) + [room]).suffix(DirectBook.roomsMax))
        var members = content.members.filter { $0.name != user }
        members.append(
            .init(name: user, value: .array((rooms[user] ?? []).map { .string($0) })))
        content = JSONObject(members: members)
        remembering.again(at: now)
    }

    mutating func forget(room: String) {
        for user in rooms.keys { rooms[user]?.removeAll { $0 == room } }
    }

    var bytes: [UInt8] { CanonicalJSON.bytes(CanonicalJSON.ordered(.object(content))) }

    var nextAt: Milliseconds? {
        (makings.values.compactMap(\.retryAt) + [remembering.retryAt].compactMap { $0 }).min()
    }
}
