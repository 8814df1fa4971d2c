/// What a client or a server of Matrix would see in plain words.
enum PostWords {
    /// Line feeds between lines, and nothing else that breaks one.
    static func violation(inLines text: String) -> String? {
        for scalar in text.unicodeScalars where scalar != "\n" {
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029:
                return "U+\(String(scalar.value, radix: 16))"
            default: continue
            }
        }
        return nil
    }

    /// The first mention or link to Matrix, whatever its case.
    static func call(in text: String) -> String? {
        let words = text.lowercased()
        for sign in ["@room", "matrix.to", "matrix:"] where words.contains(sign) { return sign }
        // `@somebody:somewhere`
        for start in words.indices where words[start] == "@" {
            let name = words[words.index(after: start)...].prefix {
                $0 != ":" && $0 != "@" && $0 != "\u{2060}" && !$0.isWhitespace
            }
            let rest = words[name.endIndex...]
            if rest.first == ":", name.utf8.count <= 200, !name.unicodeScalars.contains("\u{2060}"),
                let next = rest.dropFirst().first, !next.isWhitespace
            {
                return "@\(name):"
            }
        }
        return nil
    }
}
