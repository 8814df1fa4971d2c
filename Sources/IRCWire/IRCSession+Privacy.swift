// Who could read along: the modes of a room and the accounts of its occupants.
extension IRCSession {
    /// 324: `<client> <channel> +modes [parameters]`.
    mutating func takeModes(_ line: IRCLine) {
        guard let channel = line[1], let changes = line[2], rooms[key(channel)]?.place == .inside
        else { return }
        rooms[key(channel)]?.modes = []
        applyModes(changes, to: key(channel))
    }

    mutating func takeModeChange(_ line: IRCLine) {
        guard let target = line[0], let changes = line[1], rooms[key(target)]?.place == .inside
        else { return }
        applyModes(changes, to: key(target))
    }

    /// Only modes of the room itself: ranks and lists of people are no business of ours here.
    private mutating func applyModes(_ changes: String, to name: FoldedName) {
        guard let known = rooms[name]?.modes else { return }
        let ranks = support.memberPrefixes.modes
        var modes = known
        var isSet = true
        for mode in changes {
            switch mode {
            case "+": isSet = true
            case "-": isSet = false
            case _ where ranks.contains(mode): continue
            case _ where isSet && mode.isASCII: modes.insert(mode)
            default: modes.remove(mode)
            }
        }
        if modes != known { rooms[name]?.modes = modes }
    }

    /// 353: `<client> <symbol> <channel> :[prefixes]nick …`.
    mutating func takeNames(_ line: IRCLine) {
        guard let channel = line[2], let names = line[3], rooms[key(channel)]?.place == .inside
        else { return }
        let signs = support.memberPrefixes.signs
        for name in names.split(separator: " ") {
            // With user and host where the server gives them. (userhost-in-names)
            let source = IRCSource(String(name.drop(while: signs.contains)))
            guard !source.nick.isEmpty, key(source.nick) != ownKey else { continue }
            meet(source, in: key(channel), on: line)
        }
    }

    /// 366. Where WHO tells accounts, the list is whole only after that.
    mutating func takeEndOfNames(_ line: IRCLine) {
        guard let channel = line[1] else { return }
        rooms[key(channel)]?.isNamed = true
        if !listsByWho { rooms[key(channel)]?.isAsked = true }
    }

    mutating func tellPrivacy() {
        guard roster.isChanged || rooms.isChanged else { return }
        roster.isChanged = false
        rooms.isChanged = false
        for (name, room) in rooms.all where room.place == .inside {
            let privacy = privacy(of: name, room)
            guard privacy != room.privacy else { continue }
            rooms[name]?.privacy = privacy
            tell(.privacy(room: room.name, privacy))
            // Its words were chosen for those who could read along then.
            if privacy.mayBeRead(beyond: room.privacy) { dropUnwritten(to: name, ifQuoting: true) }
        }
    }

    private func privacy(of name: FoldedName, _ room: RoomBook.Room) -> IRCRoomPrivacy {
        guard let modes = room.modes, room.isListed else { return .unknown }
        guard modes.contains("i") || modes.contains("k") else { return .open }
        var accounts: [String] = []
        var strangers: [String] = []
        for person in roster.people.values
        where person.rooms.contains(name) && !isOurGhost(person) {
            if let account = person.account {
                accounts.append(account)
            } else {
                strangers.append(person.nick)
            }
        }
        strangers += hiding(modes)
        if room.isCrowded { strangers.append("more people than can be told apart") }
        return .closed(accounts: accounts.sorted(), strangers: strangers.sorted())
    }

    /// A connection of ours that has died and is still there: whoever reads along under our account
    /// could do so in any case.
    private func isOurGhost(_ person: Roster.Person) -> Bool {
        guard identity.isLoggedIn, let own = identity.account else { return false }
        return person.login == .account(own)
    }

    /// Modes under which a room hides people from its list: delayed joins, auditoriums, and those
    /// who are still hidden when joins are delayed no more (`d`, where it says nothing else).
    private func hiding(_ modes: Set<Character>) -> [String] {
        var hiding = modes.intersection(["D", "u"])
        if modes.contains("d"), support.channelModes.isFlag("d") { hiding.insert("d") }
        return hiding.map { "whoever the room hides (+\($0))" }
    }
}
