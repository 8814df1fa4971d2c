/// What the daemon logs. Logs carry ids, never people's words.
struct LogSection: Hashable, Sendable {
    var level = Level.info
    var format = Format.text

    /// In the order of swift-log's own levels, with its names.
    enum Level: String, CaseIterable, Hashable, Sendable {
        case trace, debug, info, notice, warning, error, critical
    }

    enum Format: String, CaseIterable, Hashable, Sendable {
        case text, json
    }
}

extension LogSection {
    init(_ keys: KeyedReader) {
        self.init()
        level = keys["level"]?.choice() ?? level
        format = keys["format"]?.choice() ?? format
    }
}
