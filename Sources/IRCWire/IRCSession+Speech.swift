// Speaking: lanes, one utterance's lines together, within the server's limits.
extension IRCSession {
    /// Takes the utterances in this order. Each gets its receipt in this step or a later one.
    package mutating func say(_ utterances: [Utterance], at now: Milliseconds) -> IRCStep {
        for utterance in utterances {
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
        while speech.budget.hasLine, speech.mayWrite {
            if !speech.questions.isEmpty {
                spend(speech.questions.removeFirst())
            } else if let talk = nextTalk(0..<1) {
                speak(talk, at: now)
            } else if !speech.enquiries.isEmpty {
                spend(speech.enquiries.removeFirst())
            } else if let talk = nextTalk(1..<Speech.laneCount) {
                speak(talk, at: now)
            } else {
                break
            }
        }
        // Receipts without labels or echo, and a server that is behind: ask how far it has read;
        // once for several utterances while more wait, because the question costs a line too.
        let isBehind = !speech.mayWrite && !hasOpenBarrier
        let unproven = speech.awaited.first {
            $0.proof == .barrier && $0.sequence > speech.barrierAt
                && speech.talks[$0.talk]?.isWritten == true
        }
        let isUnproven = unproven.map {
            speech.isIdle || now - $0.writtenAt >= configuration.patience.barrier
        }
        if isBehind || isUnproven == true { askForBarrier() }
    }

    private func nextTalk(_ lanes: Range<Int>) -> Int? {
        speech.nextTalk(lanes) { key($0.utterance.target) }
    }

    private mutating func spend(_ line: IRCLine) {
        speech.budget.spend()
        write(line)
    }

    private mutating func speak(_ id: Int, at now: Milliseconds) {
        guard var talk = speech.talks[id] else { return }
        let utterance = talk.utterance
        if talk.lines.isEmpty { talk.lines = rendered(utterance) }
        let target = key(utterance.target)
        var line = IRCLine(utterance.command, utterance.target, talk.lines[talk.written])
        tag(&line, for: utterance, part: talk.written, of: talk.lines.count)
        let proof: Speech.Awaited.Proof
        if capabilities.hasLabels {
            let label = "\(id).\(talk.written).\(IRCSession.label(utterance))"
            line.tags["label"] = label
            proof = .label(label)
        } else {
            proof = capabilities.has("echo-message") ? .echo : .barrier
        }
        talk.written += 1
        talk.unsettled += 1
        speech.talks[id] = talk
        spend(line)
        speech.awaited.append(
            Speech.Awaited(
                talk: id, sequence: speech.sequence, proof: proof, target: target,
                isNotice: utterance.isNotice, writtenAt: now))
        if talk.isWritten {
            close(id)
        } else {
            speech.openTalks[target] = id
        }
    }

    /// It has no more lines to write.
    mutating func close(_ id: Int) {
        guard let talk = speech.talks[id] else { return }
        let lane = min(max(talk.utterance.lane, 0), Speech.laneCount - 1)
        speech.lanes[lane].removeAll { $0 == id }
        let target = key(talk.utterance.target)
        if speech.openTalks[target] == id { speech.openTalks[target] = nil }
    }

    /// From the delivery's id and the attempt; with what stands before it at most 64 bytes.
    static func label(_ utterance: Utterance) -> String {
        let plain = utterance.id.unicodeScalars.prefix(32).map { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                ? Character(scalar) : "-"
        }
        return "\(String(plain)).\(utterance.attempt)"
    }

    // MARK: - Lines

    /// The utterance as texts that fit, each complete with what marks it.
    func rendered(_ utterance: Utterance) -> [String] {
        let isRoom = isChannel(utterance.target)
        let nicks = isRoom ? roster.nicks(in: key(utterance.target)) : [utterance.target]
        let frame = " \(utterance.command) \(utterance.target) :\r\n".utf8.count
        let limit = support.lineBytes - identity.prefixBytes - frame
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
            lines += LineCutter.cut(text, limit: limit, continuation: continuation(of: text))
        }
        if lines.isEmpty { lines = [" "] }
        guard lines.count > Speech.linesMax else { return lines }
        return lines.prefix(Speech.linesMax - 1) + ["… (\(lines.count - Speech.linesMax + 1) more)"]
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
