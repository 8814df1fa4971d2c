extension IRCSession {
    /// 432, 433, 436, 437.
    mutating func takeNickRefusal(_ line: IRCLine, at now: Milliseconds) {
        guard case .registering = phase else { return }
        guard let candidate = identity.nextCandidate() else {
            tell(.closing(reason: "no nick is free for us", .dropped))
            return leave(saying: configuration.quitMessage)
        }
        identity.nick = candidate
        write(IRCLine("NICK", candidate))
    }

    mutating func watchNick(at now: Milliseconds) {
        guard let at = identity.regainAt, now >= at else { return }
        identity.regainAt = now + configuration.patience.regain
        write(IRCLine("NICK", identity.wanted))
    }

    mutating func takeNick(_ line: IRCLine, at now: Milliseconds) {
        guard let source = line.source.map(IRCSource.init), let name = line[0] else { return }
        let old = key(source.nick)
        if old == ownKey {
            guard IRCSession.isTarget(name) else { return }
            identity.nick = name
            if key(name) == key(identity.wanted) {
                identity.regained()
            } else {
                identity.lost(at: now, regainAfter: configuration.patience.regain)
            }
            tell(.nickChanged(name))
        } else {
            release(old, as: nil)
            rename(from: old, to: name)
            tryFreedNick(old, at: now)
        }
    }

    /// Whoever had our nick has left it.
    mutating func tryFreedNick(_ freed: FoldedName, at now: Milliseconds) {
        guard identity.isDisplaced, phase == .registered, freed == key(identity.wanted) else {
            return
        }
        identity.regainAt = now + configuration.patience.regain
        write(IRCLine("NICK", identity.wanted))
    }

    private mutating func rename(from old: FoldedName, to name: String) {
        let new = key(name)
        guard var person = roster.people.removeValue(forKey: old) else { return }
        // Whoever carried the new name so far can only be gone.
        if new != old { forget(new) }
        tell(.presence(nick: person.nick, account: nil, isHere: false))
        guard IRCSession.isTarget(name) else { return }
        person.nick = name
        // Without account-notify nothing says that a changed nick is the same account.
        if !capabilities.has("account-notify") { person.login = .unknown }
        roster.people[new] = person
        tell(.presence(nick: name, account: person.login.account, isHere: true))
    }

    mutating func takeHostChange(_ line: IRCLine) {
        guard let source = line.source.map(IRCSource.init), key(source.nick) == ownKey else {
            return
        }
        identity.user = line[0] ?? identity.user
        identity.host = line[1] ?? identity.host
    }
}
