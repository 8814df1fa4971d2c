/// Finds words, stems (`cancel*`) and phrases in a text, by word boundaries and regardless of
/// case.
///
/// A pattern is cut into words just as the text is, so `re-open` finds "re-open" and "re open",
/// and `no internet` finds "No internet!" and "no, internet": what stands between the words of a
/// phrase does not matter. A pattern without letters or digits finds nothing, a lone `*` neither:
/// it would find everything.
package struct WordMatch: Sendable {
    private let words: [String]
    /// Which beginnings of words occur: most patterns are ruled out by that alone.
    private let beginnings: WordBeginnings

    /// The words of the text: runs of letters, digits and their marks, with apostrophes inside
    /// them kept.
    package init(_ text: String) {
        words = WordFolding.words(of: text)
        beginnings = words.reduce(into: WordBeginnings()) { $0.insert($1) }
    }

    /// Whether the pattern's words stand in the text one after another; each may end in `*`.
    package func contains(_ pattern: String) -> Bool { contains(WordPattern(pattern)) }

    /// The first of the patterns that the text contains, as it was given.
    package func firstMatch(of patterns: [String]) -> String? {
        patterns.first { contains(WordPattern($0)) }
    }

    func contains(_ pattern: WordPattern) -> Bool {
        let parts = pattern.parts
        guard let first = parts.first, parts.count <= words.count,
            beginnings.contains(pattern.beginnings)
        else { return false }
        for start in 0...(words.count - parts.count) where first.matches(words[start]) {
            if parts.count == 1 { return true }
            let follows = parts.indices.dropFirst().allSatisfy {
                parts[$0].matches(words[start + $0])
            }
            if follows { return true }
        }
        return false
    }
}

/// A pattern of `WordMatch`, cut once to be looked for in many texts.
struct WordPattern: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        var word: String
        var isStem: Bool
        var isPlain: Bool
        func matches(_ other: String) -> Bool {
            guard isStem else { return other == word }
            // Of letters with accents, there are two spellings that are the same.
            return isPlain ? other.utf8.starts(with: word.utf8) : other.hasPrefix(word)
        }
    }

    /// Nothing if it can find nothing.
    let parts: [Part]
    let beginnings: WordBeginnings

    init(_ pattern: String) {
        var parts: [Part] = []
        for piece in pattern.unicodeScalars.split(whereSeparator: \.properties.isWhitespace) {
            let isStem = piece.last == "*"
            let words = WordFolding.words(of: String(piece))
            // A star that belongs to no word stands for any word: that is no pattern of ours.
            if words.isEmpty, isStem {
                parts = []
                break
            }
            for (index, word) in words.enumerated() {
                parts.append(
                    Part(
                        word: word, isStem: isStem && index == words.count - 1,
                        isPlain: word.utf8.allSatisfy { $0 < 0x80 }))
            }
        }
        self.parts = parts
        beginnings = parts.reduce(into: WordBeginnings()) { beginnings, part in
            // A stem of one byte says too little of how its words begin.
            guard part.isPlain, !part.isStem || part.word.utf8.count > 1 else { return }
            beginnings.insert(part.word)
        }
    }
}

/// A set of words' first two bytes that may hold more than was put in, never less; everything,
/// once a word has an accent, which may be spelt in two ways.
struct WordBeginnings: Hashable, Sendable {
    private var bits: UInt64 = 0

    mutating func insert(_ word: String) {
        guard word.utf8.allSatisfy({ $0 < 0x80 }) else {
            bits = .max
            return
        }
        var bytes = word.utf8.makeIterator()
        let first = UInt64(bytes.next() ?? 0)
        let second = UInt64(bytes.next() ?? 0)
        bits |= 1 << ((first &* 7 &+ second &* 3) & 63)
    }

    func contains(_ other: WordBeginnings) -> Bool { other.bits & ~bits == 0 }
}
