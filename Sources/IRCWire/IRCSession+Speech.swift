// Speaking: lanes, one utterance's lines together, within the server's limits.
extension IRCSession {
    /// Takes the utterances in this order. Each gets its receipt in this step or a later one.
    package mutating func say(_ utterances: [Utterance], at now: Milliseconds) -> IRCStep {
        turn(to: now)
        for utterance in utterances {
            var utterance = utterance
            utterance.target = nameOnServer(utterance.target)
            if let outcome = obstacle(to: utterance) {
                tellReceipt(utterance, outcome)
            } else if !waitsForHistory(utterance) {
                speech.add(utterance)
            }
        }
        return finish(at: now)
    }

    func obstacle(to utterance: Utterance) -> IRCReceipt.Outcome? {
        guard phase == .registered else { return .notSent }
        guard IRCSession.isTarget(utterance.target) else {
            return .refused(reason: "no valid name for a room or a person")
        }
        guard speech.talks.count + unsaidCount < Speech.waitingMax else {
            return .retry(after: 2000)
        }
        guard isChannel(utterance.target), let room = rooms[key(utterance.target)],
            room.place != .inside
        else { return nil }
        // The list of rooms is told anew when we are back.
        return room.refusal == nil ? .notSent : .retry(after: configuration.patience.room)
    }

    /// One name: no list, no line, nothing for a whole server (`$*`).
    static func isTarget(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, name.utf8.count <= 200 else { return false }
        return first != ":" && first != "$"
            && !name.unicodeScalars.contains { $0.value <= 0x20 || $0 == "," || $0.value == 0x7F }
    }

    /// Writes as much as the server's limits allow, the most urgent first.
    mutating func pump(at now: Milliseconds) {
        speech.budget.refill(at: now)
        speech.endRests(at: now)
        while speech.budget.hasLine, speech.mayWrite {
            if !speech.questions.isEmpty {
                pose(speech.questions.removeFirst())
            } else if let talk = nextTalk(0..<(Speech.urgentLane + 1), at: now) {
                // Its words were chosen by what is known of its readers: they wait for no more.
                speakNext(talk, at: now)
            } else if !speech.enquiries.isEmpty {
                pose(nextEnquiry())
            } else if let talk = nextTalk(0..<Speech.laneCount, at: now) {
                speakNext(talk, at: now)
            } else {
                break
            }
            // In the middle of what may be unread, so that nobody waits for the answer.
            if isBehind(at: now) || isLongUnheard(at: now) { askForBarrier() }
        }
        if isBehind(at: now) || isUnproven(at: now) { askForBarrier() }
    }

    private mutating func pose(_ question: IRCLine) {
        if question.command == "WHO", let name = question[0] { lookUps.asked(for: key(name)) }
        write(question)
    }

    /// Rooms that the administrator vouches for can wait for what nobody there waits for.
    private mutating func nextEnquiry() -> IRCLine {
        let index = speech.enquiries.firstIndex { line in
            !(line[0].flatMap { rooms[key($0)] }?.isVouchedPrivate ?? false)
        }
        return speech.enquiries.remove(at: index ?? 0)
    }

    /// Soon nothing more may be written before it is known how far the server has read, and
    /// nothing that is on its way will tell.
    private func isBehind(at now: Milliseconds) -> Bool {
        guard !hasOpenBarrier, speech.isFilling else { return false }
        guard let first = speech.awaited.first else { return !speech.mayWrite }
        if first.proof == .barrier { return true }
        return !speech.mayWrite && now - first.writtenAt >= speech.echoPatience
    }

    /// A server that reads slowly and has been silent would seem dead before it comes to a question
    /// behind all that is about to be written.
    private func isLongUnheard(at now: Milliseconds) -> Bool {
        guard let first = speech.awaited.first, first.proof == .barrier, !hasOpenBarrier else {
            return false
        }
        return (now - keepAlive.heardAt) * 3 >= configuration.patience.silence
    }

    /// Receipts without labels or echo: the server is asked how far it has read, once for several
    /// utterances while more wait, because the question costs a line too.
    private func isUnproven(at now: Milliseconds) -> Bool {
        guard let first = speech.awaited.first, first.proof == .barrier, !hasOpenBarrier else {
            return false
        }
        if speech.isIdle { return true }
        let isCostly = speech.budget.allowance != nil
        let patience = configuration.patience
        let wait = isCostly ? patience.barrierWhenCostly : patience.barrier
        return now - first.writtenAt >= wait
    }

    private func nextTalk(_ lanes: Range<Int>, at now: Milliseconds) -> Int? {
        speech.nextTalk(lanes, at: now) { key($0.utterance.target) }
    }

    private mutating func speakNext(_ id: Int, at now: Milliseconds) {
        let lane = speech.talks[id].map { Speech.lane(of: $0.utterance) }
        speech.owesBegun = lane.map { $0 <= Speech.urgentLane } ?? false
        speak(id, at: now)
    }

    private mutating func speak(_ id: Int, at now: Milliseconds) {
        guard var talk = speech.talks[id] else { return }
        let utterance = talk.utterance
        if talk.lines.isEmpty, let parts = multiline(utterance) {
            return speakWhole(id, parts, at: now)
        }
        if talk.lines.isEmpty {
            talk.lines = rendered(utterance)
            talk.whole = talk.lines
        }
        let target = key(utterance.target)
        var line = IRCLine(utterance.command, utterance.target, talk.lines[talk.written])
        tag(&line, for: utterance, part: talk.written, of: talk.lines.count)
        let index = talk.written
        let round = talk.deferrals + talk.recuts
        let proof = prove(&line, as: "\(id).\(round).\(index).\(IRCSession.label(utterance))")
        talk.written += 1
        talk.unsettled += 1
        speech.talks[id] = talk
        write(line)
        speech.awaited.append(
            AwaitedLines.Line(
                talk: id, index: index, sequence: speech.sequence, proof: proof, target: target,
                isNotice: utterance.isNotice, bytes: talk.lines[index].utf8.count,
                writtenAt: now))
        if talk.isWritten {
            close(id)
            tellUnderWay(utterance)
        } else {
            speech.openTalks[target] = id
        }
    }

    /// Whoever speaks from now on may have read it.
    mutating func tellUnderWay(_ utterance: Utterance) {
        guard utterance.isAwaited else { return }
        tell(.underWay(id: utterance.id, attempt: utterance.attempt))
    }

    /// How we shall know that the server has the line.
    func prove(_ line: inout IRCLine, as label: String) -> AwaitedLines.Line.Proof {
        guard capabilities.hasLabels else {
            return capabilities.has("echo-message") ? .echo : .barrier
        }
        line.tags["label"] = label
        return .label(label)
    }

    /// It has no more lines to write.
    mutating func close(_ id: Int) {
        guard let talk = speech.talks[id] else { return }
        speech.leaveLane(id, talk.utterance)
        let target = key(talk.utterance.target)
        if speech.openTalks[target] == id { speech.openTalks[target] = nil }
    }

    /// From the delivery's id and the attempt; with what stands before it at most 64 bytes.
    static func label(_ utterance: Utterance) -> String {
        let plain = utterance.id.unicodeScalars.prefix(32).map { scalar -> UInt8 in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": UInt8(scalar.value)
            default: UInt8(ascii: "-")
            }
        }
        return "\(String(decoding: plain, as: UTF8.self)).\(utterance.attempt)"
    }

    // MARK: - Lines

    /// The utterance as texts that fit, each complete with what marks it.
    func rendered(_ utterance: Utterance) -> [String] {
        let limit = textBytes(of: utterance)
        let lines = texts(utterance).flatMap {
            LineCutter.cut($0, limit: limit, continuation: continuation(of: $0))
        }
        let most = utterance.isWhole ? Speech.wholeLinesMax : Speech.linesMax
        guard lines.count > most else { return lines }
        return lines.prefix(most - 1) + ["… (\(lines.count - most + 1) more)"]
    }

    /// Its lines before they are cut, each of them harmless and none empty.
    func texts(_ utterance: Utterance) -> [String] {
        let nicks = nicksToBreak(in: utterance)
        var lines: [String] = []
        for (index, pieces) in utterance.lines.enumerated() {
            var text = pieces.map { piece in
                switch piece {
                case .plain(let words): HarmlessText.oneLine(words)
                case .quoted(let words):
                    HarmlessText.quoted(
                        words, nicks: nicks + [identity.nick], mapping: support.caseMapping)
                }
            }.joined()
            if index == 0, utterance.isRepeat { text = "(again?) " + text }
            // 412: a server takes no empty text.
            if text.isEmpty { text = " " }
            lines.append(text)
        }
        return lines.isEmpty ? [" "] : lines
    }

    /// What a line of it may hold.
    func textBytes(of utterance: Utterance) -> Int {
        let frame = "\(utterance.command) \(utterance.target) :\r\n".utf8.count
        return support.lineBytes - identity.prefixBytes - frame - speech.shortening
    }

    /// A line that was too long after all, in pieces that are shorter by a quarter.
    func recut(_ text: String) -> [String] {
        LineCutter.cut(
            text, limit: text.utf8.count * 3 / 4, continuation: continuation(of: text))
    }

    private func nicksToBreak(in utterance: Utterance) -> [String] {
        guard utterance.isQuoting else { return [] }
        guard isChannel(utterance.target) else { return [utterance.target] }
        return roster.nicks(in: key(utterance.target))
    }

    /// `#42 │ ` for a line that begins with `#42 `.
    private func continuation(of text: String) -> String {
        var rest = text.unicodeScalars[...]
        if text.hasPrefix("(again?) ") { rest = rest.dropFirst(9) }
        guard rest.first == "#" else { return "" }
        let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }
        guard !digits.isEmpty, rest[digits.endIndex...].first == " " else { return "" }
        return "#\(String(digits)) \(configuration.bar) "
    }
}
