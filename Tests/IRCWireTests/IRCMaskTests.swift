import Testing

@testable import IRCWire

@Suite struct IRCMaskTests {
    @Test(arguments: maskVectors)
    func `a mask of the vectors matches what they say`(vector: MaskVector) {
        let mask = IRCMask(vector.mask)
        for text in vector.matches { #expect(mask.matches(text), "\(text)") }
        for text in vector.fails { #expect(!mask.matches(text), "\(text)") }
    }

    @Test func `case is the server's`() {
        #expect(IRCMask("DANA[*!*@*").matches("dana{x!u@h", under: .rfc1459))
        #expect(!IRCMask("DANA[*!*@*").matches("dana{x!u@h", under: .ascii))
    }

    @Test(arguments: [
        ("dana!*@h", "*!*@h", true), ("*!dana@h", "bo!*@h", true), ("d*!*@h", "*a!*@h", true),
        ("dana!*@10.*", "dana!*@10.0.?.7", true), ("da[na!*@h", "da{na!*@h", true),
        ("dana!~dana@10.*", "bo!~bo@10.*", false), ("dana!*@10.*", "dana!*@192.*", false),
        ("d?!*@h", "d!*@h", false), ("*!*@a", "*!*@b", false),
    ])
    func `two masks overlap if somebody could fit both`(one: String, other: String, do: Bool) {
        #expect(IRCMask(one).overlaps(IRCMask(other), under: .rfc1459) == `do`)
        #expect(IRCMask(other).overlaps(IRCMask(one), under: .rfc1459) == `do`)
    }

    @Test(.timeLimit(.minutes(1))) func `many stars end soon`() {
        let mask = IRCMask(String(repeating: "*a", count: 200) + "b")
        #expect(!mask.matches(String(repeating: "a", count: 2000)))
    }
}
