// An utterance that may be there already is looked for in the server's history before it is said
// again: found, it is settled; surely not there, it is said as if for the first time.
extension IRCSession {
    /// What waits for a reading of its target, in order; false if it need not wait.
    mutating func waitsForHistory(_ utterance: Utterance) -> Bool {
        let name = key(utterance.target)
        let isBeingRead = history.reads && history.isReading(name, key)
        let isLookedFor = utterance.isRepeat && mayReadHistory && history.serverClock != nil
        guard isBeingRead || (isLookedFor && lookBack(to: utterance.target)) else { return false }
        history.unsaid[name, default: []].append(utterance)
        let patience = configuration.patience
        history.isDue(
            name, at: moment + (utterance.isRepeat ? patience.historyWhole : patience.held))
        return true
    }

    var unsaidCount: Int { history.unsaid.values.reduce(0) { $0 + $1.count } }

    private mutating func lookBack(to target: String) -> Bool {
        if let due = history.due[key(target)], moment >= due { return false }
        return enqueue(History.Reading(target: target, purpose: .lookBack, starts: []))
    }

    func lookBackStart(
        _ reading: History.Reading, at now: Milliseconds
    ) -> [History.Reference] {
        let ages = (history.unsaid[key(reading.target)] ?? []).filter(\.isRepeat).map(\.age)
        guard let age = ages.max(), let time = serverTime(at: now), mayRefer(by: "timestamp")
        else { return [] }
        return [.time(time - age - History.lookBackMargin)]
    }

    /// What waited for the history of a room that is told now: repeats go on waiting.
    mutating func sayUnsaid(_ name: FoldedName, at now: Milliseconds) {
        guard let waiting = history.unsaid[name], !history.isReading(name, key) else { return }
        if let first = waiting.first(where: \.isRepeat), mayReadHistory,
            history.serverClock != nil, lookBack(to: first.target)
        {
            return
        }
        history.unsaid[name] = nil
        for utterance in waiting { admit(utterance) }
    }

    private mutating func admit(_ utterance: Utterance, isLookedUp: Bool = false) {
        if let outcome = obstacle(to: utterance) {
            tellReceipt(utterance, outcome)
        } else {
            speech.add(utterance, isLookedUp: isLookedUp)
        }
    }

    enum Finding: Hashable {
        case arrived(reference: String?)
        /// So many of these lines are there, in their order.
        case partly(Int, of: [String], reference: String?)
        case absent
        case unclear
    }

    mutating func settleRepeats(
        _ name: FoldedName, _ reading: History.Reading, isWhole: Bool, at now: Milliseconds
    ) {
        // Whoever held our nick when we came may still bring what we wrote before.
        let isSure =
            isWhole && reading.reaches && capabilities.has("echo-message")
            && !identity.isDisplaced && !reading.isDoubtful
        let start: Int64? = reading.starts.first.flatMap {
            if case .time(let time) = $0 { time } else { nil }
        }
        let waiting = history.unsaid.removeValue(forKey: name) ?? []
        let time = serverTime(at: now) ?? 0
        for (index, utterance) in waiting.enumerated() {
            guard utterance.isRepeat else {
                admit(utterance)
                continue
            }
            if isWhole, let start, time - utterance.age < start, lookBack(to: utterance.target) {
                // It came while this was being read, and is older.
                history.unsaid[name] = Array(waiting[index...])
                return
            }
            switch find(utterance, in: reading.own, isSure: isSure) {
            case .arrived(let reference):
                memory.unsure.forget(utterance.id)
                tellReceipt(utterance, .sent(reference: reference))
            case .partly(let count, let lines, let reference):
                guard obstacle(to: utterance) == nil else {
                    admit(utterance)
                    continue
                }
                speech.add(
                    utterance, lines: lines, written: count, reference: reference,
                    isLookedUp: true)
            case .absent:
                var anew = utterance
                anew.isRepeat = false
                admit(anew, isLookedUp: true)
            case .unclear: admit(utterance)
            }
        }
    }

    func find(_ utterance: Utterance, in own: [History.OwnLine], isSure: Bool) -> Finding {
        let mine = own.filter { $0.mark?.id == utterance.id && $0.isNotice == utterance.isNotice }
        if let first = mine.first, let parts = first.mark?.parts {
            // What a server put off was said again in other parts.
            guard mine.allSatisfy({ $0.mark?.parts == parts }) else { return .unclear }
            let found = Set(mine.compactMap(\.mark?.part))
            let reference = mine.first { $0.mark?.part == 0 }?.messageID
            if found.count == parts { return .arrived(reference: reference) }
            var anew = utterance
            anew.isRepeat = false
            let lines = memory.unsure[utterance.id] ?? rendered(anew)
            guard isSure, lines.count == parts, found == Set(0..<found.count) else {
                return .unclear
            }
            return .partly(found.count, of: lines, reference: reference)
        }
        if let lines = memory.unsure[utterance.id] {
            var rest = own.filter { $0.isNotice == utterance.isNotice }[...]
            var found = 0
            var reference: String?
            for line in lines {
                guard let index = rest.firstIndex(where: { $0.text == line }) else { break }
                if found == 0 { reference = rest[index].messageID }
                rest = rest[(index + 1)...]
                found += 1
            }
            if found == lines.count, found > 0 { return .arrived(reference: reference) }
            if found > 0 {
                return isSure ? .partly(found, of: lines, reference: reference) : .unclear
            }
            // A text of several lines may be kept line by line.
            let isComparable = !lines.contains { $0.contains("\n") } || own.allSatisfy(\.isMarked)
            return isSure && isComparable ? .absent : .unclear
        }
        // After a restart only the marks tell: they have to be kept by the server.
        let keepsMarks = own.allSatisfy(\.isMarked)
        let keepsNotices = !utterance.isNotice || own.contains(where: \.isNotice)
        return isSure && mayMarkUtterances && keepsMarks && keepsNotices ? .absent : .unclear
    }

    // MARK: - Tags

    private func mayTag(_ name: String) -> Bool {
        capabilities.has("message-tags") && !support.deniesClientTag(name)
    }

    var mayMarkUtterances: Bool { mayTag(UtteranceMark.tag) }

    /// The client-only tags of one part of an utterance.
    func tag(_ line: inout IRCLine, for utterance: Utterance, part: Int, of parts: Int) {
        if mayMarkUtterances, utterance.id.utf8.count <= UtteranceMark.idBytesMax {
            line.tags[UtteranceMark.tag] =
                UtteranceMark(id: utterance.id, part: part, parts: parts).value
        }
        if part == 0, let answers = utterance.answers, mayTag("+draft/reply"),
            answers.utf8.count <= UtteranceMark.idBytesMax,
            // Ids that we made ourselves mean nothing to anybody else.
            !answers.hasPrefix(IRCSession.timeIDMark), !answers.hasPrefix("\(connectionID).")
        {
            line.tags["+draft/reply"] = answers
        }
    }
}
