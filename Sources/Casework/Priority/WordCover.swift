/// Patterns of words, asked which of them are found in every text in which another one is: two
/// spellings of one word, a stem of it, or a word of its phrase.
package struct WordCover: Sendable {
    /// Places kept of one pattern; the rest are like the first.
    private static let placesMax = 50

    /// Where each pattern stands among those that were given.
    private let places: [WordPattern: [Int]]
    /// Each once, in order.
    private let patterns: [WordPattern]
    private let index: WordIndex
    private let keepsAccents: Bool

    /// - Parameter keepingAccents: as the patterns are looked for.
    package init(_ given: [String], keepingAccents: Bool = false) {
        var places: [WordPattern: [Int]] = [:]
        var patterns: [WordPattern] = []
        for (place, words) in given.enumerated() {
            let pattern = WordPattern(words, keepingAccents: keepingAccents)
            guard !pattern.parts.isEmpty else { continue }
            if places[pattern] == nil { patterns.append(pattern) }
            if places[pattern]?.count ?? 0 < WordCover.placesMax {
                places[pattern, default: []].append(place)
            }
        }
        self.places = places
        self.patterns = patterns
        index = WordIndex(patterns)
        keepsAccents = keepingAccents
    }

    /// The places of the patterns that are found wherever this one is, itself among them if it is
    /// one of them; in order.
    package func places(covering words: String) -> [Int] {
        let pattern = WordPattern(words, keepingAccents: keepsAccents)
        // A stem stands for longer words: only a stem is found in all of them.
        let text = pattern.parts.map { $0.isStem ? $0.word + WordCover.more : $0.word }
        return index.places(in: text).flatMap { places[patterns[$0]] ?? [] }.sorted()
    }

    /// Goes on where a stem ends, in a way that no pattern's word does.
    private static let more = "\u{F8FF}"

    /// Whether there is a text in which it could be found: only letters and digits make words.
    package static func findsAnything(_ words: String) -> Bool {
        !WordPattern(words).parts.isEmpty
    }
}
