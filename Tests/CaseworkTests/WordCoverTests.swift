import Testing

@testable import Casework

@Suite struct WordCoverTests {
    @Test(
        arguments: [
            ("Cancél", [0]), ("cancel*", []), ("cancelled", []), ("refunds", [1]), ("refund*", [1]),
            ("ref*", []), ("my refund please", [1]), ("no internet", [2, 3]), ("internet", [3]),
            ("no  Internet!", [2, 3]), ("internet no", [3]), ("internet*", []), ("!!!", []),
        ] as [(String, [Int])])
    func `a pattern is covered by what is found wherever it is`(words: String, covers: [Int]) {
        let cover = WordCover(["cancel", "refund*", "no internet", "internet"])
        #expect(cover.places(covering: words) == covers)
    }

    @Test func `accents that are kept make another word`() {
        #expect(WordCover(["ano"]).places(covering: "año") == [0])
        #expect(WordCover(["ano"], keepingAccents: true).places(covering: "año") == [])
    }

    @Test func `what covers another one is found in each text in which that one is`() {
        let patterns = ["cancel", "cancel*", "no internet", "internet", "inter*", "no inter*", "*"]
        let texts = [
            "cancel it", "cancelling", "no internet", "no international calls", "no, inter",
        ]
        let cover = WordCover(patterns)
        for pattern in patterns {
            for place in cover.places(covering: pattern) {
                for text in texts.map({ WordMatch($0) }) where text.contains(pattern) {
                    #expect(text.contains(patterns[place]), "\(patterns[place]) for \(pattern)")
                }
            }
        }
    }

    @Test func `only letters and digits make words`() {
        #expect(WordCover.findsAnything("5G"))
        #expect(!WordCover.findsAnything("!?"))
        #expect(!WordCover.findsAnything("😡"))
    }
}
