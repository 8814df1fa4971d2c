import Casework

/// One network of chat.
struct NetworkEntry: Hashable, Sendable {
    var name: NetworkName
    var kind: Kind

    enum Kind: Hashable, Sendable {
        case irc(IRCSection)
        case matrix(MatrixSection)
        /// The terminal; no file names it.
        case console
    }
}

extension NetworkEntry {
    private static let kinds = ["irc", "matrix"]

    init(_ keys: KeyedReader) {
        name = NetworkName(keys.required("name", "name: office")?.name() ?? "")
        // What is wrong has been noted; the console stands in for it.
        kind = .console
        keys.refuse(
            "console", "the terminal is no network of a daemon: that is casebell demo",
            "Write irc: { server: irc.example.org:6697 } in its place, or remove it.")
        let present = keys.present(NetworkEntry.kinds)
        if present.count > 1 {
            keys.value.error(
                "a network is of one kind, not \(present.joined(separator: " and "))",
                "Make a network of its own of each.")
        }
        let isUnspelt = keys.pairs.contains { !(NetworkEntry.kinds + ["name"]).contains($0.key) }
        if present.isEmpty, !isUnspelt, !keys.pairs.isEmpty {
            keys.value.error(
                "this network has no kind", "Add irc: { server: irc.example.org:6697 }.")
        }
        if let matrix = keys["matrix"] { kind = .matrix(matrix.keyed(MatrixSection.init)) }
        if let irc = keys["irc"] {
            kind = .irc(irc.keyed(IRCSection.init))
        } else if present.contains("irc") {
            keys.value.error("nothing is written under irc", "Add server: irc.example.org:6697.")
        }
    }
}
