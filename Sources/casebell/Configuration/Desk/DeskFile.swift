import Casework

/// `desk.yaml`: how the desk works. Without the file there is no queue, and nothing is worked.
struct DeskFile: Hashable, Sendable {
    /// What a command in a room begins with.
    var sigil = "!"
    var style = Style.unicode
    /// In the order written, as are the queues.
    var rooms: [RoomEntry] = []
    /// The first is the default.
    var queues: [QueueEntry] = []
    var priority = PrioritySettings()
    var routing: [RoutingRule] = []
    var noise: [NoiseRule] = []
    var policy = PolicySection()
    /// By what answers are judged.
    var scoring = Scoring()

    enum Style: String, CaseIterable, Hashable, Sendable {
        case unicode
        /// Without `│ · →` and colour, for screen readers.
        case plain
    }
}

extension DeskFile {
    init(_ keys: KeyedReader) {
        self.init()
        sigil = keys["sigil"]?.sigil() ?? sigil
        style = keys["style"]?.choice() ?? style
        rooms = (keys["rooms"]?.entries() ?? []).map { RoomEntry(name: $0.key, $0.value) }
        queues = keys["queues"]?.list(limit: 200).map { $0.keyed(QueueEntry.init) } ?? []
        priority = keys["priority"]?.keyed(PrioritySettings.init) ?? priority
        routing = keys["routing"]?.list(limit: 10_000).map { $0.keyed(RoutingRule.init) } ?? []
        noise = keys["noise"]?.list(limit: 10_000).map { $0.keyed(NoiseRule.init) } ?? []
        policy = keys["policy"]?.keyed(PolicySection.init) ?? policy
        scoring = keys["score"]?.keyed(Scoring.init) ?? scoring
    }
}

extension Value {
    /// One to three punctuation marks; not `/` or `#`, which clients and case numbers use.
    fileprivate func sigil() -> String? {
        guard let words = text() else { return nil }
        let fits =
            words.count <= 3
            && words.allSatisfy { ($0.isPunctuation || $0.isSymbol) && !"/#@".contains($0) }
        guard fits else {
            error(
                "\"\(printable(words))\" cannot begin a command",
                "Use one to three marks such as \"!\" or \".\", but not \"/\", \"#\" or \"@\".")
            return nil
        }
        return words
    }
}
