// What people say: to whom, under which account, and how much more they could have typed.
extension IRCSession {
    mutating func takeMessage(
        _ line: IRCLine, isHistory: Bool, batch: String? = nil, bytesLeft left: Int? = nil,
        at now: Milliseconds
    ) {
        guard let source = line.source.map(IRCSource.init), let target = line[0], let text = line[1]
        else { return }
        if isHistory {
            guard readLine(line, in: batch) else { return }
        } else if let room = place(of: target)?.name {
            advance(past: line, in: room)
        }
        if !isHistory, key(source.nick) == ownKey {
            identity.user = source.user ?? identity.user
            identity.host = source.host ?? identity.host
            noteOwnAccount(line)
            settleEcho(line)
            return
        }
        noteTag(of: line, from: source)
        // How somebody was shown then says nothing about who has the nick now.
        if !isHistory { see(source, on: line) }
        // A NOTICE is never answered (RFC 2812, 3.3.2), nor is a bot (message tag `bot`), nor a
        // request to a client (CTCP), nor a server.
        guard line.command == "PRIVMSG", !isByRobot(line, source), text.utf8.first != 0x01,
            !source.nick.isEmpty, source.user != nil || !source.nick.contains(".")
        else { return }
        guard let room = place(of: target, isHistory: isHistory) else { return }
        messageCount += 1
        let id = messageID(of: line)
        let time = line.tags["time"].flatMap(ServerTime.milliseconds)
        let late =
            isHistory ? LineLags.Delay.zero : delay(of: time, by: source.nick, at: now)
        let plain = HarmlessText.withoutFormatting(text)
        let addressed = afterOwnNick(plain, in: key(channel(of: target)))
        let saying = IRCSaying(
            room: room.name, nick: source.nick, account: nil, text: addressed ?? plain,
            isAddressed: addressed != nil,
            messageID: id.text, hasServerID: id.isServers,
            serverTime: time, heardAt: now, isFromHistory: isHistory,
            bytesLeft: left ?? bytesLeft(of: line, prefix: source.serialised.utf8.count),
            bytesLeftAsReckoned: left
                ?? bytesLeft(
                    of: line, prefix: source.nick.utf8.count + Self.reckonedUserHostBytes),
            delay: late.time, isDelaySure: late.isSure,
            saidAt: isHistory ? time.flatMap { ownTime(of: $0, at: now) } : nil)
        let matters =
            room.name == nil || addressed != nil || plain.hasPrefix(configuration.sigil)
        let recognition = recognise(speaker: line, isHistory: isHistory, at: now)
        tell(saying, recognition, matters: matters)
    }

    /// How long what was just heard was on its way. Where no clock tells, and the process stood
    /// still before, it may have waited for all that time.
    private mutating func delay(
        of time: Int64?, by nick: String, at now: Milliseconds
    ) -> LineLags.Delay {
        let sender = key(nick)
        if let time, let delay = lags.delay(of: time, by: sender, at: now) { return delay }
        guard let stoodStill = keepAlive.stoodStill, now < stoodStill.readUntil else {
            return .zero
        }
        return LineLags.Delay(time: now - stoodStill.since, isSure: false)
    }

    /// Tags by which a server says that a bot speaks, or that somebody's words were passed on from
    /// elsewhere: `bot`, as it was called before it was agreed on, and `draft/relaymsg`.
    private static let robotTags = [
        "bot", "draft/bot", "inspircd.org/bot", "draft/relaymsg", "relaymsg",
    ]

    /// Services that we asked for our nick are bots too.
    private func isByRobot(_ line: IRCLine, _ source: IRCSource) -> Bool {
        Self.robotTags.contains { line.tags[$0] != nil }
            || configuration.services.map { key($0.nick) == key(source.nick) } ?? false
    }

    /// With account-tag every line says who is logged in; the roster learns along.
    private mutating func noteTag(of line: IRCLine, from source: IRCSource) {
        guard capabilities.has("account-tag"), line.isUTF8, source.user != nil,
            line.tags["batch"] == nil
        else { return }
        let login = folded(account: line.tags["account"] ?? "")
        recognise(key(source.nick), as: login)
    }

    /// The room a line was said in, by our spelling; no name where it was said to us. Nothing for
    /// what is meant for everybody on a server, or was said in a room that we are not in.
    private func place(of target: String, isHistory: Bool = false) -> (name: String?, Void)? {
        if key(target) == ownKey { return (nil, ()) }
        let channel = channel(of: target)
        // In a conversation's history our nick may be one we had then.
        guard isChannel(channel) else { return isHistory ? (nil, ()) : nil }
        guard let room = rooms[key(channel)], room.place == .inside else { return nil }
        return (room.name, ())
    }

    /// Without the rank to which alone it is said.
    private func channel(of target: String) -> String {
        String(target.drop(while: support.statusMessagePrefixes.contains))
    }

    /// The server's id; else one that its time and words make, the same live and from history;
    /// else one of our own.
    private func messageID(of line: IRCLine) -> (text: String, isServers: Bool) {
        if let id = line.tags["msgid"], !id.isEmpty { return (id, true) }
        guard mayReadHistory, let time = line.tags["time"].flatMap(ServerTime.milliseconds) else {
            return ("\(connectionID).\(messageCount)", false)
        }
        // FNV-1a
        let words = [line.source.map { IRCSource($0).nick } ?? "", line[0] ?? "", line[1] ?? ""]
        let hash = words.joined(separator: " ").utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return ("\(IRCSession.timeIDMark)\(time).\(String(hash, radix: 36))", false)
    }

    static let timeIDMark = "time."

    /// What follows `casebell:` or `casebell,`.
    private func afterOwnNick(_ text: String, in room: FoldedName) -> String? {
        let scalars = text.unicodeScalars
        guard let mark = scalars.firstIndex(where: { $0 == ":" || $0 == "," || $0 == " " }),
            scalars[mark] != " ", isOurs(key(String(scalars[..<mark])), in: room)
        else { return nil }
        return String(scalars[scalars.index(after: mark)...].drop { $0 == " " })
    }

    /// Also the nick by which people know us, while a connection of ours that is dead may still have
    /// it: unless it is somebody else in that room.
    private func isOurs(_ nick: FoldedName, in room: FoldedName) -> Bool {
        if nick == ownKey { return true }
        guard identity.isDisplaced, nick == key(identity.goal) else { return false }
        guard let person = roster.people[nick], person.rooms.contains(room),
            person.login.account != nil
        else { return true }
        return [identity.account, history.ownAccount].compactMap(\.self)
            .contains { person.login == .account($0) }
    }

    /// A server cuts a line as others see it, at its limit: `:nick!user@host PRIVMSG target :`,
    /// the text and the line end. Many clients know no other limit than the classic one, so that
    /// counts as well until the line is longer. Never negative.
    private func bytesLeft(of line: IRCLine, prefix: Int) -> Int {
        let text = line[1] ?? ""
        let frame = ": \(line.command) \(line[0] ?? "") :\r\n"
        let taken = frame.utf8.count + prefix + text.utf8.count
        let left = [ServerSupport.classicLineBytes, support.lineBytes].map { $0 - taken }
        return left.filter { $0 >= 0 }.min() ?? 0
    }

    /// `!user@host` of a user name of 10 and a host of 63 bytes: irssi, for one, cuts its lines as
    /// if every user were shown with these.
    private static let reckonedUserHostBytes = 1 + 10 + 1 + 63
}
