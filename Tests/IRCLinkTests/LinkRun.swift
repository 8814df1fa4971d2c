import Synchronization

@testable import IRCLink

/// Runs the link and the server's side until the test has what it waits for.
func run(
    _ link: IRCLink, _ door: ScriptedDoor, _ desk: RecordingDesk,
    until done: @escaping @Sendable () -> Bool
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await link.run(desk) }
        group.addTask {
            while !done() {
                door.last?.pump()
                await door.news.sleep(atMost: 100)
            }
            link.stop()
            for wire in door.wires.withLock({ $0 }) { wire.pump() }
        }
        try await group.waitForAll()
    }
}
