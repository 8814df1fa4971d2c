import Casework
import Testing

@testable import Notation

struct FieldReaderTests {
    private func reader(_ json: String) throws -> FieldReader {
        guard case .object(let object) = try JSONParser.parse(Array(json.utf8)) else {
            throw JSONFault(bytes: [], offset: 0, reason: "no object")
        }
        return FieldReader(object: object, pointer: "/0")
    }

    @Test(arguments: [
        (#"{"a":7}"#, "is a string, not a number"), (#"{"a":""}"#, "is empty"),
        (#"{"a":"\u007f"}"#, "contains a control character"),
        (#"{"a":"ééé"}"#, "has 3 characters; at most 2"), (#"{"a":null}"#, "is required"),
        ("{}", "is required"),
    ])
    func `tells what is wrong with a word, and where`(json: String, detail: String) throws {
        var fields = try reader(json)
        #expect(fields.required("a") { $0.word("a", lengthMax: 2) } == nil)
        #expect(fields.faults == [Fault(pointer: "/0/a", detail: detail)])
    }

    @Test func `what may be missing is no fault, null included`() throws {
        var fields = try reader(#"{"a":null,"w":"éé","t":"2026-11-21T10:30:00Z","n":48000.0}"#)
        #expect(fields.word("a", lengthMax: 2) == nil)
        #expect(fields.instant("b") == nil)
        #expect(fields.flag("c") == nil)
        #expect(fields.word("w", lengthMax: 2) == "éé")
        #expect(fields.instant("t") == Instant(seconds: 1_795_257_000))
        #expect(fields.count("n", max: 48_000) == 48_000)
        #expect(fields.faults.isEmpty)
    }

    @Test(arguments: ["-1", "1.5", "10", "1e999", #""7""#])
    func `a count is whole and within its limit`(number: String) throws {
        var fields = try reader(#"{"n":\#(number)}"#)
        #expect(fields.count("n", max: 9) == nil)
        #expect(fields.faults.map(\.pointer) == ["/0/n"])
    }
}
