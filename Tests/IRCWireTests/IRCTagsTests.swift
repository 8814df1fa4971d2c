import Testing

@testable import IRCWire

@Suite struct IRCTagsTests {
    @Test(arguments: [
        ("a;b", #"a\:b"#), ("a b", #"a\sb"#), (#"a\b"#, #"a\\b"#), ("a\rb", #"a\rb"#),
        ("a\nb", #"a\nb"#), ("ü", "ü"),
    ])
    func `a value is escaped and comes back`(value: String, escaped: String) {
        #expect(IRCTags.escaped(value) == escaped)
        #expect(IRCTags.unescaped(escaped.utf8) == value)
    }

    @Test(arguments: [(#"a\bc"#, "abc"), (#"a\"#, "a"), (#"\\\"#, #"\"#)])
    func `unknown escapes are the character, a last backslash is nothing`(
        escaped: String, value: String
    ) {
        #expect(IRCTags.unescaped(escaped.utf8) == value)
    }

    @Test func `a repeated key keeps its last value and its place`() {
        let tags = IRCTags(parsing: "a=1;b=2;a=3;=4;;c".utf8)
        #expect(tags.serialised == "a=3;b=2;c")
    }
}
