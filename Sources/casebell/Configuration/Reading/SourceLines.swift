/// The lines of a text as YAML counts them, in Unicode scalars as it counts its columns.
struct SourceLines {
    /// At least one.
    let lines: [Substring.UnicodeScalarView]

    init(_ text: String) {
        let scalars = text.unicodeScalars
        var lines: [Substring.UnicodeScalarView] = []
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let end = index
            index = scalars.index(after: index)
            guard SourceLines.breaks.contains(scalar) else { continue }
            if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
                index = scalars.index(after: index)
            }
            lines.append(scalars[start..<end])
            start = index
        }
        self.lines = lines + [scalars[start...]]
    }

    private static let breaks: [Unicode.Scalar] = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

    /// Behind the last character.
    var end: Position {
        Position(line: lines.count, column: lines[lines.count - 1].count + 1)
    }

    /// A place as the parser tells it: at the end of a text without a last line break it is one
    /// line too far.
    func position(line: Int, column: Int) -> Position {
        line > lines.count ? end : Position(line: line, column: column)
    }

    /// Where this scalar stands for the first time.
    func position(of value: UInt32) -> Position? {
        for (number, line) in lines.enumerated() {
            for (column, scalar) in line.enumerated() where scalar.value == value {
                return Position(line: number + 1, column: column + 1)
            }
        }
        return nil
    }
}
