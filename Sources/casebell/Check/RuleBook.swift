import Casework

/// The conditions of rules of which the first that holds decides, asked which one leaves nothing
/// to a later one.
struct RuleBook {
    /// Earlier rules that one rule is compared with.
    private static let comparedMax = 50

    private let conditions: [Condition]
    private let cover: WordCover
    /// Whose word it is, by the word's place.
    private let owners: [Int]
    private let wordless: [Int]

    init(_ conditions: [Condition]) {
        self.conditions = conditions
        cover = WordCover(conditions.flatMap(\.words))
        owners = conditions.indices.flatMap { rule in conditions[rule].words.map { _ in rule } }
        wordless = conditions.indices.filter { conditions[$0].words.isEmpty }
    }

    /// The first rule before this one that holds wherever this one does.
    func earlier(than rule: Int) -> Int? {
        let condition = conditions[rule]
        let candidates = wordless.prefix(Self.comparedMax) + rules(covering: condition.words)
        return candidates.filter { $0 < rule }.sorted().first {
            conditions[$0].coversBesideWords(condition)
        }
    }

    /// The rules with words that are found wherever one of these is.
    private func rules(covering words: [String]) -> [Int] {
        guard let first = words.first else { return [] }
        var rules = Set(owners(covering: first).prefix(Self.comparedMax))
        for word in words.dropFirst() where !rules.isEmpty {
            rules.formIntersection(owners(covering: word))
        }
        return rules.sorted()
    }

    private func owners(covering word: String) -> [Int] {
        cover.places(covering: word).map { owners[$0] }
    }
}
