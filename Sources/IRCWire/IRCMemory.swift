/// What outlives a connection: how far each room was heard, and what was said without ever being
/// settled. The next session on the network is given it.
package struct IRCMemory: Sendable {
    /// How far one configured room, or everybody who speaks to us alone, was heard.
    package struct Mark: Hashable, Sendable {
        /// The server's id of the last message heard there.
        package var messageID: String?
        /// When that was said, or when we came in, by the server's clock: milliseconds since 1970.
        package var serverTime: Int64?
        /// Since when nobody has listened there, by the session's clock; nothing while somebody
        /// does, or once the gap is closed or told.
        package var awaySince: Milliseconds?

        package init(
            messageID: String? = nil, serverTime: Int64? = nil, awaySince: Milliseconds? = nil
        ) {
            self.messageID = messageID
            self.serverTime = serverTime
            self.awaySince = awaySince
        }
    }

    /// By the room's name as configured. A room that was never entered has none, and nothing old
    /// is read there.
    package var marks: [String: Mark] = [:]
    /// What was said to us alone; nothing before the first connection.
    package var direct: Mark?
    /// Messages that were told: a line may come live and from history.
    var heard = RecentWords(max: 4096)
    /// What was written and perhaps not read, by the utterance's id.
    var unsure = UnsureLines()

    package init() {}
}

/// The newest words of many, each once.
struct RecentWords: Sendable {
    let max: Int
    private var words: Set<String> = []
    private var order: [String] = []
    private var oldest = 0

    init(max: Int) { self.max = max }

    func contains(_ word: String) -> Bool { words.contains(word) }

    /// False if it is there already.
    mutating func insert(_ word: String) -> Bool {
        guard words.insert(word).inserted else { return false }
        if order.count < max {
            order.append(word)
        } else {
            words.remove(order[oldest])
            order[oldest] = word
            oldest = (oldest + 1) % max
        }
        return true
    }
}

/// The lines of utterances whose end is not known, as they were written.
struct UnsureLines: Sendable {
    static let max = 256
    private var lines: [String: [String]] = [:]
    private var order: [String] = []

    subscript(id: String) -> [String]? { lines[id] }

    mutating func keep(_ id: String, _ texts: [String]) {
        if lines.updateValue(texts, forKey: id) == nil { order.append(id) }
        if order.count > UnsureLines.max { lines[order.removeFirst()] = nil }
    }

    mutating func forget(_ id: String) {
        guard lines.removeValue(forKey: id) != nil else { return }
        order.removeAll { $0 == id }
    }
}
