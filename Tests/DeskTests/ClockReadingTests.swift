import Casework
import Rehearsal
import Synchronization
import Testing

@testable import Desk

/// A clock that is set is told from a process that was stopped while it looked.
struct ClockReadingTests {
    /// Somebody stops the process for five seconds once it has seen the wall, so many times.
    private final class HaltingClock: DeskClock {
        private struct State {
            var elapsed = Lapse.zero
            var set = Lapse.zero
            var halts = 0
        }
        private let state = Mutex(State())

        func now() -> Instant {
            state.withLock { state in
                defer {
                    if state.halts > 0 {
                        state.halts -= 1
                        state.elapsed = state.elapsed + .seconds(5)
                    }
                }
                return .halfPastTen + state.elapsed + state.set
            }
        }
        func uptime() -> Lapse { state.withLock { $0.elapsed } }
        func sleep(for lapse: Lapse) async throws {}
        func set(by lapse: Lapse) { state.withLock { $0.set = $0.set + lapse } }
        func halt(times: Int) { state.withLock { $0.halts = times } }
    }

    @Test func `whoever is stopped between two looks at the clock sees no clock that was set`() {
        let clock = HaltingClock()
        var state = LoopState(networks: [], clock.reading())
        for times in [0, 1, 9] {
            clock.halt(times: times)
            state.see(clock)
            #expect(state.takeSetting()?.by == nil, "\(times)")
        }
        clock.set(by: .hours(-1))
        clock.halt(times: 3)
        state.see(clock)
        #expect(state.takeSetting()?.by == .hours(-1))
        // At some time it has to go on.
        clock.halt(times: 100)
        state.see(clock)
    }
}
