/// Finds words, stems (`cancel*`) and phrases in a text, by word boundaries and regardless of
/// case.
package struct WordMatch: Sendable {
    private let words: [Substring]

    /// The words of the text: runs of letters and digits, with apostrophes inside them kept.
    package init(_ text: String) {
        words = WordMatch.words(of: text)
    }

    /// Whether the pattern's words stand in the text one after another; each may end in `*`.
    package func contains(_ pattern: String) -> Bool {
        let parts = pattern.lowercased().split(whereSeparator: \.isWhitespace)
        guard !parts.isEmpty, parts.count <= words.count else { return false }
        return words.indices.dropLast(parts.count - 1).contains { start in
            parts.indices.allSatisfy { offset in
                matches(words[start + offset], parts[offset])
            }
        }
    }

    package func firstMatch(of patterns: [String]) -> String? {
        patterns.first(where: contains)
    }

    private func matches(_ word: Substring, _ part: Substring) -> Bool {
        part.last == "*" ? word.hasPrefix(part.dropLast()) : word == part
    }

    private static func words(of text: String) -> [Substring] {
        let folded = text.lowercased()
        return folded.split { character in
            !(character.isLetter || character.isNumber || character == "'" || character == "’")
        }
    }
}
