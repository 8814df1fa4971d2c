import Testing

@testable import IRCWire

@Suite struct SCRAMTextTests {
    @Test(arguments: [
        ("casebell", "casebell"), ("a=b,c", "a=3Db=2Cc"), ("=2C", "=3D2C"), ("dörte", "dörte"),
    ])
    func `a name cannot end its field`(account: String, name: String) {
        #expect(SCRAMText.saslname(account) == name)
    }

    @Test(arguments: [
        ("pen cil", "pen cil"), ("pen\u{A0}cil", "pen cil"), ("pen\u{3000}cil", "pen cil"),
        ("pen\u{AD}\u{200B}cil\u{FEFF}", "pencil"), ("Ⅸ", "Ⅸ"),
    ])
    func `a password is prepared as far as it is said`(typed: String, prepared: String) {
        #expect(SCRAMText.prepared(typed) == prepared)
    }
}
