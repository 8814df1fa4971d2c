import Casework
import Testing

@testable import Notation

@Suite struct CloudEventReaderTests {
    private static let base: [String: String] = [
        "id": #""invalid""#, "specversion": #""1.0""#, "type": #""io.cloudevents.test""#,
        "source": #""https://cloudevents.io""#,
    ]

    private static func text(_ members: [String: String]) -> String {
        "{\(members.map { "\"\($0.key)\":\($0.value)" }.sorted().joined(separator: ","))}"
    }

    private static func read(_ text: String) throws -> (event: CloudEvent?, faults: [Fault]) {
        var faults: [Fault] = []
        let value = try JSONParser.parse(Array(text.utf8))
        return (CloudEvent.read(value, at: "/3", &faults), faults)
    }

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
        ("", #"{"id":"a\nb"}"#), ("", #"{"id":"a\u0085b"}"#),
        ("", #"{"data_base64":"AAE"}"#), ("", #"{"":"x"}"#),
        ("", #"{"data":null,"data_base64":"AAEC"}"#), ("", #"{"source":"a b"}"#),
        ("", #"{"dataschema":"relative"}"#),
    ])
    func `an event that is not one is refused, with one fault in its place`(
        dropped: String, set: String
    ) throws {
        var members = Self.base
        members[dropped] = nil
        guard case .object(let more) = try JSONParser.parse(Array(set.utf8)) else { return }
        for member in more.members {
            var writer = JSONWriter()
            writer.value(member.value)
            members[member.name] = String(decoding: writer.bytes, as: UTF8.self)
        }
        let faults = try Self.read(Self.text(members)).faults
        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect(fault.pointer.hasPrefix("/3"))
        #expect(!fault.detail.isEmpty)
    }

    @Test func `what the invalid events are made from is an event`() throws {
        let (event, faults) = try Self.read(Self.text(Self.base))
        #expect(faults.isEmpty)
        #expect(
            event
                == CloudEvent(
                    id: "invalid", source: "https://cloudevents.io", type: "io.cloudevents.test"))
    }

    @Test func `a whole event is read whole`() throws {
        let (found, faults) = try Self.read(
            #"""
            {"specversion":"1.0","id":"a","source":"/crm","type":"org.example.mention",
             "subject":"s","time":"2026-11-21T11:30:00+01:00","datacontenttype":
             "application/json; charset=utf-8","dataschema":"https://example.org/s",
             "traceparent":"00-x","count":-7,"flag":true,"none":null,"blank":"",
             "data":{"text":"Grüße 👋","n":[1,2.5,null]}}
            """#)
        #expect(faults.isEmpty)
        let event = try #require(found)
        #expect(event.id == "a" && event.source == "/crm" && event.subject == "s")
        #expect(event.time == Instant(seconds: 1_795_257_000))
        #expect(event.extensions.map(\.name) == ["traceparent", "count", "flag", "blank"])
        #expect(event.extensions[1].value == .integer(-7))
        guard case .json(let data) = event.data else {
            Issue.record("no data")
            return
        }
        #expect(data["text"]?.string == "Grüße 👋")
        #expect(data["n"] == .array([.integer(1), .real(2.5), .null]))
    }

    @Test(arguments: [
        (nil, nil, CloudEvent.Payload.none), ("null", nil, .json(.null)),
        ("[]", nil, .json(.array([]))), (nil, #""AAEC""#, .base64("AAEC")),
        (nil, #""AA==""#, .base64("AA==")), (nil, "null", CloudEvent.Payload.none),
    ])
    func `data is JSON, base64 or nothing`(
        data: String?, base64: String?, payload: CloudEvent.Payload
    ) throws {
        var members = Self.base
        members["data"] = data
        members["data_base64"] = base64
        let (event, faults) = try Self.read(Self.text(members))
        #expect(faults.isEmpty)
        #expect(event?.data == payload)
    }

    @Test func `all faults of an event are told, each in its place`() throws {
        let (event, faults) = try Self.read(
            #"{"specversion":"1.0","id":"","source":"s","type":"t","time":"x","data":7}"#)
        #expect(faults.map(\.pointer) == ["/3/id", "/3/time"])
        #expect(event?.data == .json(.integer(7)))
    }

    @Test(arguments: [
        ("7.0", true), ("-1e7", true), ("7.5", false), ("1e999", false), ("2147483648.0", false),
    ])
    func `an extension may be an integer, however it is written`(
        value: String, isTaken: Bool
    ) throws {
        var members = Self.base
        members["extension"] = value
        let faults = try Self.read(Self.text(members)).faults
        #expect(faults.map(\.pointer) == (isTaken ? [] : ["/3/extension"]))
    }

    @Test(arguments: ["[]", "7", "null", #""event""#])
    func `other values are no event`(text: String) throws {
        let (event, faults) = try Self.read(text)
        #expect(event == nil)
        #expect(faults.map(\.pointer) == ["/3"])
    }

    @Test func `what is beyond the limits is refused`() throws {
        func faults(_ change: (inout [String: String]) -> Void) throws -> [Fault] {
            var members = Self.base
            change(&members)
            return try Self.read(Self.text(members)).faults
        }
        let longest = String(repeating: "x", count: CloudEvent.attributeLengthMax)
        #expect(try faults { $0["subject"] = "\"\(longest)\"" }.isEmpty)
        #expect(try faults { $0["subject"] = "\"\(longest)x\"" }.map(\.pointer) == ["/3/subject"])
        let name = String(repeating: "n", count: CloudEvent.nameLengthMax)
        #expect(try faults { $0[name] = "true" }.isEmpty)
        #expect(try faults { $0[name + "n"] = "true" }.map(\.pointer) == ["/3"])
        func extended(_ count: Int) throws -> [Fault] {
            try faults { for number in 0..<count { $0["x\(number)"] = "true" } }
        }
        #expect(try extended(CloudEvent.extensionLimit).isEmpty)
        #expect(try extended(CloudEvent.extensionLimit + 1).map(\.pointer) == ["/3"])
    }
}
