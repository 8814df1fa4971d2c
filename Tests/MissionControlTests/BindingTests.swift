import Casework
import MissionControl
import Testing

@Suite(.timeLimit(.minutes(1)))
struct BindingTests {
    @Test func `a taken port is named in the error, and nobody waits for it`() async throws {
        try await ServedDesk.serving { served in
            guard case .tcp(let port) = served.client.address else { return }
            let second = MissionControl(
                configuration: MissionControlConfiguration(
                    listen: .init(host: "127.0.0.1", port: port), socketPath: nil, tokens: [],
                    version: "1"),
                store: served.store, mentions: served.desk, status: served.desk,
                now: { ServedDesk.now }, logger: ServedDesk.silent)
            async let bound = second.boundPort()
            let failure = await #expect(throws: MissionControlFailure.self) {
                try await second.run()
            }
            #expect(failure?.description.contains("cannot listen on 127.0.0.1:\(port)") == true)
            #expect(await bound == nil)
        }
    }
}
