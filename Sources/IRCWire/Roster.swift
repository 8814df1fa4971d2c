/// Everybody in a room with us, by nick, and what is known of their accounts. Whoever shares no
/// room with us is not here: nobody would tell us when their nick changes hands.
struct Roster: Sendable {
    /// People beyond this number stay strangers.
    static let peopleMax = 20_000

    enum Login: Hashable, Sendable {
        case unknown
        /// Not logged in.
        case none
        /// With `A`–`Z` in lower case: services always name an account in one spelling, and
        /// what else a server may fold (`[` and `{`) can so only deny.
        case account(String)

        var account: String? {
            if case .account(let name) = self { name } else { nil }
        }
    }

    struct Person: Sendable {
        var nick: String
        var login = Login.unknown
        var rooms: Set<FoldedName>
        /// They were looked up and had no account; not asked again before this moment.
        var askAgainAt: Milliseconds = 0
    }

    var people: [FoldedName: Person] = [:] { didSet { isChanged = true } }
    /// Since it was last looked at.
    var isChanged = false

    func nicks(in room: FoldedName) -> [String] {
        people.values.filter { $0.rooms.contains(room) }.map(\.nick)
    }

    /// Of two people whose names have become one, nobody knows any more which one speaks.
    mutating func refold(_ mapping: CaseMapping, rooms: [FoldedName: FoldedName]) {
        let everybody = people.sorted { $0.key < $1.key }.map(\.value)
        people = [:]
        for var person in everybody {
            let name = mapping.key(person.nick)
            person.rooms = Set(person.rooms.compactMap { rooms[$0] })
            if let other = people[name] {
                person.login = .unknown
                person.rooms.formUnion(other.rooms)
            }
            people[name] = person
        }
    }
}

extension IRCSession {
    /// Whether this is the first room they share with us.
    mutating func meet(_ nick: String, in room: FoldedName) -> Bool {
        let person = key(nick)
        if roster.people[person] != nil {
            roster.people[person]?.rooms.insert(room)
            return false
        }
        guard roster.people.count < Roster.peopleMax, IRCSession.isTarget(nick) else {
            return false
        }
        roster.people[person] = Roster.Person(nick: nick, rooms: [room])
        return true
    }

    mutating func part(_ person: FoldedName, from room: FoldedName) {
        roster.people[person]?.rooms.remove(room)
        if roster.people[person]?.rooms.isEmpty == true { forget(person) }
    }

    mutating func forget(_ person: FoldedName) {
        release(person, as: nil)
        guard let gone = roster.people.removeValue(forKey: person) else { return }
        tell(.presence(nick: gone.nick, account: nil, isHere: false))
    }

    /// Sets what is known of somebody in a room with us, and tells it if it is new.
    mutating func recognise(_ person: FoldedName, as login: Roster.Login) {
        guard let known = roster.people[person], known.login != login else { return }
        roster.people[person]?.login = login
        if known.login.account != login.account {
            tell(.presence(nick: known.nick, account: login.account, isHere: true))
        }
    }

    /// The account a server names, or nothing for its ways of saying "none".
    func folded(account: String) -> Roster.Login {
        guard !account.isEmpty, account != "*", account != "0" else { return .none }
        // A character that is another one in disguise (KELVIN SIGN for K) compares as that one.
        let isPlain = account.unicodeScalars.allSatisfy {
            !$0.properties.isFullCompositionExclusion
        }
        return isPlain ? .account(CaseMapping.ascii.folded(account)) : .none
    }
}
