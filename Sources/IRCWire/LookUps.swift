/// Questions who somebody is, each with what they said meanwhile.
struct LookUps: Sendable {
    /// Asking about more people at once than this is somebody's flood, not a desk's day.
    static let openMax = 32
    /// Sayings held for one person; later ones count as said by nobody.
    static let heldMax = 32
    /// The token of a WHO that lists a room; questions about one person have smaller ones.
    static let roomToken = 999
    /// How long "no account" is believed where the server does not tell of changes.
    static let deniedFor: Milliseconds = 2000

    struct LookUp: Sendable {
        var token: Int
        var since: Milliseconds
        /// What the answer said so far, where it takes several lines.
        var login = Roster.Login.none
        var held: [Held]
    }

    /// What waits only for its turn keeps the account it was said under.
    struct Held: Sendable {
        var saying: IRCSaying
        var recognition: Recognition
    }

    /// A list of people that was asked for: of a room, or of one person.
    struct List: Sendable {
        let name: FoldedName
        /// The server will not tell it just now; it may say its end all the same.
        var isPutOff = false
    }
    /// Of more that have no end the oldest are forgotten.
    static let listsMax = 64

    var open: [FoldedName: LookUp] = [:]
    /// Of which the end was not told, in the order in which the server comes to them.
    private(set) var lists: [List] = []
    private var lastToken = 0

    mutating func nextToken() -> Int {
        lastToken = lastToken % (LookUps.roomToken - 1) + 1
        return lastToken
    }

    mutating func asked(for name: FoldedName) {
        lists.removeAll { $0.name == name && $0.isPutOff }
        if lists.count >= LookUps.listsMax { lists.removeFirst() }
        lists.append(List(name: name))
    }

    /// The server does not tell the next one.
    /// - Returns: whom it is of.
    mutating func putOff() -> FoldedName? {
        guard let index = lists.firstIndex(where: { !$0.isPutOff }) else { return nil }
        lists[index].isPutOff = true
        return lists[index].name
    }

    /// - Returns: whether the list was told that ends.
    mutating func ended(_ name: FoldedName) -> Bool {
        guard let index = lists.firstIndex(where: { $0.name == name }) else { return true }
        return !lists.remove(at: index).isPutOff
    }

    mutating func forgetLists() { lists = [] }

    /// Token, user, host, nick, account. (WHOX)
    static func fields(token: Int) -> String { "%tuhna,\(token)" }
}

/// How surely somebody's account is known at the moment they speak.
enum Recognition: Hashable {
    case known(String?)
    /// The server can be asked.
    case askable
}

extension IRCSession {
    /// Under which account a line was said.
    mutating func recognise(
        speaker line: IRCLine, isHistory: Bool, at now: Milliseconds
    ) -> Recognition {
        guard line.isUTF8, let source = line.source.map(IRCSource.init) else { return .known(nil) }
        // As the server shows the speaker of this very line; what it played back was shown then.
        let mask = isHistory ? nil : mask(of: source, on: line)
        // "If the account-tag capability is enabled, servers MUST tag every command of a user
        // who is logged in." No tag, no account.
        if capabilities.has("account-tag") {
            return .known(line.tags["account"].flatMap { folded(account: $0).account } ?? mask)
        }
        // What is known now says nothing about an earlier time, and nobody tells us when the
        // nick of somebody who shares no room with us changes hands.
        guard !isHistory, let person = roster.people[key(source.nick)], leavesInSight(person)
        else { return .known(mask) }
        switch person.login {
        case .account(let account): return .known(account)
        case _ where mask != nil: return .known(mask)
        case .none where capabilities.has("account-notify") || now < person.askAgainAt:
            return .known(nil)
        case .none, .unknown: return .askable
        }
    }

    /// Somebody whom an auditorium (+u) hides comes and goes without a word to us.
    private func leavesInSight(_ person: Roster.Person) -> Bool {
        person.rooms.contains { rooms[$0]?.modes?.contains("u") != true }
    }

    /// Tells the saying, or holds it until it is known who said it.
    mutating func tell(_ saying: IRCSaying, _ recognition: Recognition, matters: Bool) {
        let person = key(saying.nick)
        if var lookUp = lookUps.open[person] {
            // Behind what the same person said before, in order.
            guard lookUp.held.count < LookUps.heldMax else { return pass(saying) }
            lookUp.held.append(LookUps.Held(saying: saying, recognition: recognition))
            lookUps.open[person] = lookUp
            return
        }
        switch recognition {
        case .known(let account):
            var saying = saying
            saying.account = account
            pass(saying)
        case .askable:
            guard matters, lookUps.open.count < LookUps.openMax else { return pass(saying) }
            lookUp(person, holding: saying)
        }
    }

    private mutating func lookUp(_ person: FoldedName, holding saying: IRCSaying) {
        let token = lookUps.nextToken()
        lookUps.open[person] = LookUps.LookUp(
            token: token, since: saying.heardAt,
            held: [LookUps.Held(saying: saying, recognition: .askable)])
        if support.hasWHOX {
            speech.ask(IRCLine("WHO", saying.nick, LookUps.fields(token: token)))
        } else {
            speech.ask(IRCLine("WHOIS", saying.nick))
        }
    }

    /// Ends a look-up: tells what was held, as said under this account.
    mutating func release(_ person: FoldedName, as account: String?) {
        guard let lookUp = lookUps.open.removeValue(forKey: person) else { return }
        for held in lookUp.held {
            var saying = held.saying
            saying.account = if case .known(let own) = held.recognition { own } else { account }
            pass(saying)
        }
    }

    mutating func watchLookUps(at now: Milliseconds) {
        let late = lookUps.open.filter { now - $0.value.since >= configuration.patience.lookUp }
        for person in late.keys.sorted() { release(person, as: nil) }
    }

    private mutating func answer(_ person: FoldedName, _ login: Roster.Login) {
        recognise(person, as: login)
        let again = keepAlive.heardAt + LookUps.deniedFor
        roster.people[person]?.askAgainAt = again
        // Asked only about people in a room with us: had they left it since, this look-up would
        // have ended with that.
        release(person, as: roster.people[person]?.login.account)
    }

    /// 354: `<client> <token> <user> <host> <nick> <account>`.
    mutating func takeWhoReply(_ line: IRCLine) {
        guard line.isUTF8, line.parameters.count >= 6, let token = line[1].flatMap({ Int($0) }),
            let nick = line[4], let account = line[5]
        else { return }
        let person = key(nick)
        if person == ownKey {
            identity.user = line[2]
            identity.host = line[3]
        } else if token == LookUps.roomToken {
            if let user = line[2], let host = line[3] {
                see(IRCSource(nick: nick, user: user, host: host), on: line)
            }
            // Somebody being asked about gets their own answer.
            if lookUps.open[person] == nil { recognise(person, as: folded(account: account)) }
        } else if lookUps.open[person]?.token == token {
            answer(person, folded(account: account))
        }
    }

    /// 315: `<client> <mask> :End of /WHO list`.
    mutating func takeEndOfWho(_ line: IRCLine) {
        guard let mask = line[1], lookUps.ended(key(mask)) else { return }
        if isChannel(mask) {
            rooms[key(mask)]?.isAsked = true
        } else {
            release(key(mask), as: nil)
        }
    }

    /// 330: `<client> <nick> <account> :is logged in as`.
    mutating func takeWhoisAccount(_ line: IRCLine) {
        guard line.isUTF8, let nick = line[1], let account = line[2] else { return }
        let login = folded(account: account)
        lookUps.open[key(nick)]?.login = login
    }

    /// 318: `<client> <nick> :End of /WHOIS list`.
    mutating func takeEndOfWhois(_ line: IRCLine) {
        guard let nick = line[1], let lookUp = lookUps.open[key(nick)] else { return }
        answer(key(nick), lookUp.login)
    }

    /// ACCOUNT: somebody in a room with us logged in or out.
    mutating func takeAccount(_ line: IRCLine) {
        guard line.isUTF8, let source = line.source.map(IRCSource.init), let account = line[0]
        else { return }
        let person = key(source.nick)
        // What they said before was not said under this account.
        release(person, as: nil)
        recognise(person, as: folded(account: account))
    }
}
