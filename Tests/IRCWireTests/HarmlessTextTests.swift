import Testing

@testable import IRCWire

@Suite struct HarmlessTextTests {
    @Test(arguments: [
        ("a\r\nQUIT :b", "a  QUIT :b"),
        ("nul\0 bell\u{7} esc\u{1B}", "nul  bell  esc "),
        ("\u{2}bold\u{2} \u{1D}it\u{1D} \u{1F}un\u{1F} \u{16}rev\u{F}", "bold it un rev"),
        ("\u{3}04,05red\u{3} \u{3}4,x \u{3},5", "red ,x ,5"),
        ("\u{4}ff0000red", "red"),
        ("\u{202E}evil\u{202C}\u{2066}x\u{2069}\u{200F}", "evilx"),
        ("ze\u{200B}ro\u{FEFF}\u{2060}\u{AD}width", "zerowidth"),
        ("\u{1}VERSION\u{1}", " VERSION "),
        (
            "a\u{200D}b 👩\u{200D}👧 \u{645}\u{6CC}\u{200C}\u{62E}",
            "ab 👩\u{200D}👧 \u{645}\u{6CC}\u{200C}\u{62E}"
        ),
        ("c1\u{85}\u{9B}x line\u{2028}sep", "c1  x line sep"),
        ("tag\u{E0041}\u{E0042}", "tag"),
    ])
    func `a customer's text is plain and on one line`(text: String, harmless: String) {
        #expect(Array(HarmlessText.quoted(text).unicodeScalars) == Array(harmless.unicodeScalars))
    }

    @Test(arguments: [
        ("hey dana", "hey d\u{2060}ana"),
        ("DANA: @dana, dana's", "D\u{2060}ANA: @d\u{2060}ana, d\u{2060}ana's"),
        ("danae bdana dana1", "danae bdana dana1"),
        ("dana-dana_dana", "d\u{2060}ana-d\u{2060}ana_d\u{2060}ana"),
        ("Sam{x} sam[X]", "S\u{2060}am{x} s\u{2060}am[X]"),
        ("\u{2}da\u{2}na", "d\u{2060}ana"),
        ("da\u{200B}na", "d\u{2060}ana"),
        ("ünal ÜNAL", "ü\u{2060}nal Ü\u{2060}NAL"),
    ])
    func `no nick of the room stands whole in it`(text: String, broken: String) {
        let quoted = HarmlessText.quoted(text, nicks: ["dana", "sam[x]", "ünal"])
        #expect(Array(quoted.unicodeScalars) == Array(broken.unicodeScalars))
    }
}
