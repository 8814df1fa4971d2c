import Testing

@testable import Casework

@Suite struct WordIndexTests {
    private func found(_ patterns: [String], in text: String) -> [Int] {
        WordIndex(patterns.map { WordPattern($0) }).places(in: WordFolding.words(of: text))
    }

    @Test(arguments: [
        (["cancel*", "no internet", "internet"], "I cancelled: no internet", [0, 1, 2]),
        (["no internet", "no"], "no, internet", [0, 1]),
        (["no internet"], "no", []),
        (["internet no"], "no internet", []),
        (["a b c", "b c", "c*"], "a b cd", [2]),
        (["can* order*", "can*"], "cancelled orders", [0, 1]),
        (["x", "x"], "x x x", [0, 1]),
        (["", "*", "!"], "anything", []),
        (["über"], "UBER", [0]),
        ([], "anything", []),
        (["a"], "", []),
    ])
    func `finds every pattern once, in one pass`(
        patterns: [String], text: String, places: [Int]
    ) {
        #expect(found(patterns, in: text) == places)
    }

    /// Of few letters and short, so that beginnings, wholes and phrases meet.
    private func word(_ chance: inout SystemRandomNumberGenerator) -> String {
        let letters = (0..<Int.random(in: 1...3, using: &chance)).map { _ in
            ["a", "b", "é"].randomElement(using: &chance) ?? "a"
        }
        return letters.joined()
    }

    @Test func `finds what looking for each alone finds`() {
        var chance = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let patterns = (0..<20).map { _ in
                (0..<Int.random(in: 1...3, using: &chance)).map { _ in
                    word(&chance) + (Bool.random(using: &chance) ? "*" : "")
                }.joined(separator: " ")
            }
            let text = (0..<12).map { _ in word(&chance) }.joined(separator: " ")
            let alone = patterns.indices.filter { WordMatch(text).contains(patterns[$0]) }
            #expect(found(patterns, in: text) == alone, "\(patterns) in \(text)")
        }
    }
}
