/// How urgent a customer's matter is, with every point's reason.
package struct Assessment: Hashable, Sendable {
    package var points: Int
    package var priority: Priority
    package var reasons: [PointReason]

    /// The points of all rules that hold for these mentions of one customer. A rule counts once.
    package init(
        _ mentions: [Mention], customer: Author, settings: PrioritySettings,
        circumstances: Circumstances
    ) {
        let index = settings.index
        var holding: [Int: PointReason] = [:]
        for mention in mentions {
            let said = WordFolding.words(of: mention.text)
            let sentiment = index.asksForMood ? Sentiment(mention.text, words: said) : nil
            for candidate in index.candidates(for: said) where holding[candidate.rule] == nil {
                let rule = settings.rules[candidate.rule]
                guard rule.when.holds(for: mention), rule.when.holds(for: customer),
                    rule.when.holds(in: circumstances),
                    rule.when.holds(for: sentiment)
                else { continue }
                holding[candidate.rule] = rule.reason(sentiment)
            }
        }
        reasons = holding.sorted { $0.key < $1.key }.map(\.value)
        points = reasons.reduce(0) { $0 + $1.points }
        priority =
            points >= settings.p1 ? .p1 : points >= settings.p2 ? .p2 : .p3
    }
}

extension Condition {
    fileprivate func holds(for sentiment: Sentiment?) -> Bool {
        guard let mood else { return true }
        return sentiment.map { mood.holds(for: $0.score) } ?? false
    }
}

extension PriorityRule {
    /// Why it holds; of a mood also by which words.
    fileprivate func reason(_ sentiment: Sentiment?) -> PointReason {
        PointReason(
            points: points, because: because, words: when.mood == nil ? nil : sentiment?.words)
    }
}

extension DeskSettings {
    /// What stands where no rule routed it.
    package static let unrouted = "default"

    /// The queue of the first routing rule that holds, else the first queue.
    package func route(_ mention: Mention) -> (queue: QueueName, because: String) {
        guard !routing.isEmpty else { return (queues.first?.name ?? "care", Self.unrouted) }
        let said = WordFolding.words(of: mention.text)
        let sentiment = routes.asksForMood ? Sentiment(mention.text, words: said) : nil
        for candidate in routes.candidates(for: said) {
            let rule = routing[candidate.rule]
            guard rule.when.holds(for: mention), rule.when.holds(for: mention.author),
                rule.when.holds(for: sentiment)
            else { continue }
            guard let word = candidate.word else { return (rule.queue, "rule") }
            return (rule.queue, "word “\(rule.when.words[word])”")
        }
        return (queues.first?.name ?? "care", Self.unrouted)
    }
}
