/// Reads a command from left to right, scalar by scalar, so that nothing combines with anything
/// and what is left is byte for byte what was typed.
struct Scanner {
    private(set) var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = text[...].unicodeScalars
        trim()
    }

    private mutating func trim() {
        skipSpace()
        var end = rest.endIndex
        while end > rest.startIndex {
            let last = rest.index(before: end)
            guard rest[last].properties.isWhitespace else { break }
            end = last
        }
        rest = rest[..<end]
    }

    var isAtEnd: Bool { rest.isEmpty }
    var next: Unicode.Scalar? { rest.first }
    /// The scalar after the next one.
    var second: Unicode.Scalar? { rest.dropFirst().first }

    mutating func skipSpace() {
        // Slicing, once: removing would copy all that is left.
        rest = rest.drop { $0.properties.isWhitespace }
    }

    /// Takes this if it comes next.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func take(prefix: String) -> Bool {
        guard !prefix.isEmpty, rest.starts(with: prefix.unicodeScalars) else { return false }
        rest = rest.dropFirst(prefix.unicodeScalars.count)
        return true
    }

    /// Takes this word, in lower case here and in any there, if it is the next one.
    mutating func take(word: String) -> Bool {
        skipSpace()
        let ahead = rest.prefix(word.unicodeScalars.count)
        guard String(Substring(ahead)).lowercased() == word,
            rest[ahead.endIndex...].first?.properties.isWhitespace ?? true
        else { return false }
        rest = rest[ahead.endIndex...]
        return true
    }

    /// The next word, up to white space; nothing at the end.
    mutating func word() -> String? {
        skipSpace()
        let word = rest.prefix { !$0.properties.isWhitespace }
        guard !word.isEmpty else { return nil }
        rest = rest[word.endIndex...]
        return String(Substring(word))
    }

    /// The next word without taking it.
    func peek() -> String? {
        var ahead = self
        return ahead.word()
    }

    /// The ASCII digits that come next, at most so many and one more.
    mutating func digits(atMost limit: Int) -> String {
        let digits = rest.prefix { $0.isASCIIDigit }.prefix(limit + 1)
        rest = rest[digits.endIndex...]
        return String(Substring(digits))
    }

    /// Everything that is left, without the white space around it.
    mutating func text() -> String {
        skipSpace()
        let text = String(Substring(rest))
        rest = rest[rest.endIndex...]
        return text
    }
}

extension Unicode.Scalar {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
