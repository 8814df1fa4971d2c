extension DeskSettings {
    /// Whether some rule takes it out of the queue.
    package func isNoise(_ mention: Mention, earlierCases: Int = 0) -> Bool {
        guard !noise.rules.isEmpty else { return false }
        let reading = MentionReading(
            mention, hearsMood: noise.asksForMood, wall: noise.index.asksForHours ? wall : nil,
            earlierCases: earlierCases)
        return noiseRule(for: reading) != nil
    }

    /// The rule that takes a mention out of the queue. What a VIP says is never noise.
    func noiseRule(for reading: MentionReading) -> (rule: NoiseRule, because: String)? {
        reading.mention.author.vip ? nil : noise.first(holdingFor: reading)
    }
}

/// A rule that would have taken a case out of the queue, offered to whoever did it by hand.
package enum NoiseOffer: Hashable, Sendable, Codable {
    /// Someone else's post, passed on.
    case retweet
    /// All that this customer writes.
    case customer(String)

    /// Nothing for a VIP, whom no such rule would hold for.
    init?(_ matter: Case) {
        guard !matter.customer.vip, let first = matter.mentions.first else { return nil }
        let words = WordFolding.words(of: first.text)
        self = words.first == "rt" ? .retweet : .customer(matter.customer.handle)
    }
}
