import Testing

@testable import Notation

struct JSONParserTests {
    @Test(arguments: [
        "{}", " [ ] ", "[1,-0,2.5e-3,1E+2,true,false,null]", #"{"a":{"b":[{}]}}"#,
        #""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, "\"é😀\u{7F}\"", "123456789012345678901234567890",
    ])
    func `takes what RFC 8259 allows`(text: String) throws {
        _ = try JSONParser.parse(Array(text.utf8))
    }

    @Test(arguments: [
        ("", 1, 1, "ends too early"), ("{", 1, 2, "a name in quotes"), ("[1,]", 1, 4, "a value"),
        ("{\"a\" 1}", 1, 6, "“:”"), ("[1 2]", 1, 4, "“,” or “]”"), ("nul", 1, 1, "“null”"),
        ("01", 1, 2, "follows after the end"), ("{} {}", 1, 4, "follows"), ("-", 1, 2, "a digit"),
        ("1.", 1, 3, "a digit"), ("\"a", 1, 3, "closing quote"), (#""\x""#, 1, 3, "no such escape"),
        (#""\u12g4""#, 1, 6, "hexadecimal"), ("[\n\"é\", \"a\tb\"]", 2, 8, "control character"),
        ("{\"a\":1,\n \"a\":2}", 2, 2, "stands twice"),
        (#"{"a":{"é":1,"\u00e9":2}}"#, 1, 13, "“é”"),
        (#"{"\u001b[2J\u034f":1,"\u001b[2J\u034f":2}"#, 1, 22, #"“\u{1b}[2J\u{34f}”"#),
        ("\u{FEFF}{}", 1, 1, "a value"),
    ])
    func `says where and why it stops being JSON`(
        text: String, line: Int, column: Int, reason: String
    ) throws {
        let fault = #expect(throws: JSONFault.self) {
            try JSONParser.parse(Array(text.utf8))
        }
        #expect(fault?.line == line)
        #expect(fault?.column == column)
        #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
    }

    @Test(arguments: [
        [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0xE9, 0x22],
    ])
    func `refuses what is not UTF-8`(bytes: [UInt8]) {
        let fault = #expect(throws: JSONFault.self) { try JSONParser.parse(bytes) }
        #expect(fault?.reason == "this string is not UTF-8")
    }

    @Test func `nests to the limit and no deeper`() throws {
        let deepest = JSONParser.depthLimit
        let open = String(repeating: "[", count: deepest)
        let close = String(repeating: "]", count: deepest)
        _ = try JSONParser.parse(Array((open + close).utf8))
        #expect(throws: JSONFault.self) {
            try JSONParser.parse(Array(("[" + open + close + "]").utf8))
        }
    }

    @Test(arguments: [
        (#""\u0041\u00e9""#, "Aé"), (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"),
        (#""\ud83dx""#, "\u{FFFD}x"), (#""\ude00\ud83d\ude00""#, "\u{FFFD}😀"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\u0000""#, "\0"),
    ])
    func `reads escapes, and half an emoji as a replacement`(json: String, text: String) throws {
        guard case .string(let read) = try JSONParser.parse(Array(json.utf8)) else {
            Issue.record("not a string")
            return
        }
        #expect(read == text)
    }

    @Test(arguments: [0, 30], [JSONParser.Tolerance.strict, .forgiving])
    func `two names that only look alike are two`(
        more: Int, tolerance: JSONParser.Tolerance
    ) throws {
        let filling = (0..<more).map { #""n\#($0)":0,"# }.joined()
        let text = #"{\#(filling)"caf\u00e9":1,"cafe\u0301":2}"#
        guard case .object(let read) = try JSONParser.parse(Array(text.utf8), tolerance: tolerance)
        else {
            Issue.record("not an object")
            return
        }
        #expect(read.members.count == more + 2)
        #expect(read["caf\u{E9}"] == .integer(1))
        #expect(read["cafe\u{301}"] == .integer(2))
        #expect(!JSONObject(members: [read.members[more]]).has("cafe\u{301}"))
    }

    @Test func `finds a repeated name among many`() {
        let members = (0..<40).map { "\"n\($0)\":0" } + ["\"n3\":1"]
        let fault = #expect(throws: JSONFault.self) {
            try JSONParser.parse(Array("{\(members.joined(separator: ","))}".utf8))
        }
        #expect(fault?.reason.contains("“n3” stands twice") == true)
    }
}
