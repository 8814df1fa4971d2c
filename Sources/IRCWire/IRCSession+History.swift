// What was said while nobody listened, read from the server's history (draft/chathistory) in the
// order in which it was said; and, where that cannot be, since when and until when that was.
extension IRCSession {
    var mayReadHistory: Bool {
        capabilities.has("draft/chathistory") && capabilities.has("batch")
            && capabilities.has("server-time")
    }

    /// The rooms in which everything is being heard and told.
    package var roomsListenedTo: [String] {
        rooms.all.filter { $0.room.place == .inside }.map(\.room.name)
            .filter { memory.marks[$0].map { $0.awaySince == nil } ?? false }
    }

    /// When the server was last heard: until then nothing was missed.
    package var lastHeardAt: Milliseconds { keepAlive.heardAt }

    /// We are in a room, perhaps again.
    mutating func listen(in name: FoldedName, at now: Milliseconds) {
        guard let room = rooms[name] else { return }
        guard let mark = memory.marks[room.name] else {
            memory.marks[room.name] = IRCMemory.Mark(serverTime: serverTime(at: now))
            return
        }
        guard let since = mark.awaySince else { return }
        let starts = starts(from: mark)
        let reading = History.Reading(
            target: room.nameOnServer, purpose: .missed(since: since), starts: starts)
        guard mayReadHistory, !starts.isEmpty, enqueue(reading) else {
            return tellAbsence(from: room.name, since: since, until: now)
        }
    }

    /// After registering: who wrote to us alone meanwhile.
    mutating func listenForPersons(at now: Milliseconds) {
        guard let direct = memory.direct else {
            memory.direct = IRCMemory.Mark()
            return
        }
        guard direct.awaySince != nil else { return }
        let reading = direct.serverTime.map {
            History.Reading(
                target: "", purpose: .targets(from: $0 - History.skew), starts: [.time($0)])
        }
        guard mayReadHistory, let reading, enqueue(reading) else {
            memory.direct?.awaySince = nil
            return
        }
    }

    /// Nobody listens there from now on.
    mutating func stopListening(in name: FoldedName, since moment: Milliseconds) {
        guard let room = rooms[name] else { return }
        history.held[name] = nil
        let mapping = support.caseMapping
        history.waiting.removeAll {
            mapping.key($0.target) == name && $0.purpose.isAboutTarget
        }
        if let current = history.current, current.purpose.isAboutTarget,
            key(current.target) == name
        {
            history.current = nil
        }
        if memory.marks[room.name]?.awaySince == nil {
            memory.marks[room.name]?.awaySince = moment
        }
    }

    /// The connection is gone: nothing was heard since the server's last word.
    mutating func stopListening() {
        // What waits for a look-up was heard and will not be answered.
        let since = min(lookUps.open.values.map(\.since).min() ?? .max, keepAlive.heardAt)
        for (name, room) in rooms.all where room.place == .inside {
            stopListening(in: name, since: since)
        }
        if memory.direct?.awaySince == nil, let time = serverTime(at: keepAlive.heardAt) {
            memory.direct?.serverTime = time
        }
        if memory.direct?.awaySince == nil { memory.direct?.awaySince = keepAlive.heardAt }
        history.current = nil
        history.waiting = []
        history.held = [:]
    }

    /// What time it is by the server's clock, as far as that is known.
    func serverTime(at now: Milliseconds) -> Int64? {
        history.serverClock.map { $0.time + now - $0.at }
    }

    mutating func noteServerClock(_ line: IRCLine, at now: Milliseconds) {
        guard line.tags["batch"] == nil,
            let time = line.tags["time"].flatMap(ServerTime.milliseconds)
        else { return }
        history.serverClock = (time, now)
    }

    /// What the server says itself is said now.
    mutating func noteServerWord(_ line: IRCLine) {
        guard capabilities.has("server-time"), line.tags["batch"] == nil,
            let source = line.source.map(IRCSource.init),
            source.user == nil || key(source.nick) == ownKey,
            let time = line.tags["time"].flatMap(ServerTime.milliseconds)
        else { return }
        history.serverWordAt = time
        lags.hearServer(time, at: moment)
    }

    /// By the session's clock what was then by the server's, of what it tells of the past.
    func ownTime(of time: Int64, at now: Milliseconds) -> Milliseconds? {
        let own = lags.moment(of: time) ?? serverTime(at: now).map { now - ($0 - time) }
        return own.map { min($0, now) }
    }

    /// Not every server says by a batch that it tells of the past; its time says so too.
    func isPlayedBack(_ line: IRCLine) -> Bool {
        guard capabilities.has("server-time"), let latest = history.serverWordAt,
            let time = line.tags["time"].flatMap(ServerTime.milliseconds)
        else { return false }
        return time < latest - History.lag
    }

    private func starts(from mark: IRCMemory.Mark) -> [History.Reference] {
        [
            mark.messageID.map(History.Reference.message),
            mark.serverTime.map(History.Reference.time),
        ]
        .compactMap { $0 }.filter { mayRefer(by: $0.kind) }
    }

    func mayRefer(by kind: String) -> Bool {
        let kinds = support.messageReferenceTypes
        return kinds.isEmpty || kinds.contains(kind)
    }

    mutating func tellAbsence(
        from room: String, since: Milliseconds, until now: Milliseconds
    ) {
        memory.marks[room]?.awaySince = nil
        tell(.absent(room: room, since: since, until: max(since, now)))
    }

    // MARK: - Telling

    /// Tells a saying in its place: behind the history of its room, and once.
    mutating func pass(_ saying: IRCSaying) {
        let place = key(saying.room.map(nameOnServer) ?? saying.nick)
        if !saying.isFromHistory, isMissing(place) {
            let count = history.held[place, default: []].count
            guard count >= History.heldMax else {
                history.held[place, default: []].append(saying)
                history.isDue(place, at: saying.heardAt + configuration.patience.held)
                return
            }
            // So much is said there that reading what was said before would never end.
            giveUp(place, at: saying.heardAt)
        }
        guard memory.heard.insert(saying.messageID) else { return }
        advance(saying)
        tell(.said(saying))
    }

    /// The history of that room, or of that person, is not told yet.
    private func isMissing(_ place: FoldedName) -> Bool {
        guard history.reads else { return false }
        return ([history.current].compactMap(\.self) + history.waiting).contains {
            $0.purpose.isMissed && key($0.target) == place
        }
    }

    private mutating func advance(_ saying: IRCSaying) {
        let time = saying.serverTime
        guard let room = saying.room else {
            let known = memory.direct?.serverTime
            if let time { memory.direct?.serverTime = max(time, known ?? time) }
            return
        }
        advance(room, id: saying.hasServerID ? saying.messageID : nil, time: time)
    }

    mutating func advance(_ room: String, id: String?, time: Int64?) {
        guard memory.marks[room] != nil, id != nil || time != nil else { return }
        memory.marks[room]?.messageID = id
        if let time { memory.marks[room]?.serverTime = time }
    }

    /// A line of a room that nobody is told of, heard in its place.
    mutating func advance(past line: IRCLine, in room: String) {
        guard !isMissing(key(nameOnServer(room))) else { return }
        advance(
            room, id: line.tags["msgid"], time: line.tags["time"].flatMap(ServerTime.milliseconds))
    }
}
