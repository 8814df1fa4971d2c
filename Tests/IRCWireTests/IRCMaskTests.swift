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

    @Test(.timeLimit(.minutes(1))) func `many stars end soon`() {
        let mask = IRCMask(String(repeating: "*a", count: 200) + "b")
        #expect(!mask.matches(String(repeating: "a", count: 2000)))
    }
}
