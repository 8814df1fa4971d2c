/// How urgent a customer's words are and where they belong, with every point's reason.
package struct Assessment: Hashable, Sendable {
    package var points: Int
    package var priority: Priority
    package var reasons: [PointReason]

    /// The points of all rules that hold for these mentions of one customer.
    package init(_ mentions: [Mention], customer: Author, settings: PrioritySettings) {
        let asksForWords = settings.rules.contains { !$0.when.words.isEmpty }
        let matches = asksForWords ? mentions.map { WordMatch($0.text) } : []
        reasons = settings.rules.compactMap { rule in
            let patterns = rule.when.patterns
            let holds = mentions.indices.contains { index in
                rule.when.holdsBesideWords(for: mentions[index], customer: customer)
                    && (patterns.isEmpty || patterns.contains(where: matches[index].contains))
            }
            return holds ? PointReason(points: rule.points, because: rule.because) : nil
        }
        points = reasons.reduce(0) { $0 + $1.points }
        priority =
            points >= settings.p1 ? .p1 : points >= settings.p2 ? .p2 : .p3
    }
}

extension Condition {
    /// Everything but the words, which cost the most.
    func holdsBesideWords(for mention: Mention, customer: Author) -> Bool {
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
        let asksForWords = routing.contains { !$0.when.words.isEmpty }
        let match = asksForWords ? WordMatch(mention.text) : nil
        for rule in routing
        where rule.when.holdsBesideWords(for: mention, customer: mention.author) {
            let condition = rule.when
            guard !condition.words.isEmpty else { return (rule.queue, "rule") }
            let found = zip(condition.words, condition.patterns).first {
                match?.contains($0.1) ?? false
            }
            if let found { return (rule.queue, "word “\(found.0)”") }
        }
        return (queues.first?.name ?? "care", "default")
    }
}
