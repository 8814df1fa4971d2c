import Notation

// Coming into the configured rooms, staying, and returning with patience.
extension MatrixSession {
    func isWanted(_ room: String) -> Bool {
        wanted.contains { $0.id == room || $0.former.contains(room) }
    }

    private func wantedIndex(_ room: String) -> Int? { wanted.firstIndex { $0.id == room } }

    // MARK: - Aliases

    /// Asked for all at once; the first sync waits for the answers, but not for good ones.
    mutating func resolveAliases() {
        phase = .running
        let unknown = wanted.indices.filter { wanted[$0].id == nil }
        for index in unknown { resolve(index) }
        if unknown.isEmpty { syncNow() }
    }

    private mutating func resolve(_ index: Int) {
        wanted[index].attempt.begin()
        ask(
            .resolve(name: wanted[index].name), .resolve, .get,
            Endpoint.alias(wanted[index].name))
    }

    mutating func takeAlias(_ reply: Reply, of name: String) {
        guard let index = wanted.firstIndex(where: { $0.name == name }) else { return }
        wanted[index].attempt.isOpen = false
        switch reply {
        case .ok(let object):
            guard let id = object["room_id"]?.string, MatrixID.isRoom(id) else {
                retryRoom(index, "the alias leads nowhere", after: nil)
                break
            }
            let servers = (object["servers"]?.array ?? []).compactMap(\.string)
                .filter { MatrixID.isServerName($0) }
            wanted[index].servers = Array(
                (wanted[index].servers + servers).prefix(WantedRoom.serversMax))
            wanted[index].id = id
            wanted[index].attempt.done()
            if memory.places.updateValue(id, forKey: name) != id { remember() }
            if !sync.isFresh, rooms[id] == nil { wanted[index].attempt.again(at: moment) }
            roomBook.isChanged = true
        case .refused(let error) where error.isAboutToken:
            wanted[index].attempt.again(at: moment)
        case .refused(let error): retryRoom(index, error.sentence, after: nil)
        case .limited(let wait): putOff(index, "the server asks to wait", after: wait)
        case .failed(let reason, _): putOff(index, reason, after: nil)
        }
        let isResolving = open.values.contains {
            if case .resolve = $0.errand { true } else { false }
        }
        if sync.isFresh, !isResolving, !sync.attempt.isOpen { syncNow() }
    }

    /// The homeserver says neither where the alias leads nor that it leads nowhere: it is what it
    /// was.
    private mutating func putOff(_ index: Int, _ reason: String, after wait: Milliseconds?) {
        guard wanted[index].id == nil, let known = memory.places[wanted[index].name],
            MatrixID.isRoom(known)
        else { return retryRoom(index, reason, after: wait) }
        wanted[index].id = known
        wanted[index].attempt.done()
        if !sync.isFresh, rooms[known] == nil { wanted[index].attempt.again(at: moment) }
        roomBook.isChanged = true
    }

    // MARK: - Joining

    /// An answer says that we are in the room.
    mutating func enter(_ room: SyncAnswer.Room) {
        if rooms[room.id] == nil {
            guard hasPlace(for: room.id) else { return }
            rooms[room.id] = MatrixRoom(id: room.id)
            roomBook.entered.insert(room.id)
            roomBook.isChanged = true
        }
        // Who reads along is looked at anew for state alone, not for every word.
        if !room.state.isEmpty || room.timeline.contains(where: { $0.stateKey != nil }) {
            roomBook.isChanged = true
        }
        for event in room.state {
            rooms[room.id]?.take(event)
            noteTombstone(event, in: room.id)
        }
        // Of a room that is new to us it may stand in the timeline, and says which room this one
        // takes the place of: that is asked before anything of it is told.
        if let creation = room.timeline.first(where: { $0.isState("m.room.create") }) {
            rooms[room.id]?.take(creation)
        }
    }

    /// A homeserver that puts us into rooms without end fills no memory.
    private mutating func hasPlace(for room: String) -> Bool {
        if rooms.count < RoomBook.roomsMax || isWanted(room) { return true }
        if !roomBook.isFull { tell(.warned("in more than \(RoomBook.roomsMax) rooms")) }
        roomBook.isFull = true
        return false
    }

    /// After the rooms of an answer: those that we wanted to be in, we are.
    mutating func noteEntered() {
        for index in wanted.indices {
            guard let id = wanted[index].id else { continue }
            if rooms[id] != nil {
                // How long to wait after the next farewell is not forgotten at once.
                wanted[index].attempt.isOpen = false
                wanted[index].attempt.retryAt = nil
                wanted[index].enteredAt = wanted[index].enteredAt ?? moment
            } else if !wanted[index].attempt.isOpen, wanted[index].attempt.retryAt == nil {
                wanted[index].attempt.again(at: moment)
            }
        }
        for (id, server) in memory.invitations.sorted(by: { $0.key < $1.key })
        where roomBook.joins[id] == nil && rooms[id] == nil {
            join(id, via: [server], replaces: nil)
        }
    }

    mutating func watchRooms() {
        guard !sync.isFresh else { return }
        for index in wanted.indices where wanted[index].attempt.isDue(at: moment) {
            guard let id = wanted[index].id else {
                resolve(index)
                continue
            }
            wanted[index].attempt.begin()
            ask(
                .join(room: id), .join, .post, Endpoint.join(id, via: wanted[index].servers),
                body: Array("{}".utf8))
        }
        for id in roomBook.joins.keys.sorted() {
            guard let join = roomBook.joins[id], join.attempt.isDue(at: moment) else { continue }
            roomBook.joins[id]?.attempt.begin()
            ask(
                .join(room: id), .join, .post, Endpoint.join(id, via: join.servers),
                body: Array("{}".utf8))
        }
    }

    var nextRoomAt: Milliseconds? {
        guard !sync.isFresh else { return nil }
        return
            (wanted.compactMap(\.attempt.retryAt)
            + roomBook.joins.values.compactMap(\.attempt.retryAt)).min()
    }

    mutating func takeJoin(_ reply: Reply, of room: String) {
        if let index = wantedIndex(room), wanted[index].attempt.isOpen {
            takeWantedJoin(reply, index)
        } else if roomBook.joins[room] != nil {
            takeOtherJoin(reply, room)
        }
    }

    private mutating func takeWantedJoin(_ reply: Reply, _ index: Int) {
        switch reply {
        case .ok(let object) where object["room_id"]?.string != nil:
            // The next sync tells of it; if it does not, once more.
            wanted[index].attempt.again(at: moment + configuration.patience.poll * 2)
        case .ok: retryRoom(index, "what came for a join is none", after: nil)
        case .refused(let error) where error.isAboutToken:
            wanted[index].attempt.again(at: moment)
        case .refused(let error): retryRoom(index, error.sentence, after: nil)
        case .limited(let wait): retryRoom(index, "the server asks to wait", after: wait)
        case .failed(let reason, _): retryRoom(index, reason, after: nil)
        }
    }

    private mutating func retryRoom(_ index: Int, _ reason: String, after wait: Milliseconds?) {
        let patience = configuration.patience
        let delay = wanted[index].attempt.pause.next(
            from: patience.rejoin, to: patience.rejoinMax, &chance)
        let retryIn = max(delay, believed(wait) ?? 0)
        wanted[index].attempt.again(at: moment + retryIn)
        roomBook.isChanged = true
        tell(.roomRefused(room: wanted[index].name, reason: reason, retryIn: retryIn))
    }

    // MARK: - Leaving

    /// An answer says that we are in that room no more; what was said before is told.
    mutating func leave(_ room: SyncAnswer.Room, isFirst: Bool, isHistory: Bool) {
        guard !isFirst, rooms[room.id] != nil || isWanted(room.id) else { return }
        tell(room, before: [], isHistory: isHistory)
        rooms[room.id] = nil
        roomBook.isChanged = true
        roomBook.privacy[room.id] = nil
        noteDeparture(from: room)
        directs.forget(room: room.id)
        giveBack(to: room.id)
        guard let index = wantedIndex(room.id) else { return }
        let patience = configuration.patience
        if let since = wanted[index].enteredAt, moment - since > patience.rejoinMax {
            wanted[index].attempt.pause.reset()
        }
        wanted[index].enteredAt = nil
        let delay = wanted[index].attempt.pause.next(
            from: patience.rejoin, to: patience.rejoinMax, &chance)
        wanted[index].attempt.again(at: moment + delay)
        let last = room.timeline.last { $0.isState("m.room.member", key: ownID) }
        let by = last.map {
            $0.sender.rawValue == ownID ? "left" : "put out by \($0.sender.rawValue)"
        }
        tell(.roomLost(room: wanted[index].name, reason: by ?? "left", retryIn: delay))
    }

    mutating func leave(_ room: String) {
        rooms[room] = nil
        ask(.leave, .leave, .post, Endpoint.leave(room), body: Array("{}".utf8))
    }

    // MARK: - Telling

    /// The configured rooms that we are in, when all have answered, and whenever it changes.
    mutating func tellRooms() {
        guard sync.isUp == true else { return }
        var inside: [String: String] = [:]
        for room in wanted {
            if let id = room.id, rooms[id] != nil { inside[room.name] = id }
        }
        let isSettled = wanted.allSatisfy {
            inside[$0.name] != nil || $0.attempt.pause.failures > 0
        }
        guard isSettled || roomBook.told != nil || !inside.isEmpty, inside != roomBook.told else {
            return
        }
        roomBook.told = inside
        tell(.rooms(inside))
    }
}
