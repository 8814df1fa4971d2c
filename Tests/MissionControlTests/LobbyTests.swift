import CaseStore
import Casework
import Testing

@testable import MissionControl

/// Over real sockets, with little room.
@Suite(.timeLimit(.minutes(1)))
struct LobbyTests {
    @Test func `for one more, the stranger who has waited longest goes`() async throws {
        try await ServedDesk.serving(limits: { $0.connections = 3 }) { served in
            let oldest = try Caller(served.client)
            let second = try Caller(served.client)
            #expect(try await second.ask("/healthz", token: nil) == 200)
            let third = try Caller(served.client)
            #expect(try await third.ask("/healthz", token: nil) == 200)
            let fourth = try Caller(served.client)
            #expect(try await fourth.ask("/healthz", token: nil) == 200)
            #expect(await oldest.isHungUp())
            #expect(try await second.ask("/healthz", token: nil) == 200)
        }
    }

    @Test func `who has shown a token stays while strangers come and go`() async throws {
        try await ServedDesk.serving(limits: { $0.connections = 2 }) { served in
            let friend = try Caller(served.client)
            #expect(try await friend.ask("/v1/cases", token: "all") == 200)
            for _ in 0..<5 {
                let stranger = try Caller(served.client)
                #expect(try await stranger.ask("/healthz", token: "wrong") == 200)
            }
            #expect(try await friend.ask("/v1/cases", token: "all") == 200)
        }
    }

    @Test func `a body that has had its time makes room for the next`() async throws {
        try await ServedDesk.serving(limits: {
            $0.bodies = 1
            $0.bodyGrace = .milliseconds(50)
        }) { served in
            let slow = try Caller(served.client)
            try slow.send(post(length: 100))
            var status = 0
            while status != 202 { status = try await served.client.post(mara).status }
            #expect(try await slow.status() == 503)
        }
    }

    @Test func `a stranger's body makes room for a known guest's at once`() async throws {
        try await ServedDesk.serving(limits: {
            $0.bodies = 1
            $0.bodyGrace = .seconds(3600)
        }) { served in
            let stranger = try Caller(served.client)
            try stranger.send(
                post(
                    length: 100,
                    as: [
                        "webhook-id: m", "webhook-timestamp: 1", "webhook-signature: v1,zzz",
                        "Expect: 100-continue",
                    ]))
            #expect(try await stranger.status() == 100)
            #expect(try await served.client.post(mara).status == 202)
            #expect(try await stranger.status() == 503)
        }
    }

    @Test func `answers that nobody fetches make room for others`() async throws {
        try await ServedDesk.serving(limits: { $0.heldBytes = 12 << 20 }) { served in
            served.store.change { contents in
                contents.events = (1...Int64(100)).map { number in
                    var event = StoredEvent.sample(number)
                    event.data = "\"\(String(repeating: "x", count: 100_000))\""
                    return event
                }
            }
            let deaf = try (0..<6).map { _ in try Caller(served.client) }
            for each in deaf { try each.send(served.client.request("GET", "/v1/events", [])) }
            // The first ones have to go before all six fit.
            #expect(await deaf[0].isCut())
            #expect(try await served.client.get("/v1/events?limit=1").status == 200)
        }
    }

    private func post(length: Int, as fields: [String] = ["Authorization: Bearer all"]) -> [UInt8] {
        let lines =
            ["POST /v1/mentions HTTP/1.1", "Host: desk", "Content-Type: application/json"]
            + fields + ["Content-Length: \(length)", "", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }
}
