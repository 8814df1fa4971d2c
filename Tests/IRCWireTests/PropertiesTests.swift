import Testing
import Yardstick

/// Every input that the fuzzer found worth keeping (`scripts/fuzz`), through the properties it
/// looks at.
@Suite struct PropertiesTests {
    @Test func `the line's properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "line")
        #expect((1...400).contains(inputs.count))
        for input in inputs {
            let violation = LineProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    @Test func `the session's properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "session")
        #expect((1...400).contains(inputs.count))
        for input in inputs {
            // The bit that says to try it in pieces as well.
            let both = [input.bytes[0] | 0x40] + input.bytes.dropFirst()
            let violation = SessionProperties.violation(in: both)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    /// The properties see what they are there to see.
    @Test(arguments: [
        ("PRIVMSG #care :no end", "a line without end is written"),
        ("PRIVMSG #care\r\n", "PRIVMSG with 1 parameters"),
        ("KILL dana :out\r\n", "KILL is none of our commands"),
        ("NICK a\nb\r\n", "half a line end is written"),
        ("NICK a\rb\r\n", "half a line end is written"),
        ("NICK \0\r\n", "NUL is written"),
        (":dana NICK bo\r\n", "a source is written"),
        ("PONG \(String(repeating: "x", count: 506))\r\n", "PONG of 511 bytes"),
        (
            "@a=\(String(repeating: "x", count: 4093)) NICK bo\r\n",
            "more tags than a client may send"
        ),
    ])
    func `a line that may not be written is seen`(text: String, violation: String) {
        #expect(WrittenLines.violation(in: Array(text.utf8), lineBytes: 512) == violation)
    }
}
