// Coming into the configured rooms, staying, and returning with patience.
extension IRCSession {
    mutating func openRooms(at now: Milliseconds) {
        for wanted in configuration.rooms {
            rooms[key(wanted.name)] = RoomBook.Room(
                name: wanted.name, key: wanted.key, isVouchedPrivate: wanted.isVouchedPrivate)
        }
        join(rooms.order, at: now)
    }

    /// As few lines as fit, rooms with keys first: keys are matched by position.
    mutating func join(_ names: [FoldedName], at now: Milliseconds) {
        let entering = names.compactMap { rooms[$0] }
        for name in names { rooms[name]?.place = .joining(since: now) }
        var batch: (names: String, keys: String) = ("", "")
        var count = 0
        let countMax = support.targets(of: "JOIN") ?? .max
        for room in entering.filter({ $0.key != nil }) + entering.filter({ $0.key == nil }) {
            let name = room.nameOnServer
            let size = batch.names.utf8.count + batch.keys.utf8.count + name.utf8.count
            if size + (room.key?.utf8.count ?? 0) > 400 || count >= countMax {
                writeJoin(batch.names, batch.keys)
                batch = ("", "")
                count = 0
            }
            count += 1
            batch.names += batch.names.isEmpty ? name : ",\(name)"
            if let key = room.key { batch.keys += batch.keys.isEmpty ? key : ",\(key)" }
        }
        writeJoin(batch.names, batch.keys)
    }

    private mutating func writeJoin(_ names: String, _ keys: String) {
        guard !names.isEmpty else { return }
        write(IRCLine(command: "JOIN", parameters: keys.isEmpty ? [names] : [names, keys]))
    }

    mutating func watchRooms(at now: Milliseconds) {
        var due: [FoldedName] = []
        for (name, room) in rooms.all {
            switch room.place {
            case .outside(let retryAt?) where now >= retryAt: due.append(name)
            case .joining(let since) where now - since >= configuration.patience.room:
                refuse(name, numeric: "", reason: "no answer to JOIN", at: now)
            case .inside: watch(name, room, at: now)
            default: break
            }
        }
        join(due, at: now)
    }

    func rejoinDelay(_ failures: Int, from base: Milliseconds) -> Milliseconds {
        min(base << min(failures, 20), configuration.patience.rejoinMax)
    }

    mutating func takeJoin(_ line: IRCLine, at now: Milliseconds) {
        guard let source = line.source.map(IRCSource.init), let channel = line[0] else { return }
        let name = key(channel)
        if key(source.nick) == ownKey {
            identity.user = source.user ?? identity.user
            identity.host = source.host ?? identity.host
            noteOwnAccount(line)
            enter(name, as: channel, at: now)
        } else if rooms[name]?.place == .inside {
            // Whoever is there already has left without our noticing, and somebody else may come.
            if roster.people[key(source.nick)]?.rooms.contains(name) == true { doubt(source.nick) }
            meet(source, in: name, on: line)
            let account = capabilities.has("extended-join") ? line[1] : line.tags["account"]
            if line.isUTF8, let account {
                recognise(key(source.nick), as: folded(account: account))
            }
            if roster.people[key(source.nick)]?.login == .unknown { relist(name, at: now) }
        }
    }

    mutating func enter(_ name: FoldedName, as channel: String, at now: Milliseconds) {
        guard var room = rooms[name] else { return leave(room: channel) }
        room.place = .inside
        room.enteredAt = now
        room.refusal = nil
        room.modes = nil
        room.isNamed = false
        room.isAsked = false
        room.isCrowded = false
        room.relistAt = nil
        room.askAgainAt = now + configuration.patience.unlisted
        room.askedAgain = 0
        topicBook.topics[name]?.text = nil
        topicBook.topics[name]?.ranks = []
        rooms[name] = room
        speech.enquire(IRCLine("MODE", channel))
        if listsByWho { list(name, as: channel, at: now) }
        listen(in: name, at: now)
    }

    /// Nobody configured that room: a server forwarded us, or its staff moved us. What is said in
    /// it is not for us, and what we say not for it.
    private mutating func leave(room channel: String) {
        guard isChannel(channel), IRCSession.isTarget(channel), rooms.left < RoomBook.leftMax
        else { return }
        rooms.left += 1
        tell(.warned("brought into \(channel), which is no room of ours, and left it"))
        write(IRCLine("PART", channel, "not one of my rooms"))
    }

    mutating func takePart(_ line: IRCLine, at now: Milliseconds) {
        guard let source = line.source.map(IRCSource.init), let channels = line[0] else { return }
        for channel in channels.split(separator: ",") {
            if key(source.nick) == ownKey {
                loseRoom(key(String(channel)), reason: "parted", at: now)
            } else if line.names(source.nick) {
                part(key(source.nick), from: key(String(channel)))
                tryFreedNick(key(source.nick), at: now)
            } else {
                doubt(source.nick)
            }
        }
    }

    mutating func takeKick(_ line: IRCLine, at now: Milliseconds) {
        guard let channel = line[0], let nick = line[1] else { return }
        if key(nick) == ownKey {
            let by = line.source.map { IRCSource($0).nick } ?? "somebody"
            loseRoom(key(channel), reason: "kicked by \(by)", at: now)
        } else if line.names(nick) {
            part(key(nick), from: key(channel))
        } else {
            doubt(nick)
        }
    }

    mutating func loseRoom(_ name: FoldedName, reason: String, at now: Milliseconds) {
        guard var room = rooms[name], room.place == .inside else { return }
        let members = roster.people.filter { $0.value.rooms.contains(name) }.keys.sorted()
        for person in members { part(person, from: name) }
        stopListening(in: name, since: now)
        dropUnwritten(to: name)
        if now - room.enteredAt > configuration.patience.rejoinMax { room.failures = 0 }
        let wait = rejoinDelay(room.failures, from: configuration.patience.rejoin)
        room.failures += 1
        room.place = .outside(retryAt: now + wait)
        room.modes = nil
        room.isNamed = false
        room.isAsked = false
        rooms[name] = room
        tell(.roomLost(room: room.name, reason: reason, retryIn: wait))
    }

    mutating func takeInvite(_ line: IRCLine, at now: Milliseconds) {
        guard let nick = line[0], key(nick) == ownKey, let channel = line[1],
            let room = rooms[key(channel)], case .outside(let retryAt) = room.place
        else { return }
        let soonest = (room.invitedAt ?? .min / 2) + configuration.patience.rejoin
        rooms[key(channel)]?.invitedAt = now
        if now >= soonest { return join([key(channel)], at: now) }
        rooms[key(channel)]?.place = .outside(retryAt: min(retryAt ?? soonest, soonest))
    }

    mutating func takeQuit(_ line: IRCLine) {
        guard let source = line.source.map(IRCSource.init) else { return }
        guard line.names(source.nick) else { return doubt(source.nick) }
        forget(key(source.nick))
        tryFreedNick(key(source.nick), at: keepAlive.heardAt)
    }

    /// The list of rooms, when every configured one has answered and whenever it changes.
    mutating func tellRooms(at now: Milliseconds) {
        let isSettled = rooms.all.allSatisfy {
            if case .joining = $0.room.place { $0.room.failures > 0 } else { true }
        }
        guard rooms.toldRooms != nil || isSettled else { return }
        let inside = rooms.all.filter { $0.room.place == .inside }.map(\.room.name)
        guard inside != rooms.toldRooms else { return }
        rooms.toldRooms = inside
        tell(.rooms(inside))
    }
}
