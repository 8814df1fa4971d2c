/// How urgent a customer's matter is, with every point's reason.
package struct Assessment: Hashable, Sendable {
    package var points: Int
    package var priority: Priority
    package var reasons: [PointReason]

    package init(
        _ mentions: [Mention], customer: Author, settings: PrioritySettings,
        circumstances: Circumstances, wall: Wall = .utc, earlierCases: Int = 0
    ) {
        let wall = settings.rules.index.asksForHours ? wall : nil
        self.init(
            mentions.map {
                MentionReading(
                    $0, hearsMood: settings.rules.asksForMood, wall: wall,
                    earlierCases: earlierCases)
            },
            customer: customer, settings: settings, circumstances: circumstances)
    }

    /// The points of all rules that hold for these mentions of one customer. A rule counts once.
    init(
        _ readings: [MentionReading], customer: Author, settings: PrioritySettings,
        circumstances: Circumstances
    ) {
        let book = settings.rules
        var holding: [Int: PointReason] = [:]
        for reading in readings {
            for candidate in book.index.candidates(for: reading)
            where holding[candidate.rule] == nil {
                let rule = book.rules[candidate.rule]
                guard rule.when.holds(for: reading, by: customer),
                    rule.when.holds(in: circumstances)
                else { continue }
                holding[candidate.rule] = rule.reason(reading.sentiment)
            }
        }
        reasons = holding.sorted { $0.key < $1.key }.map(\.value)
        points = reasons.reduce(0) { $0 + $1.points }
        priority =
            points >= settings.p1 ? .p1 : points >= settings.p2 ? .p2 : .p3
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
        route(
            MentionReading(
                mention, hearsMood: routing.asksForMood,
                wall: routing.index.asksForHours ? wall : nil))
    }

    func route(_ reading: MentionReading) -> (queue: QueueName, because: String) {
        routing.first(holdingFor: reading).map { ($0.rule.queue, $0.because) }
            ?? (queues.first?.name ?? "care", Self.unrouted)
    }
}
