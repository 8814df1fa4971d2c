// Asking the server for its history (draft/chathistory), page by page, and taking its answers.
extension IRCSession {
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
