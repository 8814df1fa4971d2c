import CaseStore
import Casework
import Glibc
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct FarewellTests {
    @Test func `who does not read the answer does not keep the daemon from stopping`() async throws
    {
        let clock = ContinuousClock()
        var start = clock.now
        var socket: Int32 = -1
        defer { close(socket) }
        try await ServedDesk.serving(limits: {
            $0.farewell = .milliseconds(100)
            $0.answerDeadline = .seconds(3600)
            $0.idle = .seconds(3600)
        }) { served in
            // More than the system's buffers hold, so that the answer stays in the middle.
            served.store.change { contents in
                contents.events = (1...Int64(1000)).map { number in
                    var event = StoredEvent.sample(number)
                    event.data = "\"\(String(repeating: "x", count: 50_000))\""
                    return event
                }
            }
            let request = served.client.request(
                "GET", "/v1/events", ["Accept: text/event-stream"])
            socket = try served.client.connected()
            let sent = request.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, 0) }
            #expect(sent == request.count)
            // Until the first byte has come, and the stream is under way.
            var byte: UInt8 = 0
            while recv(socket, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) != 1 {
                _ = try await served.client.get("/healthz")
            }
            start = clock.now
        }
        #expect(clock.now - start < .seconds(30))
    }
}
