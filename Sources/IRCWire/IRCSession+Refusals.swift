// Rooms that do not let us in, or let us in elsewhere.
extension IRCSession {
    mutating func refuse(
        _ name: FoldedName, numeric: String, reason: String, at now: Milliseconds
    ) {
        guard var room = rooms[name] else { return }
        let wait = rejoinDelay(room.failures, from: configuration.patience.room)
        room.place = .outside(retryAt: now + wait)
        room.failures += 1
        room.refusal = reason
        rooms[name] = room
        tell(.roomRefused(room: room.name, numeric: numeric, reason: reason, retryIn: wait))
    }

    /// Whether the numeric was the answer to an attempt to come in.
    mutating func takeJoinRefusal(_ line: IRCLine, reason: String, at now: Milliseconds) -> Bool {
        guard let channel = line[1], let room = rooms[key(channel)], case .joining = room.place
        else { return false }
        refuse(key(channel), numeric: line.command, reason: reason, at: now)
        return true
    }

    /// 470: `<client> <channel> <other> :Forwarding to another channel`. The other room is not the
    /// one that was configured, whoever is in it; it is left when it lets us in.
    mutating func takeForward(_ line: IRCLine, at now: Milliseconds) {
        guard let channel = line[1], let room = rooms[key(channel)], case .joining = room.place
        else { return }
        let other = line[2].map { IRCSession.isTarget($0) ? $0 : "another room" } ?? "another room"
        let reason = "it forwards to \(other); have the bot let in, or configure the other room"
        refuse(key(channel), numeric: line.command, reason: reason, at: now)
    }

    /// `FAIL JOIN <code> [context…] :reason`. (standard-replies)
    mutating func takeJoinFailure(_ line: IRCLine, at now: Milliseconds) {
        let context = line.parameters.dropFirst(2).dropLast().map(key)
        let joining = rooms.all.filter {
            if case .joining = $0.room.place { true } else { false }
        }.map(\.name)
        guard let name = joining.first(where: context.contains) ?? joining.first,
            joining.count == 1 || context.contains(name)
        else { return }
        let reason = IRCSession.reason(line.parameters.last)
        refuse(name, numeric: line[1] ?? "FAIL", reason: "the server says: \(reason)", at: now)
    }

    /// Something changed that rooms may have waited for.
    mutating func retryRefusedRooms(at now: Milliseconds) {
        for (name, room) in rooms.all where room.refusal != nil {
            guard case .outside = room.place else { continue }
            rooms[name]?.place = .outside(retryAt: now)
        }
    }

    /// `RENAME <old> <new> :reason`: the same room under another name; whoever says the old one
    /// to us means the new one. (draft/channel-rename)
    mutating func takeRename(_ line: IRCLine, at now: Milliseconds) {
        guard let old = line[0].map(key), let name = line[1], isChannel(name),
            IRCSession.isTarget(name), let room = rooms[old], room.place == .inside
        else { return }
        let new = key(name)
        if new != old, rooms[new] != nil {
            // Two configured rooms cannot be one.
            loseRoom(old, reason: "renamed to \(name), which is configured too", at: now)
            return enter(new, as: name, at: now)
        }
        let configured = key(room.name)
        rooms[old]?.newName = new == configured ? nil : name
        rooms.rename(old, to: new, configured: configured)
        for (person, known) in roster.people where known.rooms.contains(old) {
            roster.people[person]?.rooms.remove(old)
            roster.people[person]?.rooms.insert(new)
        }
        retarget(from: old, to: name)
        if new != configured {
            tell(.trouble("\(room.name) is called \(name) now: configure the new name"))
        }
    }

    /// What waits to be said in a room is said under its new name.
    private mutating func retarget(from old: FoldedName, to name: String) {
        for (id, talk) in speech.talks where key(talk.utterance.target) == old {
            speech.talks[id]?.utterance.target = name
        }
        let new = key(name)
        rekey { $0 == old ? new : $0 }
        for index in history.unsaid[new]?.indices ?? 0..<0 {
            history.unsaid[new]?[index].target = name
        }
        for index in history.waiting.indices where key(history.waiting[index].target) == old {
            history.waiting[index].target = name
        }
        if let current = history.current, key(current.target) == old {
            history.current?.target = name
        }
    }

    /// As the server calls the target now.
    func nameOnServer(_ target: String) -> String {
        rooms.renamed[key(target)].flatMap { rooms[$0]?.nameOnServer } ?? target
    }
}
