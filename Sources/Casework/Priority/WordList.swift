/// Words, stems and phrases to look for, found in one pass over a text however many they are, and
/// whether they are written with accents or without.
package struct WordList: Hashable, Sendable {
    package let words: [String]
    private let index: WordIndex

    package init(_ words: [String] = []) {
        self.words = words
        index = WordIndex(words.map { WordPattern($0) })
    }

    package var isEmpty: Bool { words.isEmpty }

    /// Those that the text says, as they are listed.
    package func found(in text: String) -> [String] {
        guard !words.isEmpty else { return [] }
        return index.places(in: WordFolding.words(of: text)).map { words[$0] }
    }
}
