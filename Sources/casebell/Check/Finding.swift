/// One thing that `casebell check` has to say about the configuration.
struct Finding: Hashable, Sendable {
    enum Severity: String, Hashable, Sendable {
        /// The configuration cannot be used.
        case error
        /// Legal, but unwise or without effect.
        case warning
    }

    var severity: Severity
    /// The file's name inside the directory; empty for the directory itself.
    var file: String
    /// Where the key or its value stands; nothing where the whole file is meant.
    var position: Position?
    /// The path of keys, `networks[0].irc.nick`; list entries count from 0. Empty for a file.
    var key: String
    /// What is wrong, as a clause without a full stop.
    var message: String
    /// The way out, as sentences.
    var suggestion: String
}

/// A place in a text file. Both count from 1; columns count Unicode scalars.
struct Position: Hashable, Comparable, Sendable {
    var line: Int
    var column: Int

    static func < (left: Position, right: Position) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
