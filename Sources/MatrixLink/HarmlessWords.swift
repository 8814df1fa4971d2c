/// Words made safe to show: one line, no markup, and of what comes from outside nothing that a
/// client would take for a mention.
enum HarmlessWords {
    /// Shows nothing, and no client reads a name across it: WORD JOINER.
    private static let breaker: Unicode.Scalar = "\u{2060}"
    /// No id is longer.
    private static let idBytesMax = 255

    /// The desk's own words.
    static func oneLine(_ words: String) -> String {
        guard words.unicodeScalars.contains(where: isBreak) else { return words }
        return String(
            String.UnicodeScalarView(words.unicodeScalars.map { isBreak($0) ? " " : $0 }))
    }

    /// Words from outside: nothing that turns the reading direction, `@room` and user ids are no
    /// mentions, and links to people and rooms are plain words. `m.mentions` says the same to
    /// clients that heed it; the server's rules for older ones look at the words.
    static func quoted(_ words: String) -> String {
        let scalars = Array(oneLine(words).unicodeScalars.filter { !isTurning($0) })
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            result.append(scalar)
            if scalar == "@", isMention(scalars[(index + 1)...]) { result.append(breaker) }
            if scalar == "x" || scalar == "X", isLink(scalars, endingAt: index) {
                result.append(breaker)
            }
        }
        return String(result)
    }

    /// As text of HTML, and as an attribute in quotation marks.
    static func escaped(_ words: String) -> String {
        guard words.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return words }
        var result = ""
        for character in words.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// What follows an `@`: `room`, or a localpart, a colon and the beginning of a server's name.
    private static func isMention(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        // Servers' rules look for it in any case.
        let word = rest.prefix(4).map(\.properties.lowercaseMapping)
        if word == ["r", "o", "o", "m"] { return true }
        let name = rest.prefix(idBytesMax).prefix {
            $0 != ":" && $0 != "@" && $0.value > 0x20
        }
        guard name.endIndex < rest.endIndex, rest[name.endIndex] == ":" else { return false }
        let server = rest.index(after: name.endIndex)
        return server < rest.endIndex && rest[server].value > 0x20
    }

    /// `matrix.to` and `matrix:` end their first word here.
    private static func isLink(_ scalars: [Unicode.Scalar], endingAt index: Int) -> Bool {
        let word = "matrix".unicodeScalars
        guard index >= word.count - 1, index + 1 < scalars.count else { return false }
        let begin = index - word.count + 1
        let isWord = zip(scalars[begin...index], word).allSatisfy {
            $0 == $1 || $0.properties.lowercaseMapping == String($1)
        }
        guard isWord else { return false }
        if scalars[index + 1] == ":" { return true }
        let rest = scalars[(index + 1)...].prefix(3).map(\.properties.lowercaseMapping)
        return rest == [".", "t", "o"]
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
            || scalar.value == 0x2029
    }

    /// Marks of the reading direction that reach beyond themselves.
    private static func isTurning(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
