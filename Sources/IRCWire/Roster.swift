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

        /// By their bytes: Swift's strings are equal under canonical equivalence, accounts of two
        /// spellings are two.
        static func == (left: Login, right: Login) -> Bool {
            switch (left, right) {
            case (.unknown, .unknown), (.none, .none): true
            case (.account(let one), .account(let other)): one.utf8.elementsEqual(other.utf8)
            default: false
            }
        }
    }

    struct Person: Sendable {
        var nick: String
        var login = Login.unknown
        /// The mask that fits how the server shows them.
        var mask: String?
        var rooms: Set<FoldedName>
        /// They were looked up and had no account; not asked again before this moment.
        var askAgainAt: Milliseconds = 0
        /// As what they were told of; nothing while they were not.
        var told: Login?

        var account: String? { login.account ?? mask }
    }

    var people: [FoldedName: Person] = [:] { didSet { isChanged = true } }
    /// Since it was last looked at.
    var isChanged = false
    var masks = KnownMasks()

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
            person.mask = nil
            if let other = people[name] {
                person.login = .unknown
                person.rooms.formUnion(other.rooms)
            }
            people[name] = person
        }
    }
}

extension IRCSession {
    /// Notes who came into a room, and tells it if it is the first they share with us.
    mutating func meet(_ source: IRCSource, in room: FoldedName, on line: IRCLine) {
        let person = key(source.nick)
        if roster.people[person] != nil {
            roster.people[person]?.rooms.insert(room)
            if !line.names(source.nick) { recognise(person, as: .unknown) }
            return see(source, on: line)
        }
        guard roster.people.count < Roster.peopleMax, IRCSession.isTarget(source.nick) else {
            rooms[room]?.isCrowded = true
            return
        }
        roster.people[person] = Roster.Person(
            nick: source.nick, mask: mask(of: source, on: line), rooms: [room])
        present(person)
    }

    /// Takes in how the server shows somebody in a room with us.
    mutating func see(_ source: IRCSource, on line: IRCLine) {
        guard !configuration.masks.isEmpty, source.host != nil,
            let known = roster.people[key(source.nick)]
        else { return }
        let mask = mask(of: source, on: line)
        guard known.mask != mask else { return }
        roster.people[key(source.nick)]?.mask = mask
        present(key(source.nick))
    }

    /// The one mask of ours that fits; nothing if several do: then it says nothing who it is.
    mutating func mask(of source: IRCSource, on line: IRCLine) -> String? {
        guard !configuration.masks.isEmpty, line.isUTF8, source.user != nil, source.host != nil
        else { return nil }
        let mapping = support.caseMapping
        if let found = roster.masks.found(for: source, under: mapping) { return found.mask }
        let fitting = configuration.masks.filter { fits(IRCSource($0), source) }
        let mask = fitting.count == 1 ? fitting[0] : nil
        roster.masks.note(mask, for: source, under: mapping)
        return mask
    }

    /// Part by part: a user name that a server lets hold `!` or `@` is no more than a user name.
    private func fits(_ mask: IRCSource, _ source: IRCSource) -> Bool {
        let parts = [
            (mask.nick, source.nick), (mask.user ?? "", source.user ?? ""),
            (mask.host ?? "", source.host ?? ""),
        ]
        return parts.allSatisfy { IRCMask($0.0).matches($0.1, under: support.caseMapping) }
    }

    mutating func part(_ person: FoldedName, from room: FoldedName) {
        roster.people[person]?.rooms.remove(room)
        if roster.people[person]?.rooms.isEmpty == true { forget(person) }
    }

    mutating func forget(_ person: FoldedName) {
        release(person, as: nil)
        lags.forget(person)
        giveBackWords(to: person)
        guard let gone = roster.people.removeValue(forKey: person) else { return }
        tell(.presence(nick: gone.nick, account: nil, isHere: false))
    }

    /// Sets what is known of somebody in a room with us, and tells it if it is new.
    mutating func recognise(_ person: FoldedName, as login: Roster.Login) {
        guard let known = roster.people[person], known.login != login else { return }
        roster.people[person]?.login = login
        present(person)
    }

    /// Nobody knows any more who has that nick. On a line that is no UTF-8 as a whole the nick may
    /// be, and mean somebody else than it seems to.
    mutating func doubt(_ nick: String) {
        let bytes = nick.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        let isLatin1 = bytes.count == nick.unicodeScalars.count
        let other = isLatin1 ? String(validating: bytes, as: UTF8.self) : nil
        for person in [nick, other ?? nick].map(key) {
            release(person, as: nil)
            giveBackWords(to: person)
            recognise(person, as: .unknown)
        }
    }

    /// Tells that they are here and as whom, unless that was told.
    mutating func present(_ name: FoldedName) {
        guard let person = roster.people[name] else { return }
        let shown = person.account.map { Roster.Login.account($0) } ?? .none
        guard person.told != shown else { return }
        roster.people[name]?.told = shown
        tell(.presence(nick: person.nick, account: person.account, isHere: true))
    }

    /// The account a server names, or nothing for its ways of saying "none".
    func folded(account: String) -> Roster.Login {
        guard !account.isEmpty, account != "*", account != "0" else { return .none }
        // A character that is another one in disguise (KELVIN SIGN for K) compares as that one.
        let isPlain = account.unicodeScalars.allSatisfy {
            $0.isASCII || !$0.properties.isFullCompositionExclusion
        }
        return isPlain ? .account(CaseMapping.ascii.folded(account)) : .none
    }
}
