import Yams

/// A node of the tree that knows its path of keys and reports about itself.
///
/// Each reading function (`text`, `integer`, …) returns nothing after it has noted what is
/// wrong, so that the caller goes on with a default and every mistake is found in one run.
struct Value {
    let node: Node
    /// `networks[0].irc.nick`; empty for the top of the file.
    let path: String
    let document: YAMLDocument

    init(node: Node, path: String, document: YAMLDocument) {
        self.node = node
        self.path = path
        self.document = document
        document.remember(path, at: Value.position(of: node))
    }

    static func position(of node: Node) -> Position? {
        node.mark.map { Position(line: $0.line, column: $0.column) }
    }

    func error(_ message: String, _ suggestion: @autoclosure () -> String) {
        document.note(
            .error, at: Value.position(of: node), key: path, message, suggestion())
    }

    func warn(_ message: String, _ suggestion: @autoclosure () -> String) {
        document.note(
            .warning, at: Value.position(of: node), key: path, message, suggestion())
    }

    /// Nothing is written there: `key:` alone, `~` or `null`.
    var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain, !isTagged else {
            return false
        }
        return ["", "~", "null"].contains(scalar.string)
    }

    /// One value, not a group of keys or a list.
    var isSingle: Bool { if case .scalar = node { true } else { false } }

    var isGroup: Bool { if case .mapping = node { true } else { false } }

    var isEmptyList: Bool {
        if case .sequence(let entries) = node { entries.isEmpty } else { false }
    }

    /// It carries a tag of YAML (`!x`), most often an unquoted exclamation mark.
    var isTagged: Bool {
        guard case .scalar(let scalar) = node else { return false }
        return !["", "tag:yaml.org,2002:str"].contains(scalar.tag.rawValue)
    }

    /// What kind of thing stands here, in words for a message.
    var kind: String {
        switch node {
        case .scalar: "a single value"
        case .mapping: "a group of keys"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// The group of keys that stands here, as `build` reads it. Keys that `build` does not ask
    /// for are reported. If something else stands here, that is reported once and `build` reads
    /// an empty group, so that list entries keep their places.
    func keyed<Section>(_ build: (KeyedReader) -> Section) -> Section {
        let keys = KeyedReader(self)
        let section = build(keys)
        keys.finish()
        return section
    }

    /// The entries of the list that stands here, at most `limit`.
    func list(limit: Int = 1000) -> [Value] {
        guard case .sequence(let nodes) = node else {
            error("a list belongs here, not \(kind)", "Write it as [ … ] or as lines with \"- \".")
            return []
        }
        if nodes.count > limit {
            error("\(nodes.count) entries are too many", "At most \(limit) are taken.")
        }
        return nodes.prefix(limit).enumerated().map { index, entry in
            Value(node: entry, path: "\(path)[\(index)]", document: document)
        }
    }

    /// A list, or the one value that stands for a list of one.
    func oneOrMore(limit: Int = 1000) -> [Value] {
        isSingle ? [self] : list(limit: limit)
    }

    /// Keys of the user's own choosing with their values, in the order of the file.
    func entries(limit: Int = 1000) -> [(key: String, value: Value)] {
        guard isGroup else {
            error(
                "a group of keys belongs here, not \(kind)", "Write \"key: value\" lines or { … }.")
            return []
        }
        let pairs = KeyedReader(self).pairs
        if pairs.count > limit {
            error("\(pairs.count) entries are too many", "At most \(limit) are taken.")
        }
        return pairs.prefix(limit).map { pair in
            (pair.key, Value(node: pair.value, path: join(pair.key), document: document))
        }
    }

    func join(_ key: String) -> String {
        path.isEmpty ? printable(key) : "\(path).\(printable(key))"
    }
}

/// Words from a file as they may stand in a message: on one line, without anything invisible, at
/// most 60 Unicode scalars.
func printable(_ words: String) -> String { printable(words, limit: 60) }

func printable(_ words: String, limit: Int) -> String {
    let scalars = words.unicodeScalars
    var shown = ""
    for scalar in scalars.prefix(limit) {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse:
            shown += "\\u{\(String(scalar.value, radix: 16))}"
        case _ where scalar.properties.isDefaultIgnorableCodePoint:
            shown += "\\u{\(String(scalar.value, radix: 16))}"
        default: shown.unicodeScalars.append(scalar)
        }
    }
    return scalars.dropFirst(limit).isEmpty ? shown : shown + "…"
}
