import Phrasebook
import Testing
import Yardstick

@Suite struct CleaningTests {
    @Test(arguments: [
        ("a\r\nb\rc\nd", "a ⏎ b ⏎ c ⏎ d"),
        ("a\u{2028}b\u{2029}c\u{85}d\u{B}e\u{C}f", "a ⏎ b ⏎ c ⏎ d ⏎ e ⏎ f"),
        ("\n a \n", "a"), ("a\tb", "a b"), ("a\u{0}b\u{7}c\u{7F}d\u{9B}e", "abcde"),
        ("\u{2}b\u{2} \u{1D}i\u{1D} \u{1F}u\u{1F} \u{11}m \u{16}r \u{1E}s\u{F}", "b i u m r s"),
        ("\u{3}04,12red\u{3}", "red"), ("\u{3}4red", "red"), ("\u{3}123", "3"),
        ("\u{3},5", ",5"), ("\u{3}4,x", ",x"), ("\u{4}FF0000red", "red"),
        ("\u{4}FF0000,00ff00red", "red"), ("\u{4}beef", "beef"),
        ("a\u{202E}b\u{2066}c\u{200F}d\u{061C}e", "abcde"),
        ("a\u{200B}b\u{2060}c\u{FEFF}d\u{AD}e\u{180E}f\u{3164}g", "abcdefg"),
        ("a\u{200D}b\u{200C}c", "abc"), ("\u{200D}a", "a"), ("é\u{200D}", "é"),
        ("\u{301}a", "a"), (" \u{301}a", "a"), ("a\n\u{301}b", "a ⏎ b"), ("\u{FE0F}a", "a"),
        ("a\u{FFF9}b", "ab"),
        ("x\u{E0041}\u{E0042}y", "xy"), ("\u{E0001}x", "x"),
        ("a\u{FE00}\u{FE01}\u{FE02}b", "a\u{FE00}b"), ("a\u{E0100}b", "ab"),
        ("", ""), (" \u{200B} ", ""),
    ])
    func `what acts instead of being read is taken out`(_ text: String, _ clean: String) {
        #expect(Array(Cleaning.display(text).unicodeScalars) == Array(clean.unicodeScalars))
    }

    @Test(arguments: [
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}",
        "\u{2764}\u{FE0F}\u{200D}\u{1F525}", "1\u{FE0F}\u{20E3}",
        "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
        "\u{1F44D}\u{1F3FD}", "\u{1F1EC}\u{1F1E7}", "نمی\u{200C}خواهم", "क्\u{200D}ष",
        "葛\u{E0100}飾", "ก็", "עִבְרִית", "e\u{301}", "Zürich, naïve, Đà Nẵng", "\u{06DD}٤",
        "a  b", "a\u{A0}!",
    ])
    func `people's writing stays whole`(_ text: String) {
        #expect(Array(Cleaning.display(text).unicodeScalars) == Array(text.unicodeScalars))
        #expect(Array(Cleaning.draft(text).unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test(arguments: [0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFF, 0x10FFFE] as [UInt32])
    func `what is no character at all is taken out`(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(Cleaning.display("a\(Character(scalar))b") == "ab")
    }

    @Test func `tags carry a region and no hidden text`() {
        let hidden = "\u{1F3F4}" + String(repeating: "\u{E0061}", count: 40) + "\u{E007F}"
        #expect(Cleaning.draft(hidden) == "\u{1F3F4}")
        #expect(Cleaning.draft("\u{1F3F4}\u{E0067}\u{E0062}") == "\u{1F3F4}")
    }

    @Test func `a pile of marks is capped on each character`() {
        let pile = "z" + String(repeating: "\u{334}\u{300}", count: 500) + "algo"
        let clean = Cleaning.display(pile)
        #expect(clean.unicodeScalars.count == 1 + Cleaning.marksMax + 4)
        #expect(clean.hasSuffix("algo"))
    }

    /// A megabyte takes a fraction of a second, however it is made; a copy of all for each
    /// character would take minutes.
    @Test(arguments: ["a", "a b ", "a\n", "\n", "e\u{301}", "\u{1F468}\u{200D}"])
    func `the time that cleaning takes grows with the text and no faster`(_ piece: String) {
        let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
        let milliseconds = ProcessorTime.milliseconds { _ = Cleaning.display(text) }
        #expect(milliseconds < 5000)
    }

    @Test func `a draft keeps its line breaks, a line of chat shows them`() {
        #expect(Cleaning.draft("\r\n Hi,\r\n\r\nsorry.\u{2028}Dana \r\n") == "Hi,\n\nsorry.\nDana")
        #expect(Cleaning.display("Hi,\nsorry.", lineBreak: " / ") == "Hi, / sorry.")
    }
}
