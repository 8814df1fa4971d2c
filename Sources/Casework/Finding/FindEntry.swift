/// What stands in the index for one part of a case: words, parted by spaces, none of which has
/// ASCII in it but letters and digits, so that no engine cuts them otherwise.
///
/// Of a run of signs each stands with the one that follows it, because one sign alone is found in
/// every other text. The signs stand once more by themselves, for whoever asks for one.
package struct FindEntry: Hashable, Sendable {
    package var words: String
    package var signs: String

    /// Words and signs of one part that are taken in; whatever a customer writes behind them is not
    /// found.
    package static let wordsMax = 5000

    package init(words: String = "", signs: String = "") {
        self.words = words
        self.signs = signs
    }

    /// - Parameter keys: what is only found as a whole, a handle or a tag.
    init(texts: [String], keys: [String] = []) {
        var tokens: [String] = []
        var signs: Set<String> = []
        for text in texts {
            let words = FindWords.words(of: text).prefix(max(0, FindEntry.wordsMax - tokens.count))
            if !tokens.isEmpty, !words.isEmpty { tokens.append(FindEntry.gap) }
            tokens += FindEntry.tokens(of: Array(words))
            signs.formUnion(words.filter(FindWords.isSign))
        }
        for key in keys { tokens += [FindEntry.gap, key] }
        words = tokens.joined(separator: " ")
        self.signs = signs.sorted().joined(separator: " ")
    }

    package var isEmpty: Bool { words.isEmpty && signs.isEmpty }

    /// Every word that a stem can stand for.
    package var stemmable: Set<String> {
        Set(
            FindEntry.tokens(in: words).filter { token in
                let isKey = token.unicodeScalars.first.map { (0xE000...0xF8FF).contains($0.value) }
                return isKey == false && !FindWords.isSign(token)
            })
    }

    /// A token may begin with a mark, which would make one character of it and the space before.
    static func tokens(in words: String) -> [String] {
        words.unicodeScalars.split(separator: " ").map { String(Substring($0)) }
    }

    /// No phrase goes on from one text to the next.
    private static let gap = "\u{E102}"

    static func tokens(of words: [String]) -> [String] {
        words.indices.map { index in
            let word = words[index]
            guard FindWords.isSign(word) else { return plain(word) }
            let next = index + 1 < words.count ? words[index + 1] : ""
            return FindWords.isSign(next) ? word + next : word
        }
    }

    /// The token of a word that is no sign.
    static func plain(_ word: String) -> String {
        word.utf8.contains(UInt8(ascii: "'")) ? escaped(word.unicodeScalars) : word
    }

    /// ASCII that is neither letter nor digit has a place of its own among the private characters.
    private static func escaped(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in scalars {
            let isPlain = !scalar.isASCII || ("a"..."z").contains(scalar) || scalar.isDigit
            let place = Unicode.Scalar(0xE000 + scalar.value)
            escaped.append(isPlain ? scalar : place ?? scalar)
        }
        return String(escaped)
    }
}

/// Handles and tags, which are found as a whole.
extension FindEntry {
    private static let keyMax = 100

    /// A handle by itself and without its server, with or without the first `@`.
    static func handleKeys(_ handle: String) -> [String] {
        let whole = folded(handle)
        let name = whole.prefix { $0 != "@" }
        guard !whole.isEmpty else { return [] }
        let keys = name.isEmpty || name.count == whole.count ? [whole] : [Array(name), whole]
        return keys.map { "\u{E100}" + escaped($0) }
    }

    static func tagKey(_ tag: String) -> String? {
        let whole = folded(tag)
        return whole.isEmpty ? nil : "\u{E101}" + escaped(whole)
    }

    /// In small letters, without accents, white space and what cannot be seen, without the sign
    /// before it and punctuation behind it.
    private static func folded(_ text: String) -> [Unicode.Scalar] {
        var scalars = text.uppercased().lowercased().unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .privateUse, .surrogate, .unassigned: false
            default: !scalar.properties.isWhitespace && !DiacriticFolding.isAccent(scalar)
            }
        }.map(DiacriticFolding.folded)
        if let first = scalars.first, first == "@" || first == "#" { scalars.removeFirst() }
        scalars = Array(scalars.prefix(keyMax))
        while let last = scalars.last, ",.:;!?".unicodeScalars.contains(last) {
            scalars.removeLast()
        }
        return scalars
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
