import CaseStore
import Casework
import Desk
import Testing

@testable import MissionControl

/// Everything over real sockets.
@Suite(.timeLimit(.minutes(1)))
struct MissionControlTests {
    @Test func `accepts mentions in the order given and knows duplicates`() async throws {
        try await ServedDesk.serving { served in
            let first = try await served.client.post(mara)
            #expect(first.status == 202)
            #expect(first.field("content-type") == "application/json")
            #expect(first.field("date") == "Sat, 21 Nov 2026 10:30:00 GMT")
            #expect(
                first.body
                    == #"{"accepted":[{"source":"crm","id":"1138","case":1,"duplicate":false}]}"#)
            let second = try await served.client.post("[\(small(id: "b")),\(mara)]")
            #expect(
                second.body
                    == #"{"accepted":[{"source":"crm","id":"b","case":2,"duplicate":false},"#
                    + #"{"source":"crm","id":"1138","case":1,"duplicate":true}]}"#)
        }
    }

    @Test func `takes all or nothing`() async throws {
        try await ServedDesk.serving { served in
            let reply = try await served.client.post(#"[\#(small(id: "1")),{"id":"2"}]"#)
            #expect(reply.status == 422)
            #expect(reply.field("content-type") == "application/problem+json")
            #expect(reply.body.contains(#""status":422,"title":"Unprocessable Content""#))
            #expect(reply.body.contains(#"{"pointer":"/1/source","detail":"is required"}"#))
            #expect(served.desk.taken.isEmpty)
        }
    }

    @Test(arguments: [
        (#"{"source": }"#, "application/json", 400, "line 1, column 12"),
        ("hello", "text/plain", 415, "application/cloudevents+json"),
        ("{}", "application/json; charset=utf-16", 415, "UTF-8"),
        (
            "[\(Array(repeating: "{}", count: 1001).joined(separator: ","))]", "application/json",
            422, "at most 1000"
        ),
    ])
    func `explains bad input`(body: String, type: String, status: Int, words: String) async throws {
        try await ServedDesk.serving { served in
            let reply = try await served.client.post(body, type: type)
            #expect(reply.status == status)
            #expect(reply.body.contains(words), "\(reply.body)")
        }
    }

    @Test(arguments: [true, false])
    func `refuses more than it promised to take`(announced: Bool) async throws {
        try await ServedDesk.serving { served in
            let body = [UInt8](repeating: 0x20, count: (1 << 20) + 1)
            let reply: WebClient.Reply
            if announced {
                let type = ["Content-Type: application/json"]
                reply = try await served.client.ask("POST", "/v1/mentions", type, body: body)
            } else {
                let head = served.client.request(
                    "POST", "/v1/mentions",
                    [
                        "Content-Type: application/json", "Transfer-Encoding: chunked",
                        "Connection: close",
                    ])
                let chunk = Array("\(String(body.count, radix: 16))\r\n".utf8) + body
                let answer = try await served.client.exchange(
                    head + chunk + Array("\r\n0\r\n\r\n".utf8))
                reply = try WebClient.reply(answer)
            }
            #expect(reply.status == 413)
        }
    }

    @Test func `takes exactly as much as it promised`() async throws {
        try await ServedDesk.serving { served in
            let text = small(id: "1")
            let padding = String(repeating: " ", count: (1 << 20) - text.utf8.count)
            let reply = try await served.client.post(text + padding)
            #expect(reply.status == 202)
        }
    }

    @Test func `tells a client that waits for leave to go on`() async throws {
        try await ServedDesk.serving { served in
            let head = served.client.request(
                "POST", "/v1/mentions",
                [
                    "Content-Type: application/json", "Expect: 100-continue",
                    "Content-Length: 5000000", "Connection: close",
                ])
            let refused = try await served.client.exchange(head, until: "\r\n\r\n")
            #expect(refused.hasPrefix("HTTP/1.1 413"))
            let modest = served.client.request(
                "POST", "/v1/mentions",
                ["Content-Type: application/json", "Expect: 100-continue", "Content-Length: 9"])
            let leave = try await served.client.exchange(modest, until: "\r\n\r\n")
            #expect(leave.hasPrefix("HTTP/1.1 100"))
        }
    }

    @Test(arguments: [
        (DeskUnavailable.overloaded as any Error, "1"), (DeskUnavailable.stopping, "5"),
        (DeskUnavailable.storeLost("disk"), "10"), (StoreFailure.full, "10"),
    ])
    func `asks to come back when nothing can be taken`(error: any Error, seconds: String)
        async throws
    {
        try await ServedDesk.serving { served in
            served.desk.refuse(with: error)
            let reply = try await served.client.post(mara)
            #expect(reply.status == 503)
            #expect(reply.field("retry-after") == seconds)
        }
    }

    @Test func `says nothing of the inside when something breaks`() async throws {
        struct Secret: Error {}
        try await ServedDesk.serving { served in
            served.desk.refuse(with: Secret())
            let reply = try await served.client.post(mara)
            #expect(reply.status == 500)
            #expect(!reply.body.contains("Secret"))
        }
    }

    @Test(arguments: [
        ("GET", "/v2", 404), ("GET", "/v1/cases/0", 404), ("GET", "/v1/cases/x", 404),
        ("GET", "/v1/cases/99", 404), ("GET", "/v1/cases/99/events", 404),
        ("GET", "/v1/cases/1/drafts", 404), ("DELETE", "/v1/cases", 405),
        ("GET", "/v1/mentions", 405), ("POST", "/", 405), ("GET", "/v1/cases?color=red", 400),
        ("GET", "/v1/cases?limit=1001", 400), ("GET", "/v1/events?after=-1", 400),
        ("GET", "/v1/cases?queue=\(String(repeating: "q", count: 257))", 400),
        ("GET", "//healthz", 404), ("HEAD", "/healthz", 200),
    ])
    func `answers every path and method`(method: String, path: String, status: Int) async throws {
        try await ServedDesk.serving { served in
            let reply = try await served.client.ask(method, path)
            #expect(reply.status == status)
            if status >= 400 { #expect(reply.field("content-type") == "application/problem+json") }
            if status == 405 { #expect(reply.field("allow")?.isEmpty == false) }
            if method == "HEAD" { #expect(reply.body.isEmpty) }
        }
    }

    @Test func `serves several requests on one connection`() async throws {
        try await ServedDesk.serving { served in
            let one = served.client.request("GET", "/healthz", [])
            let last = served.client.request("GET", "/healthz", ["Connection: close"])
            let answers = try await served.client.exchange(one + one + last)
            #expect(answers.split(separator: "HTTP/1.1 200").count == 3)
        }
    }

    @Test func `cuts a client that never finishes its body`() async throws {
        try await ServedDesk.serving(limits: { $0.bodyDeadline = .milliseconds(100) }) { served in
            let head = served.client.request(
                "POST", "/v1/mentions",
                ["Content-Type: application/json", "Content-Length: 100"])
            let answer = try await served.client.exchange(head + Array("{".utf8))
            let reply = try WebClient.reply(answer)
            #expect(reply.status == 408)
            #expect(reply.field("connection") == "close")
            #expect(try await served.client.post(mara).status == 202)
        }
    }

    @Test func `tells when too many post at once`() async throws {
        try await ServedDesk.serving(limits: { $0.bodies = 0 }) { served in
            let reply = try await served.client.post(mara)
            #expect(reply.status == 503)
            #expect(reply.field("retry-after") == "1")
        }
    }
}
