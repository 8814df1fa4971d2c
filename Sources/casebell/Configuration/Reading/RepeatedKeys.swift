import Yams

/// Gets a tree from a text with repeated keys, which the parser refuses: each first one is
/// renamed to begin with a scalar of the private use area, and reported once the tree is there.
struct RepeatedKeys {
    private(set) var text: String
    private var hidden: [Unicode.Scalar: String] = [:]

    /// More are not worth another attempt: each parses the whole text once more.
    private static let attemptsMax: UInt32 = 50
    private static let bytesMax = 1 << 21
    private static let firstMark: UInt32 = 0xE000

    init(_ text: String) { self.text = text }

    /// What the renamed keys begin with.
    var marks: Set<Unicode.Scalar> { Set(hidden.keys) }

    /// Renames the key at this place; says no if that cannot be done.
    mutating func hide(_ key: String, at position: Position) -> Bool {
        guard hidden.count < Self.attemptsMax,
            text.utf8.count * (hidden.count + 1) <= Self.bytesMax,
            let mark = Unicode.Scalar(Self.firstMark + UInt32(hidden.count)),
            !text.unicodeScalars.contains(mark),
            var index = index(of: position)
        else { return false }
        if "\"'".unicodeScalars.contains(text.unicodeScalars[index]) {
            index = text.unicodeScalars.index(after: index)
        }
        guard index < text.endIndex,
            text.unicodeScalars[index].properties.isAlphabetic
                || "_0123456789".unicodeScalars.contains(text.unicodeScalars[index])
        else { return false }
        let next = text.unicodeScalars.index(after: index)
        text.unicodeScalars.replaceSubrange(index..<next, with: [mark])
        hidden[mark] = key
        return true
    }

    /// Notes each repeated key at its last place.
    func report(in node: Node, to document: YAMLDocument, path: String = "") {
        guard !hidden.isEmpty else { return }
        switch node {
        case .mapping(let mapping):
            let container = Value(node: node, path: path, document: document)
            for (key, value) in mapping {
                guard let name = key.scalar?.string else { continue }
                report(in: value, to: document, path: container.join(name))
                guard let mark = name.unicodeScalars.first, let original = hidden[mark] else {
                    continue
                }
                let other = Array(mapping).last { $0.key.scalar?.string == original }?.key
                document.note(
                    .error,
                    at: (other ?? key).mark.map { Position(line: $0.line, column: $0.column) },
                    key: container.join(original), "this key stands here twice",
                    "Keep one; the other is on line \(key.mark?.line ?? 0).")
            }
        case .sequence(let entries):
            for (index, entry) in entries.enumerated() {
                report(in: entry, to: document, path: "\(path)[\(index)]")
            }
        case .scalar, .alias:
            return
        }
    }

    /// The parser counts lines as YAML does, columns by Unicode scalars.
    private func index(of position: Position) -> String.Index? {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        var line = 1
        while line < position.line, index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" { continue }
            if ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) { line += 1 }
        }
        return scalars.index(index, offsetBy: position.column - 1, limitedBy: scalars.endIndex)
            .flatMap { $0 < scalars.endIndex ? $0 : nil }
    }
}
