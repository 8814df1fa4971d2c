/// The rooms we are in or want to be in, in the order of the configuration.
struct RoomBook: Sendable {
    struct Room: Sendable {
        /// As configured: what the desk calls it, whatever the server calls it by now.
        var name: String
        /// The name that the server gave it since. (draft/channel-rename)
        var newName: String?
        var nameOnServer: String { newName ?? name }
        var key: String?
        /// As configured.
        var isVouchedPrivate = false
        var place = Place.outside(retryAt: nil)
        /// Failed attempts to come in, or kicks, since the last long stay.
        var failures = 0
        var refusal: String?
        /// The modes that are set; nothing while they are not known.
        var modes: Set<Character>?
        /// All occupants are known.
        var isListed: Bool { isNamed && isAsked }
        /// The server has told who is there, and what else it knows of them.
        var isNamed = false
        var isAsked = false
        /// Somebody is there who is not in the roster, because it is full.
        var isCrowded = false
        var privacy: IRCRoomPrivacy = .unknown
        var enteredAt: Milliseconds = 0
        var invitedAt: Milliseconds?
        /// When its people are listed again because somebody came whose account is not known.
        var relistAt: Milliseconds?
        var listedAt: Milliseconds = 0
        /// When what is still not known of it is asked for again, and how often it was.
        var askAgainAt: Milliseconds = 0
        var askedAgain = 0

        var isKnown: Bool { modes != nil && isListed }
    }

    enum Place: Hashable, Sendable {
        case outside(retryAt: Milliseconds?)
        case joining(since: Milliseconds)
        case inside
    }

    private(set) var order: [FoldedName] = []
    private var byName: [FoldedName: Room] = [:] { didSet { isChanged = true } }
    /// Since it was last looked at.
    var isChanged = true
    /// The rooms that have another name by now, by the one they are configured under.
    private(set) var renamed: [FoldedName: FoldedName] = [:]
    /// Rooms that nobody configured and that we left; beyond this number on one connection they
    /// are not even left: nothing that is said in them is for us anyway.
    static let leftMax = 32
    var left = 0
    /// The list of rooms was told, and is told again when it changes.
    var toldRooms: [String]?

    subscript(name: FoldedName) -> Room? {
        get { byName[name] }
        set {
            if let newValue {
                if byName[name] == nil { order.append(name) }
                byName[name] = newValue
            } else {
                byName[name] = nil
                order.removeAll { $0 == name }
            }
        }
    }

    var all: [(name: FoldedName, room: Room)] {
        order.compactMap { name in byName[name].map { (name, $0) } }
    }

    /// The new names by the old ones.
    mutating func refold(_ mapping: CaseMapping) -> [FoldedName: FoldedName] {
        let rooms = all
        order = []
        byName = [:]
        renamed = [:]
        var names: [FoldedName: FoldedName] = [:]
        for (old, room) in rooms {
            let name = mapping.key(room.nameOnServer)
            names[old] = name
            self[name] = room
            if room.newName != nil { renamed[mapping.key(room.name)] = name }
        }
        return names
    }

    /// The room keeps its place and what is known of it.
    mutating func rename(_ old: FoldedName, to new: FoldedName, configured: FoldedName) {
        guard let room = byName.removeValue(forKey: old) else { return }
        byName[new] = room
        order = order.map { $0 == old ? new : $0 }
        renamed[configured] = new == configured ? nil : new
    }

    func nextMoment(_ patience: IRCSessionConfiguration.Patience) -> Milliseconds? {
        byName.values.compactMap { room in
            switch room.place {
            case .outside(let retryAt): retryAt
            case .joining(let since): since + patience.room
            case .inside:
                [room.relistAt, room.isKnown ? nil : room.askAgainAt].compactMap(\.self).min()
            }
        }.min()
    }
}
