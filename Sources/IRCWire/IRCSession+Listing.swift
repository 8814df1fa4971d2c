// Who is in a room and as whom: asked on entering, and again where it is not clear.
extension IRCSession {
    /// WHO tells what NAMES does not: accounts (WHOX), or the hosts that masks are about.
    var listsByWho: Bool { support.hasWHOX || !configuration.masks.isEmpty }

    mutating func list(_ name: FoldedName, as channel: String, at now: Milliseconds) {
        rooms[name]?.relistAt = nil
        rooms[name]?.listedAt = now
        let question =
            support.hasWHOX
            ? IRCLine("WHO", channel, LookUps.fields(token: LookUps.roomToken))
            : IRCLine("WHO", channel)
        // One list under way is enough, however many come.
        if !speech.enquiries.contains(question) { speech.enquire(question) }
    }

    /// Somebody is there whose account is not known. After a netsplit many are: one list tells of
    /// them all.
    mutating func relist(_ name: FoldedName, at now: Milliseconds) {
        guard support.hasWHOX, let room = rooms[name], room.place == .inside, room.isListed,
            room.relistAt == nil
        else { return }
        let patience = configuration.patience
        let at = max(now + patience.newcomers, room.listedAt + patience.listing)
        rooms[name]?.relistAt = at
    }

    /// A room we are in: lists it when it is time, and asks again for what nobody told.
    mutating func watch(_ name: FoldedName, _ room: RoomBook.Room, at now: Milliseconds) {
        if let at = room.relistAt, now >= at { list(name, as: room.nameOnServer, at: now) }
        guard !room.isKnown, now >= room.askAgainAt else { return }
        let patience = configuration.patience
        var asked = room
        asked.askAgainAt =
            now + min(patience.unlisted << min(room.askedAgain, 10), patience.rejoinMax)
        asked.askedAgain += 1
        asked.relistAt = rooms[name]?.relistAt
        asked.listedAt = rooms[name]?.listedAt ?? now
        rooms[name] = asked
        let question = IRCLine("MODE", room.nameOnServer)
        if room.modes == nil, !speech.enquiries.contains(question) { speech.enquire(question) }
        if !room.isNamed { speech.enquire(IRCLine("NAMES", room.nameOnServer)) }
        if !room.isAsked, listsByWho { list(name, as: room.nameOnServer, at: now) }
    }

    /// 352: `<client> <channel> <user> <host> <server> <nick> <flags> :<hops> <real name>`.
    mutating func takeWhoLine(_ line: IRCLine) {
        guard line.isUTF8, let nick = line[5], let user = line[2], let host = line[3] else {
            return
        }
        let source = IRCSource(nick: nick, user: user, host: host)
        guard key(nick) != ownKey else {
            identity.user = user
            identity.host = host
            return
        }
        see(source, on: line)
    }
}
