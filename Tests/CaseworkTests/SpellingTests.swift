import Casework
import Testing

@Suite struct SpellingTests {
    @Test(arguments: [
        ("caf\u{E9}", "caf\u{E9}", true), ("caf\u{E9}", "cafe\u{301}", false),
        // As many bytes, in another order.
        ("a\u{323}\u{301}", "a\u{301}\u{323}", false), ("K", "\u{212A}", false),
        ("", "", true), ("a", "b", false),
    ])
    func `only the same bytes are the same`(one: String, other: String, isSame: Bool) {
        #expect(one.isSpelt(as: other) == isSame)
        guard isSame else { return }
        #expect(hash(of: one) == hash(of: other))
    }

    @Test func `what looks alike does not meet in one place of a table`() {
        #expect(hash(of: "caf\u{E9}") != hash(of: "cafe\u{301}"))
    }

    private func hash(of text: String) -> Int {
        var hasher = Hasher()
        text.hashSpelling(into: &hasher)
        return hasher.finalize()
    }
}
