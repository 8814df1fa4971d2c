// What became of what was said: by label, by echo in order, or by a PING the server answers
// after it has read everything before.
extension IRCSession {
    private static let barrierMark = "casebell-"

    /// Some barrier is on its way.
    var hasOpenBarrier: Bool { speech.barrierAt > speech.confirmedBarrier }

    mutating func askForBarrier() {
        let sequence = speech.sequence + 1
        if !hasOpenBarrier { speech.barrierAskedAt = moment }
        speech.barrierAt = sequence
        write(IRCLine("PING", "\(IRCSession.barrierMark)\(sequence)"))
    }

    mutating func takePong(_ line: IRCLine) {
        guard let token = line.parameters.last, token.hasPrefix(IRCSession.barrierMark),
            let sequence = Int(token.dropFirst(IRCSession.barrierMark.utf8.count)),
            sequence <= speech.barrierAt
        else { return }
        speech.confirmedBarrier = max(speech.confirmedBarrier, sequence)
        speech.confirm(sequence, at: moment)
        let refusals = speech.takeRefusals(upTo: sequence)
        while let first = speech.awaited.first, first.sequence <= sequence {
            if first.proof == .barrier {
                settle(first.sequence, refusals[first.target] ?? .arrived(nil))
            } else {
                // A label or an echo that has not come by now does not come any more.
                settle(first.sequence, .lost)
            }
        }
    }

    /// A line without label or echo for long: ask how far the server is.
    mutating func watchReceipts(at now: Milliseconds) {
        guard let first = speech.awaited.first, first.sequence > speech.barrierAt,
            now - first.writtenAt >= configuration.patience.receipt
        else { return }
        askForBarrier()
    }

    // MARK: - One line

    enum Fate: Hashable {
        case arrived(String?)
        case refused(String)
        /// The server will have it later.
        case deferred
        case tooLong(String)
        case lost

        /// Lines one by one may fare better.
        var isOfItsForm: Bool {
            switch self {
            case .deferred, .tooLong: true
            default: false
            }
        }
    }

    mutating func settle(_ sequence: Int, _ fate: Fate) {
        guard let line = speech.awaited.remove(sequence) else { return }
        speech.confirm(line.sequence, at: moment)
        guard var talk = speech.talks[line.talk] else { return }
        if talk.isMultiline, fate.isOfItsForm { return refuseMultiline(line.talk) }
        talk.unsettled -= 1
        switch fate {
        case .arrived(let reference):
            talk.reference = talk.reference ?? reference
            talk.hasPassed = true
        case .lost:
            talk.isUncertain = true
            talk.hasPassed = true
        case .refused(let reason):
            talk.refusal = talk.refusal ?? reason
            // What the server will not have once, it will not have line by line.
            talk.lines.removeSubrange(talk.written...)
        case .deferred where talk.isBrokenOff, .tooLong where talk.isBrokenOff:
            talk.isUncertain = true
        case .deferred:
            talk.keep(line.index, as: [talk.lines[line.index]])
            speech.keepPlace(of: line.talk, at: line.target)
        case .tooLong(let reason):
            let pieces = recut(talk.lines[line.index])
            if talk.recuts < Speech.recutsMax, pieces.count > 1 {
                talk.keep(line.index, as: pieces)
                speech.keepPlace(of: line.talk, at: line.target)
            } else {
                talk.refusal = talk.refusal ?? reason
                talk.lines.removeSubrange(talk.written...)
            }
        }
        speech.talks[line.talk] = talk
        guard talk.isWritten else { return }
        close(line.talk)
        guard talk.unsettled == 0 else { return }
        speech.givePlaceBack(of: line.talk, at: line.target)
        if talk.refusal == nil, !talk.again.isEmpty { return sayAgain(line.talk) }
        speech.talks[line.talk] = nil
        if let refusal = talk.refusal {
            tellRefused(talk, refusal)
        } else if talk.isUncertain {
            doubt(talk, looksAgain: .retry(after: 1000))
        } else {
            tellReceipt(talk.utterance, .sent(reference: talk.reference))
        }
    }

    /// Of what was passed on in part nobody says the rest later as if it were all: said again, it
    /// is marked, or the history tells what is missing.
    private mutating func tellRefused(_ talk: Speech.Talk, _ reason: String) {
        guard talk.hasPassed, !talk.isLookedUp else {
            return tellReceipt(talk.utterance, .refused(reason: reason))
        }
        tell(.trouble("\(talk.utterance.target) took a part of what was said: \(reason)"))
        doubt(talk, looksAgain: .refused(reason: reason))
    }

    /// Nobody knows what of it was passed on. What was looked for in the history can be looked for
    /// again, and so is not yet said for the last time.
    private mutating func doubt(_ talk: Speech.Talk, looksAgain: IRCReceipt.Outcome) {
        if let lines = talk.remembered {
            memory.unsure.keep(talk.utterance.id, lines)
        } else {
            memory.unsure.forget(talk.utterance.id)
        }
        tellReceipt(talk.utterance, talk.isLookedUp ? looksAgain : .unknown)
    }

    /// Where it stood among those that wait, with what is left of it.
    private mutating func sayAgain(_ id: Int) {
        guard var talk = speech.talks[id] else { return }
        talk.takeUpAgain()
        guard talk.deferrals <= Speech.deferralsMax else {
            speech.talks[id] = nil
            let isPartly = talk.hasPassed
            return tellReceipt(talk.utterance, isPartly ? .unknown : .retry(after: 60_000))
        }
        speech.talks[id] = talk
        speech.rejoinLane(id, talk.utterance)
        let target = key(talk.utterance.target)
        // What of it was passed on, its rest follows.
        if talk.hasPassed, speech.openTalks[target] == nil { speech.openTalks[target] = id }
    }

    func tellable(_ line: IRCLine) -> String {
        HarmlessText.oneLine("\(line.command) \(line.parameters.last ?? "")")
    }

    mutating func tellReceipt(_ utterance: Utterance, _ outcome: IRCReceipt.Outcome) {
        tell(.receipt(IRCReceipt(id: utterance.id, attempt: utterance.attempt, outcome: outcome)))
    }

    // MARK: - Labels

    /// `isWhole`: the label stands on the line itself, which then is the whole answer, unless it
    /// opens a batch.
    mutating func settleLabelled(_ label: String, by line: IRCLine, isWhole: Bool) {
        guard let sequence = speech.awaited.labelled(label) else { return }
        switch line.command {
        case "PRIVMSG" where isOurs(line), "NOTICE" where isOurs(line):
            settle(sequence, .arrived(line.tags["msgid"]))
        case "ACK": settle(sequence, fateWithoutEcho)
        case _ where isDeferral(line): putOff(sequence, line)
        case Numeric.lineTooLong: settle(sequence, .tooLong(tellable(line)))
        case "FAIL" where line[0] == "BATCH":
            refusesMultiline = true
            settle(sequence, .tooLong(tellable(line)))
        case "FAIL": settle(sequence, .refused(tellable(line)))
        case _ where Numeric.isRefusal(line.command):
            settle(sequence, .refused(tellable(line)))
        case _ where Numeric.besideSpeech.contains(line.command):
            // Where the server echoes, that is still to come.
            if isWhole, !capabilities.has("echo-message") { settle(sequence, .arrived(nil)) }
        default:
            // It may be a refusal in words that we do not know.
            if isWhole { settle(sequence, .lost) }
        }
    }

    /// The batch of the label has ended, without a word against it.
    mutating func settleLabel(_ label: String) {
        guard let sequence = speech.awaited.labelled(label) else { return }
        settle(sequence, fateWithoutEcho)
    }

    /// What an answer means that holds neither the line nor a word against it. A server that echoes
    /// what it passes on may have shown that line to nobody; one that does not can say no more.
    private var fateWithoutEcho: Fate {
        capabilities.has("echo-message") ? .lost : .arrived(nil)
    }

    /// A server's own NOTICE may say that it has kept the line back. A user's with our label is our
    /// line, whatever name the server knows us by.
    private func isOurs(_ line: IRCLine) -> Bool {
        line.source.map { $0.contains("!") || key(IRCSource($0).nick) == ownKey } ?? true
    }

    // MARK: - Echo and refusals

    mutating func settleEcho(_ line: IRCLine) {
        guard line.tags["label"] == nil, let target = line[0].map(key) else { return }
        let isNotice = line.command == "NOTICE"
        let sequence = speech.awaited.first {
            $0.proof == .echo && $0.target == target && $0.isNotice == isNotice
        }
        if let sequence { settle(sequence, .arrived(line.tags["msgid"])) }
    }

    /// A numeric names its target where it has one: `<client> <target> :reason`.
    mutating func takeSpeechRefusal(_ line: IRCLine) {
        guard line.tags["label"] == nil, line.tags["batch"] == nil else { return }
        if line.command == Numeric.lineTooLong {
            guard let longest = speech.awaited.longest else { return }
            return settle(longest, .tooLong(tellable(line)))
        }
        let target = line.parameters.count > 2 ? line[1].map(key) : nil
        let named = target.flatMap { target in speech.awaited.first { $0.target == target } }
        // 972 names the command.
        let isNameless =
            ["411", "412"].contains(line.command) || ["PRIVMSG", "NOTICE"].contains(line[1] ?? "")
        guard let sequence = named ?? (isNameless ? speech.awaited.first?.sequence : nil) else {
            return
        }
        noteRefusal(sequence, tellable(line))
    }

    /// Where only a PONG proves what has passed, nobody says which of several lines to a target
    /// was refused: they are counted.
    private mutating func noteRefusal(_ sequence: Int, _ reason: String) {
        guard let line = speech.awaited[sequence], line.proof == .barrier else {
            return settle(sequence, .refused(reason))
        }
        let count = (speech.refusals[line.target]?.count ?? 0) + 1
        speech.refusals[line.target] = Speech.Refusals(count: count, reason: reason)
        let lines = speech.awaited.all { $0.target == line.target }
        guard count >= lines.count else { return }
        speech.refusals[line.target] = nil
        for line in lines { settle(line, .refused(reason)) }
    }

    /// `FAIL PRIVMSG <code> [context…] :reason`. (standard-replies)
    mutating func takeFail(_ line: IRCLine, at now: Milliseconds) {
        if line[0] == "CHATHISTORY" { return failHistory(at: now) }
        if line[0] == "BATCH", line.tags["label"] == nil {
            return takeBatchRefusal(tellable(line))
        }
        guard line.tags["label"] == nil else { return }
        let isSpeech = line[0] == "PRIVMSG" || line[0] == "NOTICE"
        let isLimit = isDeferral(line)
        guard isSpeech || isLimit else { return }
        let context = line.parameters.dropFirst(2).dropLast().map(key)
        let named = speech.awaited.first { context.contains($0.target) }
        let sequence = named ?? (isSpeech ? speech.awaited.first?.sequence : nil)
        if isLimit {
            putOff(sequence, line)
        } else if let sequence {
            noteRefusal(sequence, tellable(line))
        }
    }

    // MARK: - Without an answer

    /// We are out of a room, or others read along there now: what has not begun waits for our
    /// return, or for other words, and of what quotes nothing more is said.
    /// - Parameter ifQuoting: only what holds words from outside.
    mutating func dropUnwritten(to target: FoldedName, ifQuoting: Bool = false) {
        let unsaid = history.unsaid.removeValue(forKey: target) ?? []
        let kept = unsaid.filter { ifQuoting && !$0.isQuoting }
        if !kept.isEmpty { history.unsaid[target] = kept }
        for utterance in unsaid where !ifQuoting || utterance.isQuoting {
            tellReceipt(utterance, .notSent)
        }
        for id in speech.talks.keys.sorted() {
            guard let talk = speech.talks[id], key(talk.utterance.target) == target,
                !ifQuoting || talk.utterance.isQuoting
            else { continue }
            if !talk.isOpen {
                close(id)
                speech.talks[id] = nil
                tellReceipt(talk.utterance, .notSent)
            } else if ifQuoting {
                breakOff(id, at: target)
            }
        }
    }

    /// Whoever had that nick has it no more: what is not written yet is not for the next holder.
    mutating func giveBackWords(to person: FoldedName) {
        let isSpokenTo =
            history.unsaid[person] != nil
            || speech.talks.values.contains {
                !isChannel($0.utterance.target) && key($0.utterance.target) == person
            }
        guard isSpokenTo else { return }
        dropUnwritten(to: person)
        for id in speech.talks.keys.sorted() {
            guard let talk = speech.talks[id], key(talk.utterance.target) == person else {
                continue
            }
            breakOff(id, at: person)
        }
    }

    /// Some of it was said: nobody knows to whom.
    private mutating func breakOff(_ id: Int, at target: FoldedName) {
        guard var talk = speech.talks[id] else { return }
        talk.isBrokenOff = true
        speech.talks[id] = talk
        guard !talk.isWritten || !talk.again.isEmpty else { return }
        close(id)
        speech.givePlaceBack(of: id, at: target)
        talk.lines.removeSubrange(talk.written...)
        talk.again = [:]
        // Its lines are nothing to look for where others read now.
        talk.whole = []
        talk.isUncertain = true
        speech.talks[id] = talk
        guard talk.unsettled == 0 else { return }
        speech.talks[id] = nil
        memory.unsure.forget(talk.utterance.id)
        tellReceipt(talk.utterance, .unknown)
    }

    /// The connection is gone.
    mutating func settleAll() {
        for utterance in history.unsaid.sorted(by: { $0.key < $1.key }).flatMap(\.value) {
            tellReceipt(utterance, .notSent)
        }
        history.unsaid = [:]
        for id in speech.talks.keys.sorted() {
            guard let talk = speech.talks[id] else { continue }
            if talk.isOpen {
                doubt(talk, looksAgain: .notSent)
            } else {
                tellReceipt(talk.utterance, .notSent)
            }
        }
        speech.talks = [:]
        speech.awaited = AwaitedLines()
        speech.rests = [:]
        speech.refusals = [:]
        speech.comingAgain = [:]
        speech.lanes = Array(repeating: [], count: Speech.laneCount)
        speech.openTalks = [:]
    }
}
