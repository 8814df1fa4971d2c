import Testing

@testable import IRCWire

@Suite struct LineCutterTests {
    static let texts = [
        "", " ", "short", String(repeating: "word ", count: 60), String(repeating: "x", count: 300),
        String(repeating: "👩‍👩‍👧‍👦", count: 40), String(repeating: "e\u{301}\u{302}", count: 90),
        "a" + String(repeating: "\u{301}", count: 200), String(repeating: "ü ", count: 100),
        String(repeating: "  two  spaces ", count: 30),
        String(repeating: "🏳️‍🌈", count: 50), String(repeating: "🇩🇪🇫🇷", count: 60),
        String(repeating: "שלום עולם ", count: 40), String(repeating: "السلام عليكم ", count: 30),
        String(repeating: "한글", count: 80), String(repeating: "नमस्ते ", count: 50),
        "\r\n" + String(repeating: "👍🏽", count: 70),
        "日本語のとても長い文" + String(repeating: "字", count: 99),
    ]

    @Test(arguments: texts, [16, 17, 40, 41, 99, 450])
    func `every piece fits, and together they are the text`(text: String, limit: Int) {
        let pieces = LineCutter.cut(text, limit: limit)
        for piece in pieces { #expect(piece.utf8.count <= limit) }
        let visible = { (text: String) in Array(text.unicodeScalars).filter { $0 != " " } }
        #expect(pieces.flatMap(visible) == visible(text))
        #expect(!pieces.isEmpty)
    }

    /// A piece ends where a grapheme of the text does, unless the grapheme alone is too long.
    @Test(arguments: texts, [40, 41, 99, 450])
    func `no grapheme that fits is cut`(text: String, limit: Int) {
        guard text.allSatisfy({ $0.utf8.count <= limit }) else { return }
        let graphemes = Set(text)
        for piece in LineCutter.cut(text, limit: limit) {
            #expect(piece.allSatisfy(graphemes.contains), "\(piece)")
        }
    }

    @Test func `words stay whole where they can`() {
        #expect(
            LineCutter.cut("the quick brown fox jumps over", limit: 16)
                == ["the quick brown", "fox jumps over"])
    }

    @Test func `the continuation stands on every later piece and counts`() {
        let pieces = LineCutter.cut(
            "#42 " + String(repeating: "word ", count: 20), limit: 40, continuation: "#42 │ ")
        #expect(pieces.count > 2)
        for piece in pieces.dropFirst() {
            #expect(piece.hasPrefix("#42 │ word"))
            #expect(piece.utf8.count <= 40)
        }
    }

    @Test func `a word that only just fits does not carry the continuation over the limit`() {
        for length in 30...45 {
            let text = "b \(String(repeating: "x", count: length)) c"
            for piece in LineCutter.cut(text, limit: 43, continuation: "#4 ") {
                #expect(piece.utf8.count <= 43)
            }
        }
    }

    @Test func `an emoji of a family is never cut`() {
        let family = "👩‍👩‍👧‍👦"
        for piece in LineCutter.cut(String(repeating: family, count: 9), limit: 60) {
            #expect(piece.allSatisfy { $0 == Character(family) })
        }
    }
}
