/// Finds words, stems (`cancel*`) and phrases in a text, by word boundaries and regardless of
/// case.
///
/// A pattern is cut into words just as the text is, so `re-open` finds "re-open" and "re open",
/// and `no internet` finds "No internet!" and "no, internet": what stands between the words of a
/// phrase does not matter. A pattern without letters or digits finds nothing, a lone `*` neither:
/// it would find everything.
package struct WordMatch: Sendable {
    private let words: [String]

    /// The words of the text: runs of letters, digits and their marks, with apostrophes inside
    /// them kept.
    package init(_ text: String) {
        words = WordFolding.words(of: text)
    }

    /// Whether the pattern's words stand in the text one after another; each may end in `*`.
    package func contains(_ pattern: String) -> Bool { contains(WordPattern(pattern)) }

    /// The first of the patterns that the text contains, as it was given.
    package func firstMatch(of patterns: [String]) -> String? {
        patterns.first { contains(WordPattern($0)) }
    }

    func contains(_ pattern: WordPattern) -> Bool {
        let parts = pattern.parts
        guard let first = parts.first, parts.count <= words.count else { return false }
        for start in 0...(words.count - parts.count) where first.matches(words[start]) {
            let follows = parts.indices.dropFirst().allSatisfy {
                parts[$0].matches(words[start + $0])
            }
            if follows { return true }
        }
        return false
    }
}

/// A pattern of `WordMatch`, cut once to be looked for in many texts.
struct WordPattern: Sendable {
    struct Part: Sendable {
        var word: String
        var isStem: Bool
        func matches(_ other: String) -> Bool {
            isStem ? other.hasPrefix(word) : other == word
        }
    }

    /// Nothing if it can find nothing.
    let parts: [Part]

    init(_ pattern: String) {
        var parts: [Part] = []
        for piece in pattern.split(whereSeparator: \.isWhitespace) {
            let isStem = piece.last == "*"
            let words = WordFolding.words(of: String(piece))
            // A star that belongs to no word stands for any word: that is no pattern of ours.
            if words.isEmpty, isStem {
                parts = []
                break
            }
            for (index, word) in words.enumerated() {
                parts.append(Part(word: word, isStem: isStem && index == words.count - 1))
            }
        }
        self.parts = parts
    }
}
