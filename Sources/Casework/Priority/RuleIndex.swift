/// The conditions of any number of rules, so that a text need only be held against those that its
/// words call for, and against those that ask for no words.
struct RuleIndex: Hashable, Sendable {
    private let words: WordIndex
    /// Whose pattern it is, by the pattern's place.
    private let owners: [Int]
    private let wordless: [Int]
    /// Some condition asks how a text sounds.
    let asksForMood: Bool
    /// The lengths of waiting that some condition asks for, in order.
    let waits: [Lapse]
    /// Some condition asks how it stands with the customer.
    let asksForCircumstances: Bool

    init(_ conditions: [Condition]) {
        var patterns: [WordPattern] = []
        var owners: [Int] = []
        for (place, condition) in conditions.enumerated() {
            patterns += condition.words.map { WordPattern($0) }
            owners += condition.words.map { _ in place }
        }
        words = WordIndex(patterns)
        self.owners = owners
        wordless = conditions.indices.filter { conditions[$0].words.isEmpty }
        asksForMood = conditions.contains { $0.mood != nil }
        waits = Set(conditions.compactMap(\.waitingAtLeast)).sorted()
        asksForCircumstances = conditions.contains {
            $0.waitingAtLeast != nil || $0.unansweredAtLeast != nil
        }
    }

    /// A rule that a text's words do not speak against, and the first of its words that was found
    /// (its place among the condition's).
    struct Candidate {
        var rule: Int
        var word: Int?
    }

    /// In the order of the rules.
    func candidates(for said: [String]) -> [Candidate] {
        var candidates = wordless.map { Candidate(rule: $0) }
        var last = -1
        for place in words.places(in: said) where owners[place] != last {
            last = owners[place]
            let first = owners[..<place].lastIndex { $0 != last }.map { $0 + 1 } ?? 0
            candidates.append(Candidate(rule: last, word: place - first))
        }
        return candidates.sorted { $0.rule < $1.rule }
    }
}
