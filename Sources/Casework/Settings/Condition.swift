/// Holds when everything that is named holds; of words, any. A word may end in `*` (a stem) and
/// may be a phrase.
package struct Condition: Hashable, Sendable {
    // What the customer says.
    package var words: [String]
    package var mood: Mood?
    package var sources: [SourceName]
    package var languages: [String]
    // Who says it.
    package var vip: Bool?
    package var followersAtLeast: Int?
    /// Handles, folded; any of them.
    package var customers: Set<String>
    /// The customer had so many cases before, as far as anybody looks.
    package var earlierCasesAtLeast: Int?
    /// When they wrote, by the clock on the desk's wall.
    package var hours: WeekHours?
    // How it stands with them.
    /// The customer has waited so long for a reply to the first thing that was not answered.
    package var waitingAtLeast: Lapse?
    /// So many posts of the customer have no reply yet.
    package var unansweredAtLeast: Int?

    package init(
        words: [String] = [], mood: Mood? = nil, vip: Bool? = nil, followersAtLeast: Int? = nil,
        customers: [String] = [], sources: [SourceName] = [], languages: [String] = [],
        waitingAtLeast: Lapse? = nil,
        unansweredAtLeast: Int? = nil, earlierCasesAtLeast: Int? = nil, hours: WeekHours? = nil
    ) {
        self.words = words
        self.mood = mood
        self.sources = sources
        self.languages = languages
        self.vip = vip
        self.followersAtLeast = followersAtLeast
        self.customers = Set(customers.map(Condition.folded))
        self.waitingAtLeast = waitingAtLeast
        self.unansweredAtLeast = unansweredAtLeast
        self.earlierCasesAtLeast = earlierCasesAtLeast
        self.hours = hours
    }
}

/// How it stands with a customer, beside their words.
package struct Circumstances: Hashable, Sendable {
    /// Posts of the customer that no reply has answered.
    package var unanswered: Int
    /// Since when the first of them waits; nothing while nothing is owed.
    package var waitingSince: Instant?
    package var now: Instant

    package init(unanswered: Int, waitingSince: Instant?, now: Instant) {
        self.unanswered = unanswered
        self.waitingSince = waitingSince
        self.now = now
    }
}

extension Condition {
    /// A handle as it is compared: whatever its case, with or without the `@` before it, and
    /// without the word joiners that a chat puts into names so that nobody is rung by them: handles
    /// are copied from there.
    package static func folded(_ handle: String) -> String {
        var folded = handle.lowercased()
        if folded.unicodeScalars.contains(wordJoiner) {
            folded.unicodeScalars.removeAll { $0 == wordJoiner }
        }
        return folded.hasPrefix("@") ? String(folded.dropFirst()) : folded
    }

    private static let wordJoiner: Unicode.Scalar = "\u{2060}"

    /// Whether all of it holds that a mention and its customer tell, beside the words.
    func holds(for reading: MentionReading, by customer: Author) -> Bool {
        holds(for: reading.mention) && holds(for: customer) && holds(for: reading.sentiment)
            && (earlierCasesAtLeast.map { reading.earlierCases >= $0 } ?? true)
            && holds(at: reading.writtenAt)
    }

    private func holds(at time: LocalTime?) -> Bool {
        guard let hours else { return true }
        return time.map(hours.contains) ?? false
    }

    private func holds(for mention: Mention) -> Bool {
        if !sources.isEmpty, !sources.contains(mention.key.source) { return false }
        guard !languages.isEmpty else { return true }
        return mention.language.map(languages.contains) ?? false
    }

    private func holds(for customer: Author) -> Bool {
        if let vip, vip != customer.vip { return false }
        if !customers.isEmpty, !customers.contains(Condition.folded(customer.handle)) {
            return false
        }
        return followersAtLeast.map { customer.followers ?? 0 >= $0 } ?? true
    }

    private func holds(for sentiment: Sentiment?) -> Bool {
        guard let mood else { return true }
        return sentiment.map { mood.holds(for: $0.score) } ?? false
    }

    func holds(in circumstances: Circumstances) -> Bool {
        if let unansweredAtLeast, circumstances.unanswered < unansweredAtLeast { return false }
        guard let waitingAtLeast else { return true }
        return circumstances.waitingSince.map { circumstances.now - $0 >= waitingAtLeast } ?? false
    }
}
