// Who could read along, who is there, and where nothing can be read.
extension MatrixSession {
    /// As it will be when all of an answer is read, and before anything of it is told: what is said
    /// in answer must know who reads along.
    mutating func tellPrivacy(after answer: SyncAnswer) {
        let before = rooms
        for room in answer.joined {
            for event in room.timeline { rooms[room.id]?.take(event) }
        }
        tellPrivacy()
        rooms = before
    }

    /// After every answer in which the state of some room has changed.
    mutating func tellPrivacy() {
        // While a timeline waits for what is before it, its state is not yet the room's.
        guard roomBook.isChanged, sync.isUp == true, sync.closing == nil else { return }
        roomBook.isChanged = false
        var present: Set<String> = []
        for room in wanted {
            guard let id = room.id, let state = rooms[id] else { continue }
            let privacy = state.privacy(of: ownID)
            let before = roomBook.privacy[id]
            if before != privacy {
                roomBook.privacy[id] = privacy
                tell(.privacy(room: id, privacy))
                // What waits was worded for those who were there.
                if privacy.isWider(than: before) {
                    giveBack(to: id, for: configuration.patience.rewording)
                }
            }
            for (user, member) in state.members where !member.isInvited && user != ownID {
                present.insert(user)
            }
        }
        tellPresence(present)
        for (id, room) in rooms.sorted(by: { $0.key < $1.key })
        where room.isEncrypted && roomBook.encrypted.set(id, ()) {
            tell(.encrypted(room: id))
        }
    }

    private mutating func tellPresence(_ present: Set<String>) {
        for user in roomBook.present.subtracting(present).sorted() {
            tell(.presence(user: user, isHere: false))
        }
        for user in present.subtracting(roomBook.present).sorted() {
            tell(.presence(user: user, isHere: true))
        }
        roomBook.present = present
    }
}
