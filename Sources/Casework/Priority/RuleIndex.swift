/// The conditions of any number of rules, so that a text need only be held against those that its
/// words call for, and against those that ask for no words.
struct RuleIndex: Hashable, Sendable {
    private let words: WordIndex
    /// Whose pattern it is, by the pattern's place.
    private let owners: [Int]
    /// Rules that name customers and no words, by folded handle.
    private let named: [String: [Int]]
    /// Rules that have to be held against everything.
    private let wordless: [Int]
    /// Some condition asks how a text sounds.
    let asksForMood: Bool
    /// Some condition asks when it was written.
    let asksForHours: Bool
    /// Some condition asks how often the customer was here before.
    let asksForEarlierCases: Bool
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
        var named: [String: [Int]] = [:]
        for (place, condition) in conditions.enumerated() where condition.words.isEmpty {
            for customer in condition.customers { named[customer, default: []].append(place) }
        }
        self.named = named
        wordless = conditions.indices.filter {
            conditions[$0].words.isEmpty && conditions[$0].customers.isEmpty
        }
        asksForMood = conditions.contains { $0.mood != nil }
        asksForHours = conditions.contains { $0.hours != nil }
        asksForEarlierCases = conditions.contains { $0.earlierCasesAtLeast != nil }
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
    func candidates(for reading: MentionReading) -> [Candidate] {
        var candidates = wordless.map { Candidate(rule: $0) }
        if !named.isEmpty {
            let handle = Condition.folded(reading.mention.author.handle)
            candidates += (named[handle] ?? []).map { Candidate(rule: $0) }
        }
        var last = -1
        for place in words.places(in: reading.words) where owners[place] != last {
            last = owners[place]
            let first = owners[..<place].lastIndex { $0 != last }.map { $0 + 1 } ?? 0
            candidates.append(Candidate(rule: last, word: place - first))
        }
        return candidates.sorted { $0.rule < $1.rule }
    }
}
