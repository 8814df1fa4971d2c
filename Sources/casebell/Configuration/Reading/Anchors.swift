/// Finds YAML's aliases in a text before it is parsed: a few lines of nested ones can stand for
/// more values than any memory holds.
enum Anchors {
    /// The first alias (`*name`) whose anchor (`&name`) is also in the text, outside of comment
    /// lines. Either one alone is harmless: a star without its anchor is a mistake that the
    /// parser finds.
    static func first(in text: String) -> (name: String, position: Position)? {
        var anchors: Set<String> = []
        var aliases: [(name: String, position: Position)] = []
        for (number, line) in SourceLines(text).lines.enumerated() {
            guard line.contains(where: isMark),
                line.first(where: { !$0.properties.isWhitespace }) != "#"
            else { continue }
            var before: Unicode.Scalar = " "
            for (column, index) in line.indices.enumerated() {
                let scalar = line[index]
                defer { before = scalar }
                guard isMark(scalar), opens(before) else { continue }
                let name = line[line.index(after: index)...].prefix(while: isOfName)
                guard !name.isEmpty else { continue }
                if scalar == "&" {
                    anchors.insert(String(Substring(name)))
                } else {
                    let position = Position(line: number + 1, column: column + 1)
                    aliases.append((String(Substring(name)), position))
                }
            }
        }
        return aliases.first { anchors.contains($0.name) }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar == "&" || scalar == "*" }

    /// Whether an anchor or an alias can stand behind it; a byte order mark is nothing to YAML.
    private static func opens(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || "[{,:-?\u{FEFF}".unicodeScalars.contains(scalar)
    }

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}
