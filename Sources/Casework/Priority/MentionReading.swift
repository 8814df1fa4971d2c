/// A mention, cut into words once for all rules that are held against it.
struct MentionReading {
    let mention: Mention
    let words: [String]
    /// Nothing where no rule asks how it sounds.
    let sentiment: Sentiment?
    /// By the clock on the desk's wall; nothing where no rule asks.
    let writtenAt: LocalTime?
    /// How many cases the customer had before; 0 where no rule asks.
    let earlierCases: Int

    /// - Parameter wall: nothing where no rule asks when it was written.
    init(_ mention: Mention, hearsMood: Bool, wall: Wall? = nil, earlierCases: Int = 0) {
        self.mention = mention
        words = WordFolding.words(of: mention.text)
        sentiment = hearsMood ? Sentiment(mention.text, words: words) : nil
        writtenAt = wall?.localTime(mention.postedAt)
        self.earlierCases = earlierCases
    }
}
