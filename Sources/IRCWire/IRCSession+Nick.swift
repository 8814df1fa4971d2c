extension IRCSession {
    /// 432, 433, 436, 437 and others that refuse a nick.
    mutating func takeNickRefusal(_ line: IRCLine, at now: Milliseconds) {
        guard case .registering = phase else {
            if phase == .registered { askServices(after: line.command, at: now) }
            return
        }
        let isErroneous = line.command == Numeric.erroneousNick
        guard let candidate = identity.nextCandidate(isErroneous: isErroneous) else {
            tell(.closing(reason: identity.whyNone, .dropped))
            return leave(saying: configuration.quitMessage)
        }
        identity.nick = candidate
        write(IRCLine("NICK", candidate))
    }

    /// Our nick was asked for and is not to be had.
    private mutating func askServices(after numeric: String, at now: Milliseconds) {
        guard identity.isDisplaced else { return }
        if numeric == Numeric.erroneousNick {
            // Held for a while, or not allowed at all; no server says which.
            identity.denied(at: now, regainAfter: configuration.patience.regain)
        }
        guard let services = configuration.services, identity.isLoggedIn,
            now >= identity.servicesAt
        else { return }
        identity.servicesAt = now + configuration.patience.regain
        // While services are away anybody may have their nick.
        let password = services.isOnServer ? services.password : nil
        let words = [services.command.rawValue, identity.goal] + [password].compactMap(\.self)
        let isHeldBack = services.password != nil && password == nil
        let advice =
            isHeldBack ? "; without its password, which goes to a name like nick@server only" : ""
        tell(.warned("asked \(services.name) to \(services.command) \(identity.goal)\(advice)"))
        write(IRCLine("PRIVMSG", services.name, words.joined(separator: " ")))
        if services.command == .ghost { identity.regainAt = now + configuration.patience.ghost }
    }

    mutating func watchNick(at now: Milliseconds) {
        guard let at = identity.regainAt, now >= at else { return }
        askForNick(at: now)
    }

    private mutating func askForNick(at now: Milliseconds) {
        identity.regainAt = now + configuration.patience.regain
        write(IRCLine("NICK", identity.goal))
    }

    /// We are registered, or logged in now: what was out of reach may be had at once.
    mutating func beginNick(at now: Milliseconds) {
        let isQuick = configuration.services != nil && identity.isLoggedIn
        identity.begin(at: now, regainAfter: isQuick ? 0 : configuration.patience.regain)
    }

    /// 900 and 901: our own account.
    mutating func noteLogin(_ isIn: Bool, at now: Milliseconds) {
        identity.isLoggedIn = isIn
        // Whoever has our account in a room counts differently now.
        roster.isChanged = true
        guard isIn, phase == .registered else { return }
        beginNick(at: now)
        retryRefusedRooms(at: now)
    }

    /// How long a nick may be here, and whether the server tells when ours is free.
    mutating func noteNickSupport(at now: Milliseconds) {
        if support.tokens["NICKLEN"] != nil, identity.cut(to: support.nickBytes) {
            tell(
                .warned(
                    "nicks are at most \(support.nickBytes) bytes long here: "
                        + "\(identity.wanted) is cut to \(identity.goal)"))
        }
        if identity.isDisplaced, ownKey == key(identity.goal) { takeBackNick() }
        monitorNick()
    }

    /// MONITOR, where the server has it. (ircv3.net/specs/extensions/monitor)
    private mutating func monitorNick() {
        guard support.tokens["MONITOR"] != nil, identity.isDisplaced != identity.isMonitoring
        else { return }
        identity.isMonitoring = identity.isDisplaced
        speech.enquire(
            IRCLine("MONITOR", identity.isMonitoring ? "+" : "-", identity.goal))
    }

    /// 731: `<client> :nick[,nick …]`: they are not on the network.
    mutating func takeOffline(_ line: IRCLine, at now: Milliseconds) {
        for name in (line[1] ?? "").split(separator: ",") {
            tryFreedNick(key(IRCSource(String(name)).nick), at: now)
        }
    }

    mutating func takeNick(_ line: IRCLine, at now: Milliseconds) {
        guard let source = line.source.map(IRCSource.init), let name = line[0] else { return }
        let old = key(source.nick)
        if old == ownKey {
            guard IRCSession.isTarget(name) else { return }
            identity.nick = name
            if key(name) == key(identity.goal) {
                takeBackNick()
            } else {
                let isQuick = configuration.services != nil && identity.isLoggedIn
                let wait = configuration.patience
                let isFirst = !identity.isDisplaced
                identity.lost(
                    at: now, regainAfter: isQuick && isFirst ? wait.ghost : wait.regain)
                monitorNick()
            }
            tell(.nickChanged(name))
        } else {
            release(old, as: nil)
            lags.forget(old)
            rename(from: old, by: line, source, to: name)
            tryFreedNick(old, at: now)
        }
    }

    private mutating func takeBackNick() {
        identity.regained()
        monitorNick()
    }

    /// Whoever had our nick has left it.
    mutating func tryFreedNick(_ freed: FoldedName, at now: Milliseconds) {
        guard identity.isDisplaced, phase == .registered, freed == key(identity.goal) else {
            return
        }
        askForNick(at: now)
    }

    private mutating func rename(
        from old: FoldedName, by line: IRCLine, _ source: IRCSource, to name: String
    ) {
        let new = key(name)
        // Whoever carried the new name so far can only be gone.
        if new != old {
            forget(new)
            giveBackWords(to: old)
        }
        if !line.names(source.nick) { doubt(source.nick) }
        guard var person = roster.people.removeValue(forKey: old) else { return }
        tell(.presence(nick: person.nick, account: nil, isHere: false))
        guard IRCSession.isTarget(name) else {
            for room in person.rooms { rooms[room]?.isCrowded = true }
            return
        }
        person.nick = name
        person.told = nil
        person.mask = mask(
            of: IRCSource(nick: name, user: source.user, host: source.host), on: line)
        // Without account-notify nothing says that a changed nick is the same account.
        if !capabilities.has("account-notify") || !line.names(source.nick) || !line.names(name) {
            person.login = .unknown
        }
        roster.people[new] = person
        present(new)
        if person.login == .unknown {
            for room in person.rooms { relist(room, at: keepAlive.heardAt) }
        }
    }

    /// CHGHOST: `<user> <host>`; ours, or of somebody who may be known by it.
    mutating func takeHostChange(_ line: IRCLine) {
        guard let source = line.source.map(IRCSource.init), let user = line[0], let host = line[1]
        else { return }
        guard key(source.nick) == ownKey else {
            return see(IRCSource(nick: source.nick, user: user, host: host), on: line)
        }
        identity.user = user
        identity.host = host
    }
}

extension IRCLine {
    /// Whether a name on this line is surely that one: bytes that are no UTF-8 were read as
    /// Latin-1 and may look like another's.
    func names(_ name: String) -> Bool { isUTF8 || name.utf8.allSatisfy { $0 < 0x80 } }
}
