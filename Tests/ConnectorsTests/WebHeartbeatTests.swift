import Casework
import Curl
import Testing

@testable import Connectors

@Suite struct WebHeartbeatTests {
    @Test func `a beat is a GET, and what is not heard is said`() async throws {
        let door = ScriptedDoor(
            .success(.status(200)), .success(.status(404)),
            .failure(.timedOut(bytesSent: true)), .failure(.tooLarge(status: 200)),
            .failure(.tooLarge(status: 500)))
        let heartbeat = WebHeartbeat(
            url: "https://watch.example.org/x", every: .seconds(30), door: door)
        #expect(await heartbeat.beat() == nil)
        #expect(await heartbeat.beat() == "the watcher answered 404")
        #expect(await heartbeat.beat() == "timed out waiting for the answer")
        #expect(await heartbeat.beat() == nil)
        #expect(await heartbeat.beat() == "the answer (status 500) is too large")
        #expect(door.requests.allSatisfy { $0.method == "GET" && $0.body.isEmpty })
        #expect(door.requests.first?.url == "https://watch.example.org/x")
    }
}
