import Casework
import Testing

@testable import MissionControl

/// What is no request, and when a connection ends; over real sockets.
@Suite(.timeLimit(.minutes(1)))
struct DoorkeeperTests {
    private static let flood = String(repeating: "y", count: 20_000)
    private static let hidden = "GET /v1/cases HTTP/1.1\r\nHost: d\r\n\r\n"

    @Test(arguments: [
        ("FROB / HTTP/1.1\r\nHost: d\r\n\r\n", 400, "method"),
        ("GET / HTTP/2.0\r\nHost: d\r\n\r\n", 505, "HTTP/1.1"),
        ("GET / HTTP/1.1\r\n\r\n", 400, "0 times"),
        ("GET / HTTP/1.1\r\nHost: d\r\nHost: e\r\n\r\n", 400, "2 times"),
        ("GET / HTTP/1.1\r\nHost: d\r\nX: \(flood)\r\n\r\n", 431, "too large"),
        ("POST / HTTP/1.1\r\nHost: d\r\nContent-Length: 1, 2\r\n\r\nx", 400, "said once"),
        ("POST / HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "chunked"),
        ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "HTTP/1.0"),
    ])
    func `what is no request is told so, and nothing behind it is served`(
        request: String, status: Int, words: String
    ) async throws {
        try await ServedDesk.serving { served in
            let answer = try await served.client.exchange(Array((request + Self.hidden).utf8))
            let reply = try WebClient.reply(answer)
            #expect(reply.status == status)
            #expect(reply.field("content-type") == "application/problem+json")
            #expect(reply.field("connection") == "close")
            #expect(reply.body.contains(words), "\(reply.body)")
            #expect(answer.ranges(of: "Content-Length: ").count == 1)
        }
    }

    @Test func `a broken request is refused in its turn`() async throws {
        try await ServedDesk.serving { served in
            let good = served.client.request("GET", "/healthz", [])
            let answers = try await served.client.exchange(good + good + Array("BAD\r\n\r\n".utf8))
            let statuses = answers.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(statuses == ["200", "200", "400"])
        }
    }

    @Test(arguments: ["close", "Close", "TE, close"])
    func `the client may end the connection in any spelling`(word: String) async throws {
        try await ServedDesk.serving { served in
            let request = served.client.request("GET", "/healthz", ["Connection: \(word)"])
            let reply = try WebClient.reply(
                try await served.client.exchange(request + Array(Self.hidden.utf8)))
            #expect(reply.status == 200)
            #expect(reply.field("connection") == "close")
            #expect(reply.body == #"{"status":"alive"}"#)
        }
    }

    @Test func `HTTP 1.0 is answered in its own words`() async throws {
        try await ServedDesk.serving { served in
            let request = Array("GET /healthz HTTP/1.0\r\n\r\n".utf8)
            let answer = try await served.client.exchange(request)
            #expect(answer.hasPrefix("HTTP/1.0 200"))
            #expect(answer.hasSuffix("}"))
        }
    }

    @Test func `a head that drips is told and ended`() async throws {
        try await ServedDesk.serving(limits: { $0.headDeadline = .milliseconds(100) }) { served in
            let answer = try await served.client.exchange(Array("GET / HTT".utf8))
            #expect(try WebClient.reply(answer).status == 408)
        }
    }

    @Test func `who asks nothing is told nothing, and is ended all the same`() async throws {
        try await ServedDesk.serving(limits: { $0.idle = .milliseconds(100) }) { served in
            let answer = try await served.client.exchange([])
            #expect(answer.isEmpty)
        }
    }

    @Test func `who ends a body too early is refused, not taken at their word`() async throws {
        try await ServedDesk.serving(limits: { $0.bodyDeadline = .milliseconds(100) }) { served in
            let head = served.client.request(
                "POST", "/v1/mentions",
                ["Content-Type: application/json", "Content-Length: 4000"])
            let answer = try await served.client.exchange(head + Array(mara.utf8))
            #expect(try WebClient.reply(answer).status == 408)
            #expect(served.desk.taken.isEmpty)
        }
    }

    @Test func `chunks of one byte make the body that they are`() async throws {
        try await ServedDesk.serving { served in
            let head = served.client.request(
                "POST", "/v1/mentions",
                ["Content-Type: application/json", "Transfer-Encoding: chunked"])
            let chunks = mara.utf8.flatMap { Array("1\r\n".utf8) + [$0] + Array("\r\n".utf8) }
            let answer = try await served.client.exchange(
                head + chunks + Array("0\r\n\r\n".utf8), until: "}]}")
            #expect(try WebClient.reply(answer).status == 202)
            #expect(served.desk.taken.map(\.text) == ["Third day without internet …"])
        }
    }
}
