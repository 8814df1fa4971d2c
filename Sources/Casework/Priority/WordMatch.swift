/// Finds words, stems (`cancel*`) and phrases in a text, by word boundaries and regardless of
/// case and accents.
///
/// A pattern is cut into words just as the text is, so `re-open` finds "re-open" and "re open",
/// and `no internet` finds "No internet!" and "no, internet": what stands between the words of a
/// phrase does not matter. A pattern without letters or digits finds nothing, a lone `*` neither:
/// it would find everything.
package struct WordMatch: Sendable {
    /// The words of the text: runs of letters, digits and their marks, with apostrophes inside
    /// them kept.
    private let words: [String]
    private let keepsAccents: Bool

    /// - Parameter keepingAccents: what is refused is refused as it is spelt: `ano` is not "año".
    package init(_ text: String, keepingAccents: Bool = false) {
        words = WordFolding.words(of: text, keepingAccents: keepingAccents)
        keepsAccents = keepingAccents
    }

    /// Whether the pattern's words stand in the text one after another; each may end in `*`.
    package func contains(_ pattern: String) -> Bool {
        contains(WordPattern(pattern, keepingAccents: keepsAccents))
    }

    /// The first of the patterns that the text contains, as it was given.
    package func firstMatch(of patterns: [String]) -> String? { patterns.first(where: contains) }

    private func contains(_ pattern: WordPattern) -> Bool {
        let parts = pattern.parts
        guard !parts.isEmpty, parts.count <= words.count else { return false }
        return (0...(words.count - parts.count)).contains { start in
            parts.indices.allSatisfy { parts[$0].matches(words[start + $0]) }
        }
    }
}

/// A pattern, cut once to be looked for in many texts.
struct WordPattern: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        var word: String
        var isStem: Bool
        /// Of letters with accents, there are two spellings that are the same.
        var hasAccents: Bool

        func matches(_ other: String) -> Bool {
            if hasAccents { return isStem ? other.hasPrefix(word) : other == word }
            return isStem
                ? other.utf8.starts(with: word.utf8) : other.utf8.elementsEqual(word.utf8)
        }
    }

    /// Nothing if it can find nothing.
    let parts: [Part]

    init(_ pattern: String, keepingAccents: Bool = false) {
        var parts: [Part] = []
        for piece in pattern.unicodeScalars.split(whereSeparator: \.properties.isWhitespace) {
            let isStem = piece.last == "*"
            let words = WordFolding.words(of: String(piece), keepingAccents: keepingAccents)
            // A star that belongs to no word stands for any word: that is no pattern of ours.
            if words.isEmpty, isStem {
                parts = []
                break
            }
            for (index, word) in words.enumerated() {
                parts.append(
                    Part(
                        word: word, isStem: isStem && index == words.count - 1,
                        hasAccents: keepingAccents))
            }
        }
        self.parts = parts
    }
}
