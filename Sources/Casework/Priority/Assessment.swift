/// How urgent a customer's words are and where they belong, with every point's reason.
package struct Assessment: Hashable, Sendable {
    package var points: Int
    package var priority: Priority
    package var reasons: [PointReason]

    /// The points of all rules that hold for these mentions of one customer.
    package init(_ mentions: [Mention], customer: Author, settings: PrioritySettings) {
        let matches = mentions.map { WordMatch($0.text) }
        reasons = settings.rules.compactMap { rule in
            let holds = zip(mentions, matches).contains { mention, words in
                rule.when.holds(for: mention, customer: customer, words: words)
            }
            return holds ? PointReason(points: rule.points, because: rule.because) : nil
        }
        points = reasons.reduce(0) { $0 + $1.points }
        priority =
            points >= settings.p1 ? .p1 : points >= settings.p2 ? .p2 : .p3
    }
}

extension Condition {
    package func holds(for mention: Mention, customer: Author, words match: WordMatch) -> Bool {
        if !words.isEmpty, match.firstMatch(of: words) == nil { return false }
        if let vip, vip != customer.vip { return false }
        if let followersAtLeast, (customer.followers ?? 0) < followersAtLeast { return false }
        if !sources.isEmpty, !sources.contains(mention.key.source) { return false }
        if !languages.isEmpty {
            guard let language = mention.language, languages.contains(language) else {
                return false
            }
        }
        return true
    }
}

extension DeskSettings {
    /// The queue of the first routing rule that holds, else the first queue.
    package func route(_ mention: Mention) -> (queue: QueueName, because: String) {
        let match = WordMatch(mention.text)
        for rule in routing
        where rule.when.holds(for: mention, customer: mention.author, words: match) {
            return (rule.queue, rule.when.words.first.map { "word “\($0)”" } ?? "rule")
        }
        return (queues.first?.name ?? "care", "default")
    }
}
