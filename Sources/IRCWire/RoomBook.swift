/// The rooms we are in or want to be in, in the order of the configuration.
struct RoomBook: Sendable {
    struct Room: Sendable {
        /// As configured, else as the server spells it.
        var name: String
        var key: String?
        var isConfigured: Bool
        var place = Place.outside(retryAt: nil)
        /// Failed attempts to come in, or kicks, since the last long stay.
        var failures = 0
        var refusal: String?
        /// The modes that are set; nothing while they are not known.
        var modes: Set<Character>?
        /// All occupants are known.
        var isListed = false
        var privacy: IRCRoomPrivacy = .unknown
        var enteredAt: Milliseconds = 0
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
    /// Rooms that nobody configured, such as a server puts us into; beyond this number they are
    /// left alone.
    static let foreignMax = 32
    /// The list of rooms was told, and is told again when it changes.
    var toldRooms: [String]?

    var hasSpaceForForeign: Bool {
        byName.values.count { !$0.isConfigured } < RoomBook.foreignMax
    }

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
        var names: [FoldedName: FoldedName] = [:]
        for (name, room) in rooms {
            names[name] = mapping.key(room.name)
            self[mapping.key(room.name)] = room
        }
        return names
    }

    func nextMoment(_ patience: IRCSessionConfiguration.Patience) -> Milliseconds? {
        byName.values.compactMap { room in
            switch room.place {
            case .outside(let retryAt): retryAt
            case .joining(let since): since + patience.room
            case .inside: nil
            }
        }.min()
    }
}
