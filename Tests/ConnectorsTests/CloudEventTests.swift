import Casework
import Testing

@testable import Connectors

@Suite struct CloudEventTests {
    private static let base: [String: JSONValue] = [
        "id": .string("invalid"), "specversion": .string("1.0"),
        "type": .string("io.cloudevents.test"), "source": .string("https://cloudevents.io"),
    ]

    /// cloudevents/conformance, format/json/invalid-events.json at c5bcce2 (Apache-2.0): the
    /// base event with a member dropped, or others set.
    @Test(arguments: [
        ("specversion", "{}"), ("id", "{}"), ("type", "{}"), ("source", "{}"),
        ("", #"{"time":"lunchtime"}"#), ("", #"{"time":"2018-04-05T18:31Z"}"#),
        ("", #"{"time":"2018-04-05T18:31:00X"}"#), ("", #"{"time":"2018-04-05T18:31:00+25:00"}"#),
        ("", #"{"time":"2018-04-05T18:31:00+xx:00"}"#), ("", #"{"time":"2018-04-05T18:31:00+05"}"#),
        ("", #"{"id":""}"#), ("", #"{"type":""}"#), ("", #"{"source":""}"#),
        ("", #"{"specversion":""}"#), ("", #"{"specversion":"0.9"}"#),
        ("", #"{"datacontenttype":"xyz"}"#), ("", #"{"datacontenttype":""}"#),
        ("", #"{"dataschema":""}"#), ("", #"{"subject":""}"#), ("", #"{"id":25}"#),
        ("", #"{"id":{"xyz":"abc"}}"#), ("", #"{"MyExtension":"bad"}"#),
        ("", #"{"my.extension":"bad"}"#), ("", #"{"my.extension":1.5}"#),
        ("", #"{"data":"text","data_base64":"eyAieHl6IjogMTIzIH0="}"#),
        // Ours.
        ("", #"{"extension":1.5}"#), ("", #"{"extension":[]}"#), ("", #"{"extension":2147483648}"#),
        ("", #"{"data_base64":"*"}"#), ("", #"{"data_base64":7}"#), ("", #"{"id":null}"#),
        ("", #"{"id":"a\nb"}"#), ("", #"{"source":"a b"}"#), ("", #"{"dataschema":"relative"}"#),
    ])
    func `an event that is not one is refused, with one fault in its place`(
        dropped: String, set: String
    ) throws {
        var members = Self.base
        members[dropped] = nil
        guard case .object(let more) = try JSONValue.parse(Array(set.utf8)) else { return }
        members.merge(more) { _, new in new }
        let refusal = #expect(throws: CloudEventRefusal.self) {
            try CloudEvent.parse(.object(members), at: "/3")
        }
        let fault = try #require(refusal?.faults.first)
        #expect(refusal?.faults.count == 1)
        #expect(fault.pointer.hasPrefix("/3"))
        #expect(!fault.detail.isEmpty)
    }

    @Test func `a whole event is read whole`() throws {
        let event = try CloudEvent.parse(
            Array(
                #"""
                {"specversion":"1.0","id":"a","source":"/crm","type":"org.example.mention",
                 "subject":"s","time":"2026-11-21T11:30:00+01:00","datacontenttype":
                 "application/json; charset=utf-8","dataschema":"https://example.org/s",
                 "traceparent":"00-x","count":-7,"flag":true,"none":null,
                 "data":{"text":"Grüße 👋","n":[1,2.5,null]}}
                """#.utf8))
        #expect(event.id == "a" && event.source == "/crm" && event.subject == "s")
        #expect(event.time == Instant(seconds: 1_795_257_000))
        #expect(event.extensions.map(\.name) == ["count", "flag", "traceparent"])
        #expect(event.extensions[0].value == .integer(-7))
        guard case .json(let data) = event.data else {
            Issue.record("no data")
            return
        }
        #expect(data["text"]?.string == "Grüße 👋")
        #expect(data.text == #"{"n":[1,2.5,null],"text":"Grüße 👋"}"#)
    }

    @Test func `binary data is decoded, and no data is none`() throws {
        var members = Self.base
        #expect(try CloudEvent.parse(.object(members), at: "").data == .none)
        members["data"] = .null
        #expect(try CloudEvent.parse(.object(members), at: "").data == .json(.null))
        members["data"] = nil
        members["data_base64"] = .string("AAEC")
        #expect(try CloudEvent.parse(.object(members), at: "").data == .bytes([0, 1, 2]))
    }

    @Test func `all faults of a batch are told, each in its place`() {
        let body = #"""
            [{"specversion":"1.0","id":"a","source":"s","type":"t"},
             {"specversion":"1.0","id":"","source":"s","type":"t","time":"x"}, 7]
            """#
        let refusal = #expect(throws: CloudEventRefusal.self) {
            try CloudEvent.parseBatch(Array(body.utf8))
        }
        #expect(refusal?.faults.map(\.pointer) == ["/1/id", "/1/time", "/2"])
    }

    @Test func `a batch is taken in order`() throws {
        let one = #"{"specversion":"1.0","id":"\#("ID")","source":"s","type":"t"}"#
        let body = (0..<100).map { one.replacing("ID", with: "\($0)") }.joined(separator: ",")
        let events = try CloudEvent.parseBatch(Array("[\(body)]".utf8))
        #expect(events.map(\.id) == (0..<100).map { "\($0)" })
        #expect(try CloudEvent.parseBatch(Array("[]".utf8)).isEmpty)
    }

    @Test(arguments: ["", "{", "[]", "7", "null", #"{"a":"\#u{1}"}"#])
    func `other bodies are no event`(body: String) {
        #expect(throws: CloudEventRefusal.self) { try CloudEvent.parse(Array(body.utf8)) }
    }

    @Test func `a body beyond the limits is refused`() {
        let large = [UInt8](repeating: 0x20, count: CloudEvent.bodyLimit + 1)
        #expect(throws: CloudEventRefusal.self) { try CloudEvent.parse(large) }
        let deep = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: CloudEventRefusal.self) { try CloudEvent.parseBatch(deep) }
        var members = Self.base
        members["subject"] = .string(String(repeating: "x", count: CloudEvent.attributeLimit + 1))
        #expect(throws: CloudEventRefusal.self) { try CloudEvent.parse(.object(members), at: "") }
        members["subject"] = nil
        for number in 0...CloudEvent.extensionLimit { members["x\(number)"] = .bool(true) }
        #expect(throws: CloudEventRefusal.self) { try CloudEvent.parse(.object(members), at: "") }
    }
}
