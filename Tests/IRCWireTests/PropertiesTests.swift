import Foundation
import Testing

/// Every input that the fuzzer found worth keeping (`scripts/fuzz`), through the properties it
/// looks at.
@Suite struct PropertiesTests {
    @Test func `the line's properties hold for the corpus`() throws {
        let inputs = try corpus("line")
        #expect((1...400).contains(inputs.count))
        for (name, input) in inputs {
            let violation = LineProperties.violation(in: input)
            #expect(violation == nil, "\(name): \(violation ?? "")")
        }
    }

    @Test func `the session's properties hold for the corpus`() throws {
        let inputs = try corpus("session")
        #expect((1...400).contains(inputs.count))
        for (name, input) in inputs {
            // The bit that says to try it in pieces as well.
            let both = [input[0] | 0x40] + input.dropFirst()
            let violation = SessionProperties.violation(in: both)
            #expect(violation == nil, "\(name): \(violation ?? "")")
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

    private func corpus(_ part: String) throws -> [(name: String, bytes: [UInt8])] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Fuzz/corpus/\(part)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.map { name in
            (name, Array(try Data(contentsOf: folder.appendingPathComponent(name))))
        }
    }
}
