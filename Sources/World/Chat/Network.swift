import Casework
import Chat

/// The server's side of a chat: it orders what is said in each room, keeps it or not, knows who is
/// there under which name and account, and shows each line to whoever is there.
final class Network {
    /// What the protocol allows.
    struct Habits {
        /// What was said can be read later.
        var keepsHistory: Bool
        /// Messages can be changed, answered in threads and have signs put on them; there is one
        /// place from which everything goes on.
        var keepsMessages: Bool
        /// The same post twice is shown once, because it carries its own id.
        var deduplicates: Bool
        /// The same line may be told twice, and those of different rooms in another order.
        var repeats: Bool
        /// Milliseconds between two lines of ours.
        var pace: Int64
        var latencyMax: Int64
        /// How far the server's clock is ahead of the right time.
        var clockAhead: Lapse
    }

    struct Message {
        var number: Int
        var id: String
        var at: Lapse
        /// Nothing: of the desk.
        var said: Said?
        var post: DeliveryID?
        var line: Int
        var text: String
        /// The signs that the desk put on it, and the case that it is about.
        var signs: [String] = []
        var sight = Sight.other
    }

    final class User {
        var nick: String
        let account: String?
        let person: PersonID?
        var rooms: Set<String> = []
        var sees: ((Shown) -> Void)?
        init(nick: String, account: String?, person: PersonID?) {
            self.nick = nick
            self.account = account
            self.person = person
        }
    }

    final class Room {
        let address: String
        private(set) var log: [Message] = []
        /// Where in the log each message stands, and each post of the desk with its lines: rooms
        /// talk all day, and the server is asked with every line.
        private var places: [String: Int] = [:]
        private var placesOfPosts: [DeliveryID: [Int]] = [:]
        var isOpen = false
        /// Whoever has no voice is not heard, and the desk has none.
        var isModerated = false
        init(_ address: String) { self.address = address }

        func keep(_ message: Message) {
            places[message.id] = log.count
            if let post = message.post { placesOfPosts[post, default: []].append(log.count) }
            log.append(message)
        }

        func has(_ id: String) -> Bool { places[id] != nil }

        /// What a post of the desk left here, in the order in which it came.
        func messages(of post: DeliveryID) -> [Message] {
            placesOfPosts[post, default: []].map { log[$0] }
        }
    }

    let name: NetworkName
    let habits: Habits
    let scheduler: Scheduler
    let chronicle: Chronicle
    let wall: Wall
    var chance: Chance
    private(set) var rooms: [Room]
    private(set) var users: [User] = []
    /// What was said to the desk alone, where it is kept.
    private(set) var direct: [Message] = []
    /// The desk's connection, as long as the server believes in it.
    var desk: Session?
    var isReachable = true
    /// Connections that are going to break while something is on its way.
    var cuts = 0
    /// What the desk was told last of who reads along, and when.
    var privacyTold: [String: (privacy: RoomPrivacy, at: Lapse)] = [:]
    private var count = 0

    init(
        _ name: NetworkName, _ habits: Habits, rooms: [String], _ scheduler: Scheduler,
        _ chronicle: Chronicle, _ wall: Wall, _ chance: Chance
    ) {
        self.name = name
        self.habits = habits
        self.rooms = rooms.map(Room.init)
        self.scheduler = scheduler
        self.chronicle = chronicle
        self.wall = wall
        self.chance = chance
    }

    func room(_ address: String) -> Room? { rooms.first { $0.address == address } }
    func user(_ nick: String) -> User? { users.first { $0.nick == nick } }
    func members(of address: String) -> [User] { users.filter { $0.rooms.contains(address) } }
    func serverTime(_ at: Lapse) -> Instant { wall.serverTime(at, ahead: habits.clockAhead) }

    // MARK: - Who is there

    func come(_ user: User, to addresses: [String]) {
        if !users.contains(where: { $0 === user }) { users.append(user) }
        note(user, isHere: true)
        for address in addresses { user.rooms.insert(address) }
        tellPresence(user, isHere: true)
        for address in addresses { desk?.notePrivacy(of: address) }
    }

    func go(_ user: User) {
        guard let index = users.firstIndex(where: { $0 === user }) else { return }
        users.remove(at: index)
        note(user, isHere: false)
        let left = user.rooms
        user.rooms = []
        if !left.isEmpty {
            desk?.tell(
                presence: Presence(
                    from: DirectAddress(user.nick), account: nil, isHere: false))
        }
        for address in left.sorted() { desk?.notePrivacy(of: address) }
    }

    private func note(_ user: User, isHere: Bool) {
        guard let person = user.person else { return }
        chronicle.comings.append(
            Coming(at: scheduler.now, network: name, person: person, isHere: isHere))
    }

    func rename(_ user: User, to nick: String) {
        guard self.user(nick) == nil else { return }
        desk?.tell(presence: Presence(from: DirectAddress(user.nick), account: nil, isHere: false))
        chronicle.note(scheduler.now, "\(name) \(user.nick) is now \(nick)")
        user.nick = nick
        tellPresence(user, isHere: true)
    }

    private func tellPresence(_ user: User, isHere: Bool) {
        desk?.tell(
            presence: Presence(
                from: DirectAddress(user.nick), account: user.account.map { AccountName($0) },
                isHere: isHere))
    }

    /// How a room is protected, as its members can see.
    func privacy(of room: Room) -> RoomPrivacy {
        guard !room.isOpen else { return .open }
        let members = members(of: room.address)
        return .closed(
            occupants: members.compactMap { $0.account.map { AccountName($0) } },
            strangers: members.filter { $0.account == nil }.map { DirectAddress($0.nick) })
    }

    // MARK: - What is said

    func say(_ said: Said) {
        chronicle.add(said)
        count += 1
        let message = Message(
            number: count, id: "\(name)-\(count)", at: scheduler.now, said: said, post: nil,
            line: 0, text: said.text)
        said.id = message.id
        guard let address = said.room else {
            if habits.keepsHistory { direct.append(message) }
            guard desk?.isRegistered ?? false else {
                said.wasTurnedAway = !habits.keepsHistory
                return
            }
            desk?.tell(message, in: nil)
            return
        }
        guard let room = room(address) else { return }
        room.keep(message)
        if desk?.inside.contains(address) ?? false { desk?.tell(message, in: address) }
    }

    enum Fate {
        case shown(reference: String?)
        case refused(String)
    }

    /// A line of the desk arrives. What is refused is tried again after minutes, and what else is
    /// for that room waits along.
    func take(_ line: Session.Line) -> Fate {
        let fate = fate(of: line)
        if case .refused = fate {
            chronicle.disturbed(scheduler.now, until: scheduler.now + .minutes(10))
        }
        return fate
    }

    private func fate(of line: Session.Line) -> Fate {
        switch line.destination {
        case .room(let address):
            guard let room = room(address.rawValue) else {
                return .refused("403 \(address) :No such channel")
            }
            guard !room.isModerated else {
                return .refused("404 \(address) :Cannot send to channel (+m)")
            }
            if line.isFiltered { return .refused("404 \(address) :Your text is not wanted here") }
            return show(line, in: room)
        case .person(let nick):
            guard let user = user(nick.rawValue) else {
                return .refused("401 \(nick) :No such nick")
            }
            let shown = record(line, room: nil, nick: nick.rawValue, person: user.person)
            deliver(shown, to: user)
            return .shown(reference: nil)
        }
    }

    private func show(_ line: Session.Line, in room: Room) -> Fate {
        if let changed = line.replaces {
            guard room.has(changed) else { return .refused("no such message") }
            chronicle.changed(changed, on: name, to: line.text, line: line.index, scheduler.now)
            return .shown(reference: nil)
        }
        if habits.deduplicates,
            let known = room.messages(of: line.post).first(where: { $0.line == line.index })
        {
            return .shown(reference: known.id)
        }
        count += 1
        let message = Message(
            number: count, id: "\(name)-\(count)", at: scheduler.now, said: nil, post: line.post,
            line: line.index, text: line.text, signs: line.signs,
            sight: Sight.read(line.text).1)
        room.keep(message)
        let shown = record(line, room: room.address, nick: nil, person: nil)
        for user in members(of: room.address) { deliver(shown, to: user) }
        return .shown(reference: habits.keepsHistory ? message.id : nil)
    }

    private func record(
        _ line: Session.Line, room: String?, nick: String?, person: PersonID?
    ) -> Shown {
        let shown = Shown(
            at: scheduler.now, network: name, room: room, nick: nick, person: person,
            post: line.post, attempt: line.attempt, line: line.index, text: line.text,
            sight: Sight.read(line.text))
        let index = chronicle.add(shown)
        if let record = chronicle.posts[line.post] {
            record.lines.append(index)
            if line.isLast, record.shownAt == nil { record.shownAt = scheduler.now }
        }
        return shown
    }

    private func deliver(_ shown: Shown, to user: User) {
        guard let sees = user.sees else { return }
        scheduler.after(chance.milliseconds(10, habits.latencyMax)) { sees(shown) }
    }
}
