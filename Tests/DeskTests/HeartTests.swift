import Casework
import Connectors
import Logging
import Rehearsal
import Synchronization
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1))) struct HeartTests {
    private final class Watcher: Heartbeat {
        let every = Lapse.minutes(1)
        private let state = Mutex((beats: 0, failure: String?.none))
        var beats: Int { state.withLock { $0.beats } }
        func fail(_ reason: String?) { state.withLock { $0.failure = reason } }
        func beat() async -> String? {
            state.withLock { state in
                state.beats += 1
                return state.failure
            }
        }
    }

    private func outcomes(_ board: StatusBoard) -> [String: Int] {
        Dictionary(
            board.status().attempts.filter { $0.target == "heartbeat" }.map {
                ($0.outcome, $0.count)
            }, uniquingKeysWith: +)
    }

    @Test func `it beats while the loop turns and the store works, and only then`() async throws {
        let clock = ManualClock()
        let board = StatusBoard(networks: [])
        let watcher = Watcher()
        let heart = Heart(
            heartbeat: watcher, clock: clock, board: board, logger: Logger(label: "test"))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await heart.run() }
            func minute() async {
                clock.advance(by: .minutes(1))
                while clock.sleepers == 0 { await Task.yield() }
            }
            while clock.sleepers == 0 { await Task.yield() }
            #expect(outcomes(board) == ["sent": 1])
            board.turned(at: clock.uptime() + .seconds(50))
            await minute()
            #expect(outcomes(board) == ["sent": 2])
            // A minute in which the loop hangs.
            await minute()
            #expect(outcomes(board) == ["sent": 2, "withheld": 1])
            board.turned(at: clock.uptime() + .minutes(1))
            watcher.fail("the watcher answered 500")
            await minute()
            #expect(outcomes(board) == ["sent": 2, "withheld": 1, "retry": 1])
            watcher.fail(nil)
            board.turned(at: clock.uptime() + .minutes(1))
            board.storeWorks(false)
            await minute()
            #expect(outcomes(board) == ["sent": 2, "withheld": 2, "retry": 1])
            board.storeWorks(true)
            board.turned(at: clock.uptime() + .minutes(1))
            await minute()
            #expect(outcomes(board) == ["sent": 3, "withheld": 2, "retry": 1])
            #expect(watcher.beats == 4)
            group.cancelAll()
        }
    }
}
