/// Finds YAML's aliases in a text before it is parsed: a few lines of nested ones can stand for
/// more values than any memory holds.
enum Anchors {
    /// The first alias (`*name`) whose anchor (`&name`) is also in the text, outside of comment
    /// lines. Either one alone is harmless: a star without its anchor is a mistake that the
    /// parser finds.
    static func first(in text: String) -> (name: String, position: Position)? {
        var anchors: Set<Substring> = []
        var aliases: [(name: Substring, position: Position)] = []
        var lineNumber = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            lineNumber += 1
            guard line.contains(where: { $0 == "&" || $0 == "*" }),
                line.first(where: { !$0.isWhitespace }) != "#"
            else { continue }
            for (column, index) in line.indices.enumerated() where "&*".contains(line[index]) {
                let before = index == line.startIndex ? " " : line[line.index(before: index)]
                guard before.isWhitespace || "[{,:-?".contains(before) else { continue }
                let name = line[line.index(after: index)...].prefix {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0))
                }
                guard !name.isEmpty else { continue }
                if line[index] == "&" {
                    anchors.insert(name)
                } else {
                    aliases.append((name, Position(line: lineNumber, column: column + 1)))
                }
            }
        }
        return aliases.first { anchors.contains($0.name) }.map { (String($0.name), $0.position) }
    }
}
