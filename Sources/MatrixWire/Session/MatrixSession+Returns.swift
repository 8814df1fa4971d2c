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

    /// Nothing before it is missing: there we went, or came in for the first time, or there was
    /// nothing before it.
    func isEnd(_ event: MatrixEvent, of room: String) -> Bool {
        if let departure = departure(from: room) {
            return event.id != nil && event.id == departure.exit
        }
        if roomBook.successions[room] != nil { return event.isState("m.room.create") }
        return roomBook.entered.contains(room) && isOwnEntry(event, into: room)
    }

    /// Before the facts of a room: whether some are missing.
    /// - Parameters:
    ///   - events: all that could be read, oldest first.
    ///   - isWhole: they go back to where everything was told.
    mutating func tellAbsence(from room: String, _ events: [MatrixEvent], isWhole: Bool) {
        let departure = departure(from: room)
        let succession = roomBook.successions[room]
        let wasOut =
            departure != nil || succession != nil
            || !roomBook.entered.contains(room)
                && events.contains { isOwnEntry($0, into: room) }
        let isShown =
            rooms[room]?.showsHistory == true
            && !events.contains { event in
                event.isState("m.room.history_visibility")
                    // A room that is made is given its own.
                    && !(succession != nil && MatrixRoom.showsHistory(event))
            }
        guard !isWhole || (wasOut && !isShown) else { return }
        let heardAt: Milliseconds? =
            if let succession { succession.since } else { sync.heardAt }
        tell(.absent(room: room, since: departure?.at ?? heardAt, until: moment))
    }

    /// Rooms of the configuration let us in for the first time in this process. Whether an earlier
    /// one was put out of them, only those know who have kept what it heard.
    mutating func tellFirstEntries() {
        guard !sync.isFresh, isResumed else { return }
        for room in wanted.compactMap(\.id)
        where roomBook.entered.contains(room) && roomBook.departures[room] == nil
            && roomBook.successions[room] == nil
        {
            tell(.absent(room: room, since: nil, until: moment))
        }
    }
}

extension MatrixRoom {
    /// To members, also what was said while they were out. (Client-Server API, "Room history
    /// visibility")
    var showsHistory: Bool { Self.isShowing(historyVisibility ?? "shared") }

    /// The same of what such an event sets.
    static func showsHistory(_ event: MatrixEvent) -> Bool {
        isShowing(event.content["history_visibility"]?.string ?? "")
    }

    private static func isShowing(_ visibility: String) -> Bool {
        ["shared", "world_readable"].contains(visibility)
    }
}
