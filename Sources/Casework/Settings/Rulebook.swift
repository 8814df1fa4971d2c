/// A rule that holds for some mentions and not for others.
package protocol ConditionalRule: Hashable, Sendable {
    var when: Condition { get }
}

/// Rules in the order in which they were written, made ready to be held against many texts.
package struct Rulebook<Rule: ConditionalRule>: Hashable, Sendable, ExpressibleByArrayLiteral {
    package let rules: [Rule]
    let index: RuleIndex

    package init(_ rules: [Rule] = []) {
        self.rules = rules
        index = RuleIndex(rules.map(\.when))
    }

    package init(arrayLiteral rules: Rule...) { self.init(rules) }

    var asksForMood: Bool { index.asksForMood }

    /// The first rule that holds for a mention as it comes in, and what of it was found.
    func first(holdingFor reading: MentionReading) -> (rule: Rule, because: String)? {
        guard !rules.isEmpty else { return nil }
        for candidate in index.candidates(for: reading) {
            let rule = rules[candidate.rule]
            guard rule.when.holds(for: reading, by: reading.mention.author) else { continue }
            guard let word = candidate.word else { return (rule, "rule") }
            return (rule, "word “\(rule.when.words[word])”")
        }
        return nil
    }
}
