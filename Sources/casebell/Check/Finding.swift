/// One thing that `casebell check` has to say about the configuration.
struct Finding: Hashable, Sendable {
    enum Severity: String, Hashable, Sendable {
        /// The configuration cannot be used.
        case error
        /// Legal, but unwise or without effect.
        case warning
        /// Neither wrong nor unwise: what was done to find out.
        case note
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

/// Where each key of each file stands, for what is found once the files are closed.
struct KeyPlaces: Hashable, Sendable {
    /// By file, then by the path of keys.
    private var positions: [String: [String: Position]] = [:]

    init() {}

    init(_ documents: Documents) {
        for document in documents.all { positions[document.file] = document.positions }
    }

    /// The finding at its key, or at the nearest one around it that is written.
    func placed(_ finding: Finding) -> Finding {
        guard finding.position == nil, let known = positions[finding.file] else { return finding }
        var key = finding.key
        while known[key] == nil, let cut = key.lastIndex(where: { ".[".contains($0) }) {
            key = String(key[..<cut])
        }
        var placed = finding
        placed.position = key.isEmpty ? nil : known[key]
        return placed
    }
}

/// A place in a text file. Both count from 1; columns count Unicode scalars.
struct Position: Hashable, Comparable, Sendable {
    var line: Int
    var column: Int

    static func < (left: Position, right: Position) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
