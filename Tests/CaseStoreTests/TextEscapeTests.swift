import Testing

@testable import CaseStore

struct TextEscapeTests {
    @Test(arguments: [
        ("", ""), ("plain é", "plain é"), ("\u{0}", "\u{1A}0"), ("\u{1A}", "\u{1A}1"),
        ("\u{1A}0", "\u{1A}10"), ("a\u{0}\u{0}b\u{1A}", "a\u{1A}0\u{1A}0b\u{1A}1"),
    ])
    func `text goes in without NUL and comes back as it was`(text: String, kept: String) {
        #expect(TextEscape.escaped(text) == kept)
        #expect(TextEscape.restored(kept) == text)
    }
}
