import Casework

extension Condition {
    /// What a rule may ask for: `{ words, sentiment, source, language, customer, vip,
    /// followers_at_least, earlier_cases_at_least, hours, days, waiting_at_least,
    /// unanswered_at_least }`; all that is named has to hold.
    init(priority keys: KeyedReader) {
        self.init(keys)
        waitingAtLeast = keys["waiting_at_least"]?.lapse(in: .minutes(1) ... .days(30))
        unansweredAtLeast = keys["unanswered_at_least"]?.integer(in: 2...100)
        requireSomething(
            keys,
            """
            Name words, sentiment, customer, vip, followers_at_least, earlier_cases_at_least, \
            source, language, hours, days, waiting_at_least or unanswered_at_least.
            """)
    }

    /// What is known as soon as a mention comes: `{ words, sentiment, customer, vip,
    /// followers_at_least, earlier_cases_at_least, source, language, hours, days }`.
    init(arriving keys: KeyedReader) {
        self.init(keys)
        requireSomething(
            keys,
            """
            Name words, sentiment, customer, vip, followers_at_least, earlier_cases_at_least, \
            source, language, hours or days.
            """)
    }

    private init(_ keys: KeyedReader) {
        self.init()
        mood = keys["sentiment"]?.choice()
        words = keys["words"]?.oneOrMore(limit: 10_000).map { $0.wordPattern() ?? "" } ?? []
        vip = keys["vip"]?.flag()
        customers = Set((keys["customer"]?.texts(limit: 10_000) ?? []).map(Condition.folded))
        followersAtLeast = keys["followers_at_least"]?.integer(in: 0...1_000_000_000)
        let countMax = Acquaintance.countMax
        earlierCasesAtLeast = keys["earlier_cases_at_least"]?.integer(in: 1...countMax)
        hours = WeekHours(keys["hours"], on: keys["days"])
        sources = (keys["source"]?.texts(limit: 100) ?? []).map { SourceName($0) }
        languages = keys["language"]?.oneOrMore(limit: 100).map { $0.language() ?? "" } ?? []
    }

    private func requireSomething(_ keys: KeyedReader, _ way: String) {
        guard self == Condition(), keys.isEmpty else { return }
        keys.value.error("no condition is named here", way)
    }
}

extension Value {
    /// A word, a phrase, or a stem that ends in `*`; at most 100 characters.
    func wordPattern() -> String? {
        guard let words = text(limit: 100) else { return nil }
        let stem = words.hasSuffix("*") ? words.dropLast() : words[...]
        guard !stem.contains("*"), stem.contains(where: { !$0.isWhitespace }) else {
            error(
                "\"\(printable(words))\" is no word, phrase or stem",
                "A star stands only at the end, after a letter: \"cancel*\".")
            return nil
        }
        return words
    }
}
