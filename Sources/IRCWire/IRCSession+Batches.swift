// Lines that the server sends as one: answers to a label, history, texts of several lines, and
// whatever else comes in batches and is taken line by line.
extension IRCSession {
    /// A group of lines that the server sent as one. (batch)
    struct Batch: Sendable {
        /// More open at once than any server needs. When another is opened, the oldest counts as
        /// one whose end was lost.
        static let openMax = 64
        var label: String?
        var isHistory: Bool
        /// The batch it is part of.
        var parent: String?
        var number: Int
        /// A text of several lines, which is taken when it is whole.
        var text: Multiline?
    }

    /// A text of several lines (draft/multiline), as far as it has come.
    struct Multiline: Sendable {
        /// Beyond any command; what exceeds it is cut, and says so.
        static let bytesMax = 64 * 1024
        static let linesMax = 1000

        let opening: IRCLine
        var command: String?
        var source: String?
        var text = ""
        var lines = 0
        var isCut = false
        var isUTF8 = true

        init(_ opening: IRCLine) {
            self.opening = opening
            source = opening.source
            isUTF8 = opening.isUTF8
        }

        mutating func take(_ line: IRCLine) {
            guard let words = line[1], command == nil || command == line.command else { return }
            guard lines < Multiline.linesMax,
                text.utf8.count + words.utf8.count < Multiline.bytesMax
            else {
                isCut = true
                return
            }
            let isJoined = lines == 0 || line.tags["draft/multiline-concat"] != nil
            text += isJoined ? words : "\n\(words)"
            command = line.command
            source = source ?? line.source
            isUTF8 = isUTF8 && line.isUTF8
            lines += 1
        }

        /// As if it had come in one line; nothing if nothing came.
        func whole(in parent: String?) -> IRCLine? {
            guard let command, let target = opening[2] else { return nil }
            var tags = opening.tags
            tags["batch"] = parent
            return IRCLine(
                tags: tags, source: source, command: command, parameters: [target, text],
                isUTF8: isUTF8)
        }
    }

    mutating func takeBatch(_ line: IRCLine, at now: Milliseconds) {
        guard let reference = line[0], reference.utf8.count > 1 else { return }
        let name = String(reference.dropFirst())
        if reference.hasPrefix("+") {
            openBatch(name, line)
        } else if let batch = batches.removeValue(forKey: name) {
            close(batch, named: name, at: now)
        }
    }

    private mutating func openBatch(_ name: String, _ line: IRCLine) {
        if batches.count >= Batch.openMax,
            let oldest = batches.min(by: { $0.value.number < $1.value.number })?.key
        {
            batches[oldest] = nil
        }
        let parentName = line.tags["batch"]
        let parent = parentName.flatMap { batches[$0] }
        let kind = line[1] ?? ""
        noteHistoryBatch(name, kind: kind, target: line[2])
        batchCount += 1
        batches[name] = Batch(
            label: line.tags["label"] ?? parent?.label,
            isHistory: (parent?.isHistory ?? false) || kind.hasSuffix("chathistory")
                || kind.hasSuffix("playback"), parent: parentName, number: batchCount,
            text: kind.hasSuffix("multiline") ? Multiline(line) : nil)
    }

    private mutating func close(_ batch: Batch, named name: String, at now: Milliseconds) {
        endHistoryBatch(name, at: now)
        if let text = batch.text, let whole = text.whole(in: batch.parent) {
            if let label = batch.label { settleLabelled(label, by: whole, isWhole: false) }
            takeMessage(
                whole, isHistory: batch.isHistory, batch: batch.parent,
                bytesLeft: text.isCut ? 0 : Multiline.bytesMax, at: now)
        }
        guard let label = batch.label else { return }
        if !batches.values.contains(where: { $0.label == label }) { settleLabel(label) }
    }

    /// Whether the line is part of a text that is not whole yet.
    mutating func gather(_ line: IRCLine) -> Bool {
        guard let name = line.tags["batch"], batches[name]?.text != nil,
            line.command == "PRIVMSG" || line.command == "NOTICE"
        else { return false }
        batches[name]?.text?.take(line)
        return true
    }

    /// What history tells of comings and goings is over; only words are taken from it.
    static let historyCommands: Set<String> = ["PRIVMSG", "NOTICE", "CHATHISTORY"]
}
