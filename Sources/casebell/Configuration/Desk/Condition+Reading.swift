import Casework

extension Condition {
    /// `{ words, vip, followers_at_least, source, language }`; all that is named has to hold.
    init(_ keys: KeyedReader) {
        self.init()
        words = keys["words"]?.oneOrMore(limit: 10_000).map { $0.wordPattern() ?? "" } ?? []
        vip = keys["vip"]?.flag()
        followersAtLeast = keys["followers_at_least"]?.integer(in: 0...1_000_000_000)
        sources = (keys["source"]?.texts(limit: 100) ?? []).map { SourceName($0) }
        languages = keys["language"]?.oneOrMore(limit: 100).map { $0.language() ?? "" } ?? []
        if self == Condition(), keys.isEmpty {
            keys.value.error(
                "no condition is named here",
                "Name words, vip, followers_at_least, source or language.")
        }
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
