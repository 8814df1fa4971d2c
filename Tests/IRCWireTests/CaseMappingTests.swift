import Testing

@testable import IRCWire

@Suite struct CaseMappingTests {
    @Test(arguments: [
        (CaseMapping.ascii, "DaNa[]\\^", "dana[]\\^"),
        (.rfc1459, "DaNa[]\\^", "dana{}|~"),
        (.rfc1459Strict, "DaNa[]\\^", "dana{}|^"),
        (.rfc7613, "DÄNA[", "däna["),
        (.ascii, "DÄNA", "dÄna"),
    ])
    func `each mapping folds its own letters`(mapping: CaseMapping, text: String, folded: String) {
        #expect(mapping.folded(text) == folded)
    }

    @Test func `an unknown mapping folds least`() {
        #expect(CaseMapping(advertised: "something-new") == .ascii)
        #expect(CaseMapping(advertised: "RFC1459-Strict") == .rfc1459Strict)
    }

    @Test func `spellings that only look alike are two names`() {
        let composed = CaseMapping.ascii.key("ren\u{E9}")
        let decomposed = CaseMapping.ascii.key("rene\u{301}")
        #expect(composed != decomposed)
        #expect(CaseMapping.ascii.key("\u{212A}ate") != CaseMapping.ascii.key("Kate"))
    }
}
