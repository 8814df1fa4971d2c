import Casework
import Testing

@testable import Notation

struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `writes members in the order in which it is told`() {
        let written = text { writer in
            writer.object { writer in
                writer.member("b", 1)
                writer.member("a", Int64?.none)
                writer.member("c", "x")
                writer.member("d", true)
                writer.member("e", Instant(seconds: 0))
                writer.name("f")
                writer.array([1, 2]) { $0.raw(String($1)) }
                writer.name("g")
                writer.object { _ in }
            }
        }
        #expect(
            written
                == #"{"b":1,"a":null,"c":"x","d":true,"e":"1970-01-01T00:00:00.000Z","#
                + #""f":[1,2],"g":{}}"#)
    }

    @Test(arguments: [
        ("\"\\\n\r\t", #""\"\\\n\r\t""#), ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
        ("a\u{2028}b\u{2029}", #""a\u2028b\u2029""#), ("é😀\u{2027}\u{28}", "\"é😀\u{2027}(\""),
        ("", "\"\""),
    ])
    func `escapes what would not be JSON, or would break a line`(string: String, json: String)
        throws
    {
        let written = text { $0.string(string) }
        #expect(written == json)
        #expect(try JSONParser.parse(Array(written.utf8)).string == string)
    }

    @Test(arguments: [
        "null", "true", "-7", "0.5", "1e+300", "[1,[],{}]", #"{"b":{"a":"é"},"a":null}"#,
        "1e999", "-1e999",
    ])
    func `writes what was read`(json: String) throws {
        let value = try JSONParser.parse(Array(json.utf8))
        #expect(text { $0.value(value) } == json)
    }

    @Test func `shows an event as everybody outside sees it`() {
        let written = text {
            $0.event(
                sequence: 981, matter: nil, at: Instant(seconds: 1_795_257_000), type: "desk.held",
                by: "dana", via: nil, data: #"{"n": 1}"#, hash: "ab")
        }
        #expect(
            written
                == #"{"seq":981,"case":null,"at":"2026-11-21T10:30:00.000Z","type":"desk.held","#
                + #""by":"dana","via":null,"data":{"n": 1},"hash":"ab"}"#)
    }
}
