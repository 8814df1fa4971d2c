// Not now: a server that asks us to wait, or finds a line too long, has what it did not pass on
// said again, in its place.
extension IRCSession {
    /// The longest that a server may make us wait.
    private static let waitMax: Milliseconds = 120_000
    private static let waitFirst: Milliseconds = 2000

    func isDeferral(_ line: IRCLine) -> Bool {
        switch line.command {
        case "FAIL": line[1] == "RATE_LIMITED"
        case Numeric.tryAgain, Numeric.targetTooFast, Numeric.targetChange: true
        default: false
        }
    }

    /// `263 <client> <command> :…`, `439 <client> <target> :… wait 17 seconds`,
    /// `707 <client> <target> :…`.
    mutating func takeDeferral(_ line: IRCLine) {
        guard line.tags["label"] == nil else { return }
        if line.command == Numeric.tryAgain {
            // What else is asked for is asked again anyway where nobody has told.
            switch line.parameters.count > 2 ? line[1] : nil {
            case nil: return putOff(nil, line)
            case "PRIVMSG", "NOTICE": return putOff(speech.awaited.first?.sequence, line)
            case "WHO": return putOffList(line)
            default: return
            }
        }
        let target = line[1].map(key)
        putOff(speech.awaited.first { $0.target == target }, line)
    }

    /// The line waits, and with it its target or, where it is about our speed, everything.
    mutating func putOff(_ sequence: Int?, _ line: IRCLine) {
        let found = sequence.flatMap { speech.awaited[$0] }
        let tries = found.flatMap { speech.talks[$0.talk]?.deferrals } ?? 0
        let asked = IRCSession.seconds(in: line.parameters.last ?? "").map { $0 * 1000 }
        let wait = asked ?? IRCSession.waitFirst << Milliseconds(min(tries, 6))
        let until = moment + min(max(wait, IRCSession.waitFirst), IRCSession.waitMax)
        if line.command == "FAIL" || line.command == Numeric.tryAgain {
            // Those already on their way come back with the same: one step for all of them.
            if moment >= speech.budget.pausedUntil { speech.budget.tooMuch(at: moment) }
            speech.budget.pause(until: until)
        } else if let found, speech.rests.count < Speech.restsMax {
            speech.rests[found.target] = max(speech.rests[found.target] ?? until, until)
        }
        if let sequence { settle(sequence, .deferred) }
    }

    /// A list is not to be had just now: what ends then is not the list.
    private mutating func putOffList(_ line: IRCLine) {
        guard let name = lookUps.putOff() else { return }
        if let nick = lookUps.open[name]?.held.first?.saying.nick {
            return speech.ask(IRCLine("WHOIS", nick))
        }
        guard rooms[name]?.place == .inside else { return }
        let asked = IRCSession.seconds(in: line.parameters.last ?? "").map { $0 * 1000 } ?? 0
        let wait = min(max(asked, configuration.patience.listing), IRCSession.waitMax)
        rooms[name]?.relistAt = moment + wait
    }

    /// A connection ended for our speed makes the next one slower.
    mutating func learnFromEnding(_ reason: String) {
        let words = reason.lowercased()
        guard phase == .registered,
            ["excess flood", "recvq", "sendq"].contains(where: words.contains)
        else { return }
        speech.budget.tooMuch(at: moment)
        guard let allowance = speech.budget.allowance else { return }
        tell(
            .warned(
                "the server finds us too fast; from now on \(allowance.burst) lines at once, then "
                    + "one in \(allowance.every) ms, until it has been calm for long"))
    }

    /// The first number in a server's words that is followed by a word for seconds.
    static func seconds(in words: String) -> Milliseconds? {
        let parts = words.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        for (number, unit) in zip(parts, parts.dropFirst())
        where ["s", "sec", "secs", "second", "seconds"].contains(unit) {
            if let seconds = Milliseconds(number), seconds >= 0 { return min(seconds, 3600) }
        }
        return nil
    }
}

extension Speech.Talk {
    /// A line of it that was not passed on, and all that is not written yet, comes again.
    mutating func keep(_ index: Int, as pieces: [String]) {
        again[index] = pieces
        for rest in written..<max(written, lines.count) { again[rest] = [lines[rest]] }
        lines.removeSubrange(written...)
        if pieces.count > 1 { isCutAgain = true }
    }

    mutating func takeUpAgain() {
        lines = again.keys.sorted().flatMap { again[$0] ?? [] }
        again = [:]
        whole = []
        written = 0
        if isCutAgain { recuts += 1 } else { deferrals += 1 }
        isCutAgain = false
    }
}
