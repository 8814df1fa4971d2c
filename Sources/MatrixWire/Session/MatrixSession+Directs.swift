import Notation

// Rooms for us and one person: found, or made.
extension MatrixSession {
    /// One in which nobody else is or could read along, that nobody configured or replaced, and where
    /// we can read the answer.
    func directRoom(for user: String) -> String? {
        let known = (directs.rooms[user] ?? []).reversed().first { isDirect($0, with: user) }
        if let known { return known }
        return rooms.keys.filter { isDirect($0, with: user) }.min()
    }

    func isDirect(_ id: String, with user: String) -> Bool {
        guard let room = rooms[id], !isWanted(id) else { return false }
        return room.isClosed && room.companion(of: ownID) == user
    }

    /// Why no room is made for somebody: the one that we have made for them already, and that they
    /// have not left, is of no use (a homeserver may encrypt whatever is made there), and the next
    /// would be like it; or we are in as many as we know of. A room into which somebody else came is
    /// replaced once: where the next has others in it, too, the homeserver puts them there.
    func obstacle(for user: String) -> String? {
        let useless = (directs.rooms[user] ?? []).compactMap { rooms[$0] }.filter { room in
            (room.isMade || room.creation?.maker == ownID) && room.replacement == nil
                && room.members[user] != nil && !isWanted(room.id) && !isDirect(room.id, with: user)
        }
        if let made = useless.first(where: { $0.companion(of: ownID) == user }) {
            let why = made.isEncrypted ? "encrypted" : "open to others"
            return "the room for them and us, \(made.id), is \(why)"
        }
        if useless.count > 1, let made = useless.last {
            return "others are in the room for two, \(made.id)"
        }
        return rooms.count < RoomBook.roomsMax ? nil : MatrixSession.tooManyRooms
    }

    private static let tooManyRooms = "in \(RoomBook.roomsMax) rooms already"

    /// - Returns: whether a room is on its way.
    mutating func makeRoom(for user: String) -> Bool {
        if directs.makings[user] != nil { return true }
        guard directs.makings.count < DirectBook.makingsMax else { return false }
        var attempt = Attempt()
        attempt.again(at: moment)
        directs.makings[user] = attempt
        watchDirects()
        return true
    }

    mutating func watchDirects() {
        for user in directs.makings.keys.sorted()
        where directs.makings[user]?.isDue(at: moment) == true {
            // An answer that was cut off may have made it all the same.
            if directRoom(for: user) != nil {
                directs.makings[user] = nil
                continue
            }
            if let reason = obstacle(for: user) {
                directs.makings[user] = nil
                refuse(.person(user), reason)
                continue
            }
            directs.makings[user]?.begin()
            ask(
                .create(user: user), .create, .post, Endpoint.createRoom,
                body: CanonicalJSON.bytes(SentContent.directRoom(with: user)))
        }
        if directs.remembering.isDue(at: moment) {
            directs.remembering.begin()
            ask(.remember, .remember, .put, Endpoint.directs(ownID), body: directs.bytes)
        }
    }

    mutating func takeCreation(_ reply: Reply, for user: String) {
        guard var attempt = directs.makings[user] else { return }
        let delay = attempt.pause.next(
            from: configuration.patience.rejoin, to: configuration.patience.retryMax, &chance)
        var wait: Milliseconds = 0
        switch reply {
        case .ok(let object):
            if let id = object["room_id"]?.string, MatrixID.isRoom(id) {
                directs.makings[user] = nil
                return noteMade(id, for: user)
            }
        case .refused(let error) where !error.isAboutToken:
            directs.makings[user] = nil
            return refuse(.person(user), error.sentence)
        case .refused: break
        case .limited(let word): wait = believed(word) ?? 0
        case .failed: break
        }
        guard outbox.queues[.person(user)] != nil else {
            directs.makings[user] = nil
            return
        }
        // Whatever else is to be said to them is asked for again, and others do not wait for it.
        if attempt.pause.failures > Outbox.roomTriesMax {
            directs.makings[user] = nil
            return settleAll(
                to: .person(user), .retry(after: configuration.patience.rejoinMax))
        }
        attempt.again(at: moment + max(delay, wait))
        directs.makings[user] = attempt
    }

    private mutating func noteMade(_ id: String, for user: String) {
        if rooms[id] != nil || rooms.count < RoomBook.roomsMax {
            // Until a sync tells more of it; one may have come between the room and its invitation.
            var room = rooms[id] ?? MatrixRoom(id: id)
            room.isMade = true
            if room.members[ownID] == nil { room.enter(ownID) }
            if room.members[user] == nil, !room.gone.contains(user) { room.invite(user) }
            rooms[id] = room
        } else {
            refuse(.person(user), MatrixSession.tooManyRooms)
        }
        directs.add(id, for: user, at: moment)
    }

    mutating func takeRemembered(_ reply: Reply) {
        switch reply {
        case .ok: directs.remembering.done()
        case .refused(let error) where !error.isAboutToken:
            directs.remembering.done()
            tell(.warned("the server does not keep which rooms are for two: \(error.sentence)"))
        default:
            let delay = directs.remembering.pause.next(configuration.patience, &chance)
            directs.remembering.again(at: moment + delay)
        }
    }
}
