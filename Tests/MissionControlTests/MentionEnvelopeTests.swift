import Casework
import Notation
import Testing

@testable import MissionControl

struct MentionEnvelopeTests {
    private let reader = MentionJSON(receivedAt: ServedDesk.now, isTrusted: true)

    private func event(_ data: String, _ more: String = "") -> String {
        #"{"specversion":"1.0","id":"e1","source":"/crm","type":"post"\#(more),"data":\#(data)}"#
    }

    @Test(arguments: [
        ("application/json", MentionEnvelope.plain),
        ("Application/JSON ; Charset=UTF-8", .plain),
        (#"application/json; charset="utf-8""#, .plain),
        ("application/cloudevents+json", .cloudEvent),
        ("application/cloudevents-batch+json;charset=utf-8", .cloudEventBatch),
        ("application/json; charset=latin1", nil), ("text/json", nil), ("", nil),
    ])
    func `goes by the media type`(type: String, envelope: MentionEnvelope?) {
        #expect(MentionEnvelope(contentType: type) == envelope)
    }

    @Test func `unwraps events, singly and in batches`() throws {
        let time = #","time":"2020-01-01T00:00:00Z""#
        let one = event(small(id: "1"), time)
        let single = try MentionEnvelope.cloudEvent.mentions(in: Array(one.utf8), reader)
        #expect(single.map(\.key.id) == ["1"])
        #expect(single.first?.postedAt == Timestamp.instant("2020-01-01T00:00:00Z"))
        let batch = "[\(one),\(event(small(id: "2")))]"
        let both = try MentionEnvelope.cloudEventBatch.mentions(in: Array(batch.utf8), reader)
        #expect(both.map(\.key.id) == ["1", "2"])
    }

    @Test func `points into the wrapping`() {
        let bad =
            #"[{"specversion":"0.3","id":"e","source":"s","data":{"id":"1"}}, 3,"#
            + #"{"specversion":"1.0","id":"e","source":"s","type":"t","data_base64":"e30="}]"#
        let refusal = #expect(throws: MentionRefusal.self) {
            try MentionEnvelope.cloudEventBatch.mentions(in: Array(bad.utf8), reader)
        }
        guard case .faulty(let faults)? = refusal else {
            Issue.record("not faulty")
            return
        }
        #expect(
            faults.map(\.pointer) == [
                "/0/specversion", "/0/type", "/0/data/source", "/0/data/text", "/0/data/author",
                "/1", "/2/data",
            ])
    }

    @Test(arguments: [
        (#","my_trace":"x""#, ""), (#","subject":"""#, "/subject"), (#","time":"noon""#, "/time"),
        (#","datacontenttype":"json""#, "/datacontenttype"), (#","n":1.5"#, "/n"),
        (#","data_base64":"e30=""#, "/data_base64"),
    ])
    func `a mention in an event that is none is not taken`(more: String, pointer: String) {
        let refusal = #expect(throws: MentionRefusal.self) {
            try MentionEnvelope.cloudEvent.mentions(
                in: Array(event(small(id: "1"), more).utf8), reader)
        }
        guard case .faulty(let faults)? = refusal else {
            Issue.record("not faulty")
            return
        }
        #expect(faults.first?.pointer == pointer)
    }

    @Test func `an event without data, or with null, lacks its mention`() {
        for data in ["null", #"null,"subject":null"#] {
            let refusal = #expect(throws: MentionRefusal.self) {
                try MentionEnvelope.cloudEvent.mentions(in: Array(event(data).utf8), reader)
            }
            let fault = Fault(pointer: "/data", detail: "is required: the mention")
            #expect(refusal == .faulty([fault]))
        }
    }

    @Test func `takes a thousand at once and not one more`() throws {
        func array(_ count: Int) -> [UInt8] {
            let all = (0..<count).map { small(id: "\($0)") }
            return Array("[\(all.joined(separator: ","))]".utf8)
        }
        #expect(try MentionEnvelope.plain.mentions(in: array(1000), reader).count == 1000)
        #expect(throws: MentionRefusal.self) {
            try MentionEnvelope.plain.mentions(in: array(1001), reader)
        }
    }

    @Test func `a batch is an array`() {
        #expect(throws: MentionRefusal.self) {
            try MentionEnvelope.cloudEventBatch.mentions(
                in: Array(event(small(id: "1")).utf8), reader)
        }
    }
}
