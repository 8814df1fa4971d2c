/// How a text sounds, from -1 (as bad as can be) to 1, and the words that make it so.
///
/// A small scorer that can be explained rather than a model that cannot: words with weights, turned
/// round by negations before them ("not happy"), made more or less of by intensifiers ("very",
/// "a bit"), by capitals and exclamation marks. The sum is brought into the scale as VADER does
/// (Hutto and Gilbert 2014): s ÷ √(s² + 15).
package struct Sentiment: Hashable, Sendable {
    package let score: Double
    /// What counted most, at most three entries of the lexicon, for people to read in a reason: the
    /// customer's own words only travel quoted.
    package let words: [String]

    package init(_ text: String) { self.init(text, words: WordFolding.words(of: text)) }

    init(_ text: String, words said: [String]) {
        var reading = Reading(said, capitals: Sentiment.capitals(of: text))
        reading.read()
        reading.look(at: text)
        let sum = reading.found.reduce(0) { $0 + $1.weight }
        score = sum / (sum * sum + 15).squareRoot()
        let telling = reading.found.filter { $0.weight * sum > 0 }
            .sorted { abs($0.weight) > abs($1.weight) }
        words = Sentiment.each(telling.map(\.word), atMost: 3)
    }

    /// Each word once, in the order in which it comes first.
    private static func each(_ words: [String], atMost limit: Int) -> [String] {
        var heard: [String] = []
        for word in words where heard.count < limit && !heard.contains(word) { heard.append(word) }
        return heard
    }

    var hundredths: Int { Int((score * 100).rounded()) }

    /// The words that are shouted; nothing if all of it is, which says nothing.
    private static func capitals(of text: String) -> Set<String> {
        let long = text.split { !$0.isLetter && $0 != "'" }.filter { $0.count > 2 }
        let shouted = long.filter { word in
            word.allSatisfy { $0.isUppercase || !$0.isLetter }
        }
        guard shouted.count < long.count else { return [] }
        return Set(shouted.flatMap { WordFolding.words(of: String($0)) })
    }
}

/// What a rule may ask of a text's sentiment.
package enum Mood: String, Hashable, Sendable, Codable, CaseIterable {
    case veryNegative = "very negative"
    case negative, positive
    case veryPositive = "very positive"

    package func holds(for score: Double) -> Bool {
        switch self {
        // One mild word alone is no mood: 1.4 ÷ √(1.4² + 15) is 0.34.
        case .veryNegative: score <= -0.65
        case .negative: score <= -0.4
        case .positive: score >= 0.4
        case .veryPositive: score >= 0.65
        }
    }
}

extension Sentiment {
    /// One text being read from left to right.
    private struct Reading {
        struct Find {
            var word: String
            var weight: Double
        }

        private let words: [String]
        private let capitals: Set<String>
        private(set) var found: [Find] = []

        init(_ words: [String], capitals: Set<String>) {
            self.words = words
            self.capitals = capitals
        }

        mutating func read() {
            var index = 0
            while index < words.count {
                if let (weight, length) = SentimentLexicon.phrase(at: index, in: words) {
                    let phrase = words[index..<index + length].joined(separator: " ")
                    found.append(Find(word: phrase, weight: weight))
                    index += length
                    continue
                }
                if let (entry, weight) = SentimentLexicon.weight(of: words[index]) {
                    found.append(Find(word: entry, weight: inContext(weight, at: index)))
                }
                index += 1
            }
        }

        /// What stands before it, up to three words back, changes what it says.
        private func inContext(_ weight: Double, at index: Int) -> Double {
            var weight = capitals.contains(words[index]) ? weight * 1.25 : weight
            var isNegated = false
            for distance in 1...3 where index - distance >= 0 {
                let word = words[index - distance]
                let fading = [1, 0.9, 0.8][distance - 1]
                if let more = SentimentLexicon.emphasis(of: word) {
                    weight *= 1 + more * fading
                }
                if SentimentLexicon.isNegation(word) { isNegated.toggle() }
            }
            guard isNegated else { return weight }
            // "Not bad" is less than good, "not good" is nearly bad.
            return weight > 0 ? -0.75 * weight : -0.4 * weight
        }

        /// Signs and pictures, which are no words.
        mutating func look(at text: String) {
            var exclamations = 0
            var pictures: [Unicode.Scalar: Int] = [:]
            for scalar in text.unicodeScalars {
                if scalar == "!" { exclamations += 1 }
                guard scalar.value > 0x2000, SentimentLexicon.pictures[scalar] != nil else {
                    continue
                }
                pictures[scalar, default: 0] += 1
            }
            for (picture, count) in pictures.sorted(by: { $0.key < $1.key }) {
                let weight = SentimentLexicon.pictures[picture] ?? 0
                // Ten of them say little more than two.
                found.append(Find(word: String(picture), weight: weight * (count > 1 ? 1.3 : 1)))
            }
            guard exclamations > 0, !found.isEmpty else { return }
            let louder = 1 + 0.1 * Double(min(exclamations, 3))
            for index in found.indices { found[index].weight *= louder }
        }
    }
}
