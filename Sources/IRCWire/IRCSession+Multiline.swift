// An utterance of several lines as one message (draft/multiline), where the server takes it and
// lets us say so much at once.
extension IRCSession {
    /// What the server lets one such message hold.
    struct MultilineLimits: Hashable, Sendable {
        var bytes: Int
        var lines: Int

        /// The value of the capability: `max-bytes=4096,max-lines=24`.
        init?(_ value: String?) {
            guard let value else { return nil }
            var found: [Substring: Int] = [:]
            for token in value.split(separator: ",") {
                let parts = token.split(separator: "=", maxSplits: 1)
                if parts.count == 2 { found[parts[0]] = Int(parts[1]) }
            }
            guard let bytes = found["max-bytes"], bytes > 0 else { return nil }
            self.bytes = bytes
            lines = found["max-lines"] ?? Speech.linesMax
        }
    }

    struct MultilinePart: Hashable, Sendable {
        var text: String
        /// It goes on with the line before.
        var isJoined: Bool
    }

    /// Nothing unless all of it may be said now, in one go: "Once a client has opened a batch, it
    /// MUST NOT send any messages that are not part of the batch, until it is closed."
    /// (client-batch)
    func multiline(_ utterance: Utterance) -> [MultilinePart]? {
        guard capabilities.has("draft/multiline"), capabilities.has("batch"), !refusesMultiline,
            let limits = MultilineLimits(capabilities.offered["draft/multiline"]),
            utterance.lines.count <= limits.lines
        else { return nil }
        let limit = textBytes(of: utterance)
        var parts: [MultilinePart] = []
        for text in texts(utterance) {
            for (index, piece) in LineCutter.pieces(of: text, limit: limit).enumerated() {
                parts.append(MultilinePart(text: piece, isJoined: index > 0))
            }
        }
        let bytes = parts.reduce(0) { $0 + $1.text.utf8.count + 1 }
        let onWire = bytes + parts.count * 80 + 2 * utterance.target.utf8.count + 400
        guard (2...min(limits.lines, Speech.linesMax)).contains(parts.count),
            bytes <= limits.bytes, speech.budget.has(lines: parts.count + 2),
            speech.mayWrite(lines: parts.count + 2, bytes: onWire)
        else { return nil }
        return parts
    }

    mutating func speakWhole(_ id: Int, _ parts: [MultilinePart], at now: Milliseconds) {
        guard var talk = speech.talks[id] else { return }
        let utterance = talk.utterance
        let reference = "casebell\(id)"
        var opening = IRCLine("BATCH", "+\(reference)", "draft/multiline", utterance.target)
        tag(&opening, for: utterance, part: 0, of: 1)
        let proof = prove(&opening, as: "\(id).m.\(IRCSession.label(utterance))")
        write(opening)
        for part in parts {
            var line = IRCLine(utterance.command, utterance.target, part.text)
            line.tags["batch"] = reference
            if part.isJoined { line.tags["draft/multiline-concat"] = "" }
            write(line)
        }
        write(IRCLine("BATCH", "-\(reference)"))
        let whole = parts.enumerated().map {
            $0.offset == 0 || $0.element.isJoined ? $0.element.text : "\n\($0.element.text)"
        }
        talk.lines = [whole.joined()]
        talk.whole = talk.lines
        talk.written = 1
        talk.unsettled = 1
        talk.isMultiline = true
        speech.talks[id] = talk
        speech.awaited.append(
            AwaitedLines.Line(
                talk: id, index: 0, sequence: speech.sequence, proof: proof,
                target: key(utterance.target), isNotice: utterance.isNotice,
                bytes: talk.lines[0].utf8.count, writtenAt: now))
        close(id)
        tellUnderWay(utterance)
    }

    /// `FAIL BATCH <code> …`: said in lines from now on.
    mutating func takeBatchRefusal(_ reason: String) {
        refusesMultiline = true
        let sequence = speech.awaited.first { speech.talks[$0.talk]?.isMultiline == true }
        if let sequence { settle(sequence, .tooLong(reason)) }
    }

    /// None of it is there: it is said again when its turn comes.
    mutating func refuseMultiline(_ id: Int) {
        refusesMultiline = true
        guard let talk = speech.talks.removeValue(forKey: id) else { return }
        tellReceipt(talk.utterance, .retry(after: 100))
    }
}

extension LineCutter {
    /// Pieces that give the text again when they are put together.
    static func pieces(of text: String, limit: Int) -> [String] {
        var pieces = cut(text, limit: limit - 1)
        var rest = text.unicodeScalars[...]
        for index in pieces.indices {
            rest = rest.dropFirst(pieces[index].unicodeScalars.count)
            guard index < pieces.count - 1, rest.first == " " else { continue }
            pieces[index] += " "
            rest = rest.dropFirst()
        }
        return pieces
    }
}
