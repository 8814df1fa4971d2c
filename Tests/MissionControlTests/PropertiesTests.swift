import Casework
import Notation
import Testing
import Yardstick

@testable import MissionControl

/// The properties of posted bodies, for the inputs that the fuzzer found worth keeping
/// (`scripts/fuzz`), and that they see what they are there to see.
struct PropertiesTests {
    @Test func `the mention's properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "mention")
        #expect((1...800).contains(inputs.count))
        for input in inputs {
            let violation = MentionProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    private static let document = Array(#"{"a":{"b/c":[1,2]}}"#.utf8)

    @Test(arguments: [
        ("", true), ("/a", true), ("/x", true), ("/a/b~1c/1", true), ("/a/x", true),
        ("a", false), ("/x/y", false), ("/a/b~1c/2", false), ("/a/b~1c/1/x", false),
    ])
    func `a pointer that points nowhere is seen`(pointer: String, points: Bool) throws {
        let document = try JSONParser.parse(Self.document)
        #expect(FaultProperties.points(pointer, into: document) == points)
    }

    @Test(arguments: [
        (0, 1, "x"), (1, 0, "x"), (2, 1, "x"), (1, 30, "x"), (1, 1, "\u{1B}[31m"),
    ])
    func `a fault that stands elsewhere or does something is seen`(
        line: Int, column: Int, reason: String
    ) throws {
        var fault = try #require(throws: JSONFault.self) { try JSONParser.parse([0x7B]) }
        #expect(JSONProperties.violation(of: fault, in: Self.document) == nil)
        (fault.line, fault.column, fault.reason) = (line, column, reason)
        #expect(JSONProperties.violation(of: fault, in: Self.document) != nil)
    }

    @Test(
        arguments: [
            { $0.text += "x" }, { $0.author.vip = true },
            { $0.key = .init(source: "b c", id: "1") },
            { $0.author.followers = -1 }, { $0.url = "" }, { $0.language = "a\nb" },
            { $0.postedAt = Instant(milliseconds: .max / 2) },
        ] as [@Sendable (inout Mention) -> Void])
    func `a mention that says something else than its JSON is seen`(
        change: @Sendable (inout Mention) -> Void
    ) throws {
        let bytes = Array(small(id: "1").utf8)
        let reader = MentionJSON(receivedAt: ServedDesk.now, isTrusted: true)
        let data = try JSONParser.parse(bytes)
        var mention = try reader.decode(bytes)
        #expect(TakenMention(mention: mention, data: data, reader: reader).violation == nil)
        change(&mention)
        #expect(TakenMention(mention: mention, data: data, reader: reader).violation != nil)
    }
}
