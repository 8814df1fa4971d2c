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

    private mutating func tellAbsence(
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
        ([history.current].compactMap(\.self) + history.waiting).contains {
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

    // MARK: - Asking

    /// False if too many wait already, or the server has lately left a question unanswered.
    mutating func enqueue(_ reading: History.Reading) -> Bool {
        guard history.waiting.count < History.waitingMax, moment >= history.restsUntil else {
            return false
        }
        history.waiting.append(reading)
        return true
    }

    /// Begins the next reading when the one before has ended.
    mutating func readOn(at now: Milliseconds) {
        history.forgetDue()
        // Where somebody waits first; then the other rooms.
        let index =
            mostUrgentReading ?? history.waiting.firstIndex(where: \.purpose.isAboutTarget)
            ?? (rooms.toldRooms == nil ? nil : history.waiting.indices.first)
        guard phase == .registered, history.current == nil, let index else { return }
        var reading = history.waiting.remove(at: index)
        reading.startedAt = now
        if reading.purpose == .lookBack { reading.starts = lookBackStart(reading, at: now) }
        history.current = reading
        start(at: now)
    }

    private mutating func start(at now: Milliseconds) {
        guard var reading = history.current else { return }
        switch reading.starts.first {
        case nil: return close(isWhole: false, at: now)
        case .message(let id):
            reading.step = .page
            reading.position = .message(id)
        case .time(let time):
            reading.step = reading.purpose.isAboutTarget ? .probe : .page
            reading.position = .time(time)
        }
        history.current = reading
        ask(at: now)
    }

    private mutating func ask(at now: Milliseconds) {
        guard var reading = history.current, let position = reading.position else { return }
        reading.askedAt = now
        reading.batch = nil
        reading.pageLines = 0
        history.current = reading
        var parameters: [String]
        switch (reading.purpose, reading.step, position) {
        case (.targets(let from), _, _):
            let until = (serverTime(at: now) ?? from) + History.skew
            parameters = [
                "TARGETS", History.Reference.time(from).parameter,
                History.Reference.time(until).parameter,
            ]
        case (_, .probe, .time(let time)):
            parameters = [
                "BEFORE", reading.target, History.Reference.time(time + 1).parameter, "1",
            ]
        default: parameters = ["AFTER", reading.target, position.parameter]
        }
        if parameters.count == 3 { parameters.append(String(pageLimit)) }
        speech.ask(IRCLine(command: "CHATHISTORY", parameters: parameters))
    }

    private var pageLimit: Int {
        guard let limit = support.historyLimit else { return History.pageLines }
        return limit <= 0 ? History.pageLinesMax : min(limit, History.pageLinesMax)
    }

    // MARK: - Reading

    /// A batch of history begins: it is the answer if it is about what was asked.
    mutating func noteHistoryBatch(_ name: String, kind: String, target: String?) {
        guard let reading = history.current, reading.batch == nil else { return }
        let isAnswer: Bool =
            switch reading.purpose {
            case .targets: kind.hasSuffix("chathistory-targets")
            default:
                kind.hasSuffix("chathistory")
                    && target.map { key($0) == key(reading.target) } ?? true
            }
        if isAnswer { history.current?.batch = name }
    }

    /// A line of history; false if it is nobody's saying to be told.
    mutating func readLine(_ line: IRCLine, in batch: String?) -> Bool {
        let author = author(of: line)
        guard let batch, batch == history.current?.batch else { return author == .another }
        if line.tags["draft/chathistory-context"] != nil { return false }
        history.current?.pageLines += 1
        history.current?.lines += 1
        history.current?.last = (
            line.tags["msgid"], line.tags["time"].flatMap(ServerTime.milliseconds)
        )
        if author == .perhaps { history.current?.isDoubtful = true }
        if author == .ours, let text = line[1], history.current?.own.count ?? 0 < History.linesMax {
            history.current?.own.append(
                History.OwnLine(
                    text: text, messageID: line.tags["msgid"],
                    mark: UtteranceMark(line.tags[UtteranceMark.tag]),
                    isNotice: line.command == "NOTICE"))
        }
        return author == .another && history.current?.purpose.isMissed == true
            && history.current?.step == .page
    }

    /// A line of ours tells our account, if the server says whose it is.
    mutating func noteOwnAccount(_ line: IRCLine) {
        guard let account = line.tags["account"] else { return }
        history.ownAccount = folded(account: account).account
    }

    /// Whether we said it ourselves, under whatever nick, as far as the server vouches for that.
    /// Else somebody may have had our nick while we were away, and copied the marks of our lines.
    private func author(of line: IRCLine) -> History.Author {
        guard let source = line.source.map(IRCSource.init) else { return .another }
        if let own = history.ownAccount, let account = line.tags["account"] {
            return folded(account: account).account == own ? .ours : .another
        }
        guard key(source.nick) == ownKey else { return .another }
        guard let host = source.host, let own = identity.host else { return .ours }
        return host == own && source.user == identity.user ? .ours : .perhaps
    }

    /// A conversation in which something was said meanwhile.
    mutating func takeHistoryTarget(_ line: IRCLine, in batch: String?) {
        guard line[0] == "TARGETS", let name = line[1], batch != nil,
            batch == history.current?.batch, let reading = history.current,
            reading.names.count < History.conversationsMax, IRCSession.isTarget(name),
            !isChannel(name), key(name) != ownKey
        else { return }
        history.current?.names.append(name)
    }

    /// The answer is whole.
    mutating func endHistoryBatch(_ name: String, at now: Milliseconds) {
        guard var reading = history.current, reading.batch == name else { return }
        if case .targets(let from) = reading.purpose {
            for name in reading.names {
                _ = enqueue(
                    .init(
                        target: name, purpose: .missed(since: reading.startedAt),
                        starts: [.time(from + History.skew)]))
            }
            return close(isWhole: true, at: now)
        }
        if reading.step == .probe, case .time(let time) = reading.starts.first {
            reading.reaches = reading.pageLines > 0
            reading.step = .page
            // Ids keep from being told twice what is read twice.
            let hasIDs = reading.last.message != nil || !reading.purpose.isMissed
            reading.position = .time(hasIDs ? time - History.skew : time)
            history.current = reading
            return ask(at: now)
        }
        if reading.pages == 0, case .message = reading.position { reading.reaches = true }
        reading.pages += 1
        let next = next(after: reading)
        let isFull = reading.pages >= History.pagesMax || reading.lines >= History.linesMax
        let isStuck = next == nil || next == reading.position
        history.current = reading
        if reading.pageLines == 0 || isStuck || isFull {
            return close(isWhole: reading.pageLines == 0, at: now)
        }
        history.current?.position = next
        ask(at: now)
    }

    private func next(after reading: History.Reading) -> History.Reference? {
        if let id = reading.last.message, !id.isEmpty, mayRefer(by: "msgid") { return .message(id) }
        return reading.last.time.map(History.Reference.time)
    }

    /// `FAIL CHATHISTORY <code> …`, or a numeric that names the command.
    mutating func failHistory(at now: Milliseconds) {
        guard var reading = history.current else { return }
        if reading.step == .probe, case .time(let time) = reading.starts.first {
            // Nothing is known of how far back it reaches; what there is, is read all the same.
            reading.step = .page
            reading.position = .time(time)
            history.current = reading
            return ask(at: now)
        }
        guard reading.pages == 0, reading.starts.count > 1 else {
            return close(isWhole: false, at: now)
        }
        history.current?.starts.removeFirst()
        start(at: now)
    }

    mutating func close(isWhole: Bool, at now: Milliseconds) {
        guard let reading = history.current else { return }
        history.current = nil
        end(reading, isWhole: isWhole, at: now)
    }

    mutating func end(
        _ reading: History.Reading, isWhole: Bool, at now: Milliseconds
    ) {
        let name = key(reading.target)
        switch reading.purpose {
        case .targets: memory.direct?.awaySince = nil
        case .lookBack: settleRepeats(name, reading, isWhole: isWhole, at: now)
        case .missed(let since):
            if isChannel(reading.target) {
                endMissed(reading, since: since, isWhole: isWhole, at: now)
            } else if !isWhole {
                tell(.warned("could not read all that was written to us alone meanwhile"))
            }
            for saying in history.held.removeValue(forKey: name) ?? [] { pass(saying) }
            sayUnsaid(name, at: now)
        }
    }

    private mutating func endMissed(
        _ reading: History.Reading, since: Milliseconds, isWhole: Bool, at now: Milliseconds
    ) {
        let room = rooms[key(reading.target)]?.name ?? reading.target
        guard !(isWhole && reading.reaches) else {
            memory.marks[room]?.awaySince = nil
            return
        }
        // What was read is told; nobody knows what was said after that, or before it.
        var from = since
        if reading.reaches, let last = reading.last.time, let time = serverTime(at: now) {
            from = max(since, now - max(0, time - last))
        }
        tellAbsence(from: room, since: from, until: now)
    }
}
