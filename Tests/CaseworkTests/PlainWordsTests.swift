import Testing

@testable import Casework

/// The short way gives the long way's words, or leaves them to it.
@Suite struct PlainWordsTests {
    private static let pieces = [
        "a", "Z", "0", "cancel", "No", "'", "’", "‘", "“", "”", "…", "–", "•", "‰", "🙂", "🏽", "👍",
        " ", "\n", "-", "!", "\0", "\u{7F}",
    ]

    @Test(arguments: [
        ("Don’t “cancel” – it’s fine… 🙂", ["don't", "cancel", "it's", "fine"]),
        ("’’twas’ THE 'end'", ["twas", "the", "end"]), ("🙂a🙂b", ["a", "b"]), ("", []),
        ("…", []), ("rock’n’roll’s", ["rock'n'roll's"]),
    ])
    func `are found`(text: String, words: [String]) {
        #expect(PlainWords.words(of: text) == words)
        #expect(WordFolding.foldedWords(of: text, false) == words)
    }

    @Test func `are those of the long way, whatever stands beside whatever`() {
        var dice = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let text = (0..<8).compactMap { _ in Self.pieces.randomElement(using: &dice) }.joined()
            let words = PlainWords.words(of: text)
            #expect(words == WordFolding.foldedWords(of: text, false), "\(text.debugDescription)")
        }
    }

    @Test func `of every sign it takes, alone and inside a word`() {
        for value in UInt32(1)..<0x2_0000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in ["\(scalar)", "a\(scalar)b", "\(scalar)'b\(scalar)"] {
                guard let words = PlainWords.words(of: text) else { continue }
                for keepsAccents in [false, true] {
                    #expect(
                        words == WordFolding.foldedWords(of: text, keepsAccents),
                        "U+\(String(value, radix: 16))")
                }
            }
        }
    }

    @Test(arguments: ["é", "cancel\u{200B}", "a\u{308}", "❤\u{FE0F}", "İ", "返金", "ʼ"])
    func `are left to the long way`(text: String) {
        #expect(PlainWords.words(of: text) == nil)
    }
}
