import Notation

// Rooms that were replaced, and invitations. (Client-Server API, "Room upgrades", "Invites")
extension MatrixSession {
    mutating func join(_ room: String, via servers: [String], replaces: String?) {
        var join = RoomBook.Join(servers: servers, replaces: replaces)
        // What the first answer tells may have happened before this process.
        if replaces != nil, sync.answers > 1 { join.since = moment }
        join.attempt.again(at: moment)
        roomBook.joins[room] = join
    }

    /// Before an answer is told: what was said in a room that has just let us in was said to the
    /// desk. A process begins with the room of the configuration again, and what was said meanwhile
    /// was said in the one that an earlier process had followed it to.
    mutating func followAgain(by answer: SyncAnswer) {
        for index in wanted.indices {
            while let id = wanted[index].id, let next = rooms[id]?.replacement,
                rooms[next.room]?.creation != nil, !roomBook.refusedReplacements.contains(id)
            {
                let since = roomBook.joins[next.room]?.since
                follow(index, from: id, to: next.room, via: next.server)
                guard wanted[index].id != id else { break }
                if roomBook.successions[next.room] == nil, comesIn(next.room, by: answer) {
                    roomBook.successions[next.room] = RoomBook.Succession(since: since)
                }
            }
        }
    }

    /// We are let in with that answer, for the first time as far as anybody knows.
    private func comesIn(_ room: String, by answer: SyncAnswer) -> Bool {
        guard roomBook.entered.contains(room) else { return false }
        guard sync.isFresh else { return true }
        // To a new process all rooms are new.
        return answer.joined.contains { joined in
            joined.id == room
                && joined.timeline.contains { event in
                    isOwnEntry(event, into: room)
                        && !["leave", "ban"].contains(event.previousMembership ?? "")
                }
        }
    }

    /// After all facts of an answer: whether rooms were replaced, and whether a room for two is one.
    mutating func checkRooms() {
        for index in wanted.indices {
            guard let id = wanted[index].id, let next = rooms[id]?.replacement,
                !roomBook.refusedReplacements.contains(id)
            else { continue }
            follow(index, from: id, to: next.room, via: next.server)
        }
        for id in roomBook.joins.keys.sorted() where rooms[id] != nil {
            let isForTwo = roomBook.joins[id]?.replaces == nil
            guard isForTwo else { continue }
            roomBook.joins[id] = nil
            forgetInvitation(to: id)
            if !isWanted(id), rooms[id]?.companion(of: ownID) == nil {
                tell(.warned("invited to \(id) as a room for two, which it is not, and left it"))
                leave(id)
            }
        }
        for id in roomBook.entered { roomBook.departures[id] = nil }
        roomBook.entered = []
        roomBook.successions = [:]
    }

    /// Somebody names another one, or says it again: whatever was wrong with the last may be mended.
    mutating func noteTombstone(_ event: MatrixEvent, in room: String) {
        guard event.isState("m.room.tombstone"), isWanted(room) else { return }
        roomBook.refusedReplacements.remove(room)
        let next = rooms[room]?.replacement?.room
        roomBook.joins = roomBook.joins.filter { $0.value.replaces != room || $0.key == next }
    }

    private mutating func follow(
        _ index: Int, from old: String, to new: String, via server: String
    ) {
        guard let room = rooms[new] else {
            if roomBook.joins[new] == nil, wanted[index].former.count < WantedRoom.formerMax {
                let servers = [server] + wanted[index].servers
                join(
                    new, via: Array(servers.prefix(WantedRoom.serversMax)), replaces: old)
            }
            return
        }
        let wasJoinedForIt = roomBook.joins.removeValue(forKey: new) != nil
        guard room.creation?.predecessor == old, !wanted[index].former.contains(new) else {
            roomBook.refusedReplacements.insert(old)
            tell(
                .trouble(
                    "\(old) says that \(new) takes its place, but that one does not say so: "
                        + "it is not followed."))
            if wasJoinedForIt, !isWanted(new) { leave(new) }
            return
        }
        wanted[index].former.append(old)
        wanted[index].id = new
        wanted[index].attempt.done()
        roomBook.isChanged = true
        roomBook.departures[old] = nil
        tell(.upgraded(from: old, to: new))
        // What was meant for the old one goes to the new one, when it is said again.
        giveBack(to: old)
    }

    // MARK: - Invitations

    /// Only configured rooms, rooms for two of those whom the configuration names, and rooms that
    /// replace one of either. All others are left alone: whoever invites learns nothing by it.
    mutating func takeInvitation(_ room: SyncAnswer.Room) {
        let own = room.state.last { $0.isState("m.room.member", key: ownID) }
        guard let own, own.content["membership"]?.string == "invite", rooms[room.id] == nil else {
            return
        }
        if let index = wanted.firstIndex(where: { $0.id == room.id }) {
            guard !wanted[index].attempt.isOpen else { return }
            return wanted[index].attempt.again(at: moment)
        }
        if roomBook.joins[room.id]?.replaces != nil {
            guard roomBook.joins[room.id]?.attempt.isOpen != true else { return }
            roomBook.joins[room.id]?.attempt.again(at: moment)
            return
        }
        let isForTwo = own.content["is_direct"]?.bool == true && isAllowed(own.sender)
        guard isForTwo || replacesDirect(room.id, by: own.sender.rawValue) else {
            if roomBook.leftAlone.set(room.id, ()) {
                tell(
                    .warned(
                        "\(own.sender.rawValue.shown) invites us to \(room.id.shown): left alone"))
            }
            return
        }
        guard memory.invitations.count < RoomBook.invitationsMax else { return }
        memory.invitations[room.id] = own.sender.server
        remember()
        if roomBook.joins[room.id] == nil {
            join(room.id, via: [own.sender.server], replaces: nil)
        }
    }

    /// Of a room that takes the place of one for us and whoever invites us clients do not say that it
    /// is for two.
    private func replacesDirect(_ room: String, by user: String) -> Bool {
        rooms.values.contains { old in
            old.replacement?.room == room && !isWanted(old.id)
                && (old.companion(of: ownID) == user
                    || directs.rooms[user]?.contains(old.id) == true)
        }
    }

    private func isAllowed(_ user: MatrixUserID) -> Bool {
        configuration.directs.users.contains(user.rawValue)
            || configuration.directs.servers.contains(user.server)
    }

    private mutating func forgetInvitation(to room: String) {
        guard memory.invitations.removeValue(forKey: room) != nil else { return }
        remember()
    }

    mutating func takeOtherJoin(_ reply: Reply, _ room: String) {
        guard var join = roomBook.joins[room] else { return }
        let patience = configuration.patience
        var wait: Milliseconds?
        switch reply {
        case .ok:
            join.attempt.again(at: moment + patience.poll * 2)
            roomBook.joins[room] = join
            return
        case .refused(let error) where !error.isAboutToken:
            guard let old = join.replaces else {
                // Whoever invited us has thought better of it.
                roomBook.joins[room] = nil
                return forgetInvitation(to: room)
            }
            let delay = join.attempt.pause.next(
                from: patience.rejoin, to: patience.rejoinMax, &chance)
            join.attempt.again(at: moment + delay)
            roomBook.joins[room] = join
            let name = wanted.first { $0.id == old }?.name ?? old
            let reason = "\(room) takes its place, but does not let us in: \(error.sentence)"
            return tell(.roomRefused(room: name, reason: reason, retryIn: delay))
        case .limited(let word): wait = believed(word)
        case .refused, .failed: break
        }
        let delay = join.attempt.pause.next(from: patience.rejoin, to: patience.rejoinMax, &chance)
        join.attempt.again(at: moment + max(delay, wait ?? 0))
        roomBook.joins[room] = join
    }
}
