import Notation

/// A room that we are in, as its state says.
struct MatrixRoom: Sendable {
    /// Beyond it nobody knows who reads along.
    static let membersMax = 5000
    /// A longer display name is nobody's to be addressed by.
    static let nameBytesMax = 1024

    struct Member: Hashable, Sendable {
        var isInvited: Bool
        var name: String?
    }

    let id: String
    var creation: RoomCreation?
    var joinRule: String?
    var historyVisibility: String?
    var guestAccess: String?
    var power: PowerLevels?
    /// Joined or invited; ours among them.
    private(set) var members: [String: Member] = [:]
    /// Who declined or left: a few are enough, of a room for two.
    private(set) var gone: Set<String> = []
    private static let goneMax = 8
    private(set) var isCrowded = false
    var isEncrypted = false
    var topic: String?
    /// Who set it, by the event's sender.
    var topicSetter: String?
    /// The room that takes this one's place, and the server of whoever said so.
    var replacement: (room: String, server: String)?
    /// Made by us as a closed one; a sync is still to tell of it.
    var isMade = false

    init(id: String) { self.id = id }

    /// State of any kind; what is malformed changes nothing, except that what should protect the
    /// room then counts as not there.
    mutating func take(_ event: MatrixEvent) {
        guard event.stateKey != nil else { return }
        let content = event.content
        if event.type == "m.room.member" { return takeMember(event) }
        guard event.stateKey == "" else { return }
        switch event.type {
        case "m.room.create": creation = creation ?? RoomCreation(event)
        case "m.room.join_rules": joinRule = content["join_rule"]?.string ?? ""
        case "m.room.history_visibility":
            historyVisibility = content["history_visibility"]?.string ?? ""
        case "m.room.guest_access": guestAccess = content["guest_access"]?.string ?? ""
        case "m.room.power_levels": power = PowerLevels(content)
        case "m.room.encryption": isEncrypted = true
        case "m.room.topic":
            topic = content["topic"]?.string ?? ""
            topicSetter = event.sender.rawValue
        case "m.room.tombstone": takeTombstone(event)
        default: break
        }
    }

    private mutating func takeTombstone(_ event: MatrixEvent) {
        guard let room = event.content["replacement_room"]?.string, MatrixID.isRoom(room),
            room != id
        else { return }
        replacement = (room, event.sender.server)
    }

    private mutating func takeMember(_ event: MatrixEvent) {
        guard let user = event.stateKey, MatrixID.isUser(user) else { return }
        switch event.content["membership"]?.string {
        case "join", "invite":
            guard members[user] != nil || members.count < MatrixRoom.membersMax else {
                isCrowded = true
                return
            }
            let name = event.content["displayname"]?.string
            members[user] = Member(
                isInvited: event.content["membership"]?.string == "invite",
                name: name.flatMap { $0.utf8.count <= MatrixRoom.nameBytesMax ? $0 : nil })
        default:
            members[user] = nil
            if gone.count < MatrixRoom.goneMax { gone.insert(user) }
            return
        }
        gone.remove(user)
    }

    mutating func invite(_ user: String) { members[user] = Member(isInvited: true) }
    mutating func enter(_ user: String) { members[user] = Member(isInvited: false) }

    /// Everybody but us, in order.
    func others(than user: String) -> [String] { members.keys.filter { $0 != user }.sorted() }

    /// The one other who is in it or invited, if it is just one.
    func companion(of user: String) -> String? {
        guard !isCrowded, members.count <= 2 else { return nil }
        let others = members.keys.filter { $0 != user }
        return others.count == 1 ? others.first : nil
    }

    /// Who could read along. Rules that we do not know protect nobody. (Client-Server API, "Room
    /// history visibility", "Joining rooms", "Guest access"; what is not set is the default of
    /// the specification.)
    /// What we say into an encrypted room is not encrypted: it counts as open, too.
    func privacy(of user: String) -> MatrixRoomPrivacy {
        guard creation != nil, !isCrowded else { return .unknown }
        let openings = openings
        return openings.isEmpty ? .closed(members: others(than: user)) : .open(because: openings)
    }

    /// Nobody but those in it and those invited gets to read what is said there, and no other room
    /// has taken its place. Guests do not count: they need an invitation like everybody, and clients
    /// and servers let them into every room for two. (Client-Server API, "Guest access")
    var isClosed: Bool {
        guard replacement == nil, !isCrowded, creation != nil || isMade else { return false }
        return openings.allSatisfy { if case .guestAccess = $0 { true } else { false } }
    }

    private var openings: [MatrixOpening] {
        var openings: [MatrixOpening] = []
        if isEncrypted { openings.append(.encryption) }
        let rule = joinRule ?? "invite"
        if !["invite", "knock", "private"].contains(rule) { openings.append(.joinRule(rule)) }
        let history = historyVisibility ?? "shared"
        if !["shared", "invited", "joined"].contains(history) {
            openings.append(.historyVisibility(history))
        }
        let guests = guestAccess ?? "forbidden"
        if guests != "forbidden" { openings.append(.guestAccess(guests)) }
        return openings
    }

    /// Whether somebody's power suffices to set state.
    func may(_ user: String, setState type: String) -> Bool {
        if creation?.creators.contains(user) == true { return true }
        let levels = power ?? PowerLevels.unset
        return levels.level(of: user) >= levels.needed(forState: type)
    }
}
