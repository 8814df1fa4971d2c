import Notation

// Put out of a configured room and let in again: what was said there meanwhile is read as history,
// as far as the room shows it to us. The rest is told as absent.
extension MatrixSession {
    mutating func noteDeparture(from room: SyncAnswer.Room) {
        roomBook.silenced[room.id] = nil
        guard isWanted(room.id), roomBook.departures[room.id] == nil else { return }
        let exit = room.timeline.last { isOwnExit($0) }?.id
        roomBook.departures[room.id] = RoomBook.Departure(
            token: sync.since, exit: room.isLimited ? nil : exit,
            at: room.isLimited ? sync.heardAt ?? moment : moment)
    }

    /// We were put out. An invitation that was taken back is none.
    private func isOwnExit(_ event: MatrixEvent) -> Bool {
        guard event.isState("m.room.member", key: ownID),
            ["leave", "ban"].contains(event.content["membership"]?.string)
        else { return false }
        return event.previousMembership.map { $0 == "join" } ?? true
    }

    /// Since when we were out of a room that we are back in with the answer that is being read.
    func departure(from room: String) -> RoomBook.Departure? {
        roomBook.entered.contains(room) ? roomBook.departures[room] : nil
    }

    /// Nothing before it is missing: there we went, or came in for the first time.
    func isEnd(_ event: MatrixEvent, of room: String) -> Bool {
        if let departure = departure(from: room) {
            return event.id != nil && event.id == departure.exit
        }
        return roomBook.entered.contains(room) && isOwnEntry(event, into: room)
    }

    /// Before the facts of a room: whether some are missing.
    /// - Parameters:
    ///   - events: all that could be read, oldest first.
    ///   - isWhole: they go back to where everything was told.
    mutating func tellAbsence(from room: String, _ events: [MatrixEvent], isWhole: Bool) {
        let departure = departure(from: room)
        let wasOut =
            departure != nil
            || !roomBook.entered.contains(room)
                && events.contains { isOwnEntry($0, into: room) }
        let isShown =
            rooms[room]?.showsHistory == true
            && !events.contains { $0.isState("m.room.history_visibility") }
        guard !isWhole || (wasOut && !isShown) else { return }
        tell(.absent(room: room, since: departure?.at ?? sync.heardAt, until: moment))
    }

    /// Rooms of the configuration let us in for the first time in this process. Whether an earlier
    /// one was put out of them, only those know who have kept what it heard.
    mutating func tellFirstEntries() {
        guard !sync.isFresh, isResumed else { return }
        for room in wanted.compactMap(\.id)
        where roomBook.entered.contains(room) && roomBook.departures[room] == nil {
            tell(.absent(room: room, since: nil, until: moment))
        }
    }
}

extension MatrixRoom {
    /// To members, also what was said while they were out. (Client-Server API, "Room history
    /// visibility")
    var showsHistory: Bool {
        ["shared", "world_readable"].contains(historyVisibility ?? "shared")
    }
}
