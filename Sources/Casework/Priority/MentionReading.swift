/// A mention, cut into words once for all rules that are held against it.
struct MentionReading {
    let mention: Mention
    let words: [String]
    /// Nothing where no rule asks how it sounds.
    let sentiment: Sentiment?

    init(_ mention: Mention, hearsMood: Bool) {
        self.mention = mention
        words = WordFolding.words(of: mention.text)
        sentiment = hearsMood ? Sentiment(mention.text, words: words) : nil
    }
}
