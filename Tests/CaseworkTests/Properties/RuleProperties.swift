import Yardstick

@testable import Casework

/// What holds for whatever words rules look for, in whatever customers write. An input is a
/// pattern a line, an empty line, and the text.
enum RuleProperties {
    private static let patternsMax = 20

    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        let parts = input.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let given = parts.prefix { !$0.isEmpty }
        let patterns = given.prefix(patternsMax).map { String(decoding: $0, as: UTF8.self) }
        let text = String(
            decoding: input.dropFirst(given.reduce(0) { $0 + $1.count + 1 } + 1), as: UTF8.self)
        // It takes a thousand times as long, so that one in many inputs has to do.
        if input.reduce(0, { ($0 &* 31) ^ Int($1) }) & 0x3FF == 0 { return haste(patterns, text) }
        return folding(text) ?? finding(patterns, text) ?? feeling(text)
    }

    /// Words are words already.
    private static func folding(_ text: String) -> String? {
        let words = WordFolding.words(of: text)
        if words.contains(where: \.isEmpty) { return "an empty word in \(words)" }
        let again = WordFolding.words(of: words.joined(separator: " "))
        return again.map { Array($0.utf8) } == words.map { Array($0.utf8) }
            ? nil : "\(words) are folded again to \(again)"
    }

    /// All at once are found where each alone is found.
    private static func finding(_ patterns: [String], _ text: String) -> String? {
        let index = WordIndex(patterns.map { WordPattern($0) })
        let places = index.places(in: WordFolding.words(of: text))
        let match = WordMatch(text)
        let alone = patterns.indices.filter { match.contains(patterns[$0]) }
        return places == alone ? nil : "\(places) at once, each alone \(alone): \(patterns)"
    }

    private static func feeling(_ text: String) -> String? {
        let sentiment = Sentiment(text)
        guard (-1...1).contains(sentiment.score) else { return "a score of \(sentiment.score)" }
        // A customer's own words would be longer.
        for word in sentiment.words {
            if let violation = HarmlessLine.violation(in: word, bytesMax: 40) {
                return "a reason with \(violation)"
            }
        }
        return sentiment.words.count <= 3 ? nil : "\(sentiment.words.count) words of a reason"
    }

    private static let millisecondsMax = 1000

    /// A very long text of the same over and over takes no longer than its length.
    private static func haste(_ patterns: [String], _ text: String) -> String? {
        let long = String(repeating: text, count: (32 << 10) / max(1, text.utf8.count))
        let index = WordIndex(patterns.map { WordPattern($0) })
        let milliseconds = ProcessorTime.milliseconds {
            let words = WordFolding.words(of: long)
            _ = index.places(in: words)
            _ = Sentiment(long)
            _ = Thanks.isOnlyThanks(long)
        }
        return milliseconds < millisecondsMax ? nil : "\(milliseconds) ms for 32 KiB"
    }
}
