import Casework
import Testing

@testable import Notation

struct CloudEventWritingTests {
    @Test(arguments: [
        CloudEvent.Payload.none, .json(.null), .base64("AAEC"),
        .json(.object(JSONObject(members: [.init(name: "a\"", value: .real(0.5))]))),
    ])
    func `what is written reads back as what it was`(data: CloudEvent.Payload) throws {
        let event = CloudEvent(
            id: "a-1", source: "care.example.org", type: "casebell.reply.requested",
            subject: "case/42", time: Instant(milliseconds: 1_795_256_999_125),
            dataContentType: "application/json", dataSchema: "https://example.org/s",
            extensions: [
                .init(name: "traceparent", value: .string("00-x")),
                .init(name: "count", value: .integer(-7)), .init(name: "flag", value: .bool(true)),
            ], data: data)
        var faults: [Fault] = []
        let read = CloudEvent.read(try JSONParser.parse(event.json), at: "", &faults)
        #expect(faults.isEmpty)
        #expect(read == event)
    }

    @Test func `data that is written already goes out as it is`() {
        let event = CloudEvent(
            id: "1", source: "s", type: "t", data: .written(Array(#"{"n":1.50}"#.utf8)))
        #expect(
            String(decoding: event.json, as: UTF8.self)
                == #"{"specversion":"1.0","id":"1","source":"s","type":"t","data":{"n":1.50}}"#)
    }
}
