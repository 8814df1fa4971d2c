import Casework
import Rehearsal
import Synchronization
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1)))
struct TimekeeperTests {
    /// A timekeeper that runs while the body does, and how often it rang.
    private func keep(
        _ body: (Timekeeper, ManualClock, ScriptedLog<Lapse>) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let rings = ScriptedLog<Lapse>("rings") { "\($0)" }
        let keeper = Timekeeper(clock: clock) { rings.append(clock.uptime()) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await keeper.run() }
            while clock.sleepers == 0 { await Task.yield() }
            try await body(keeper, clock, rings)
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(clock.sleepers == 0)
    }

    @Test func `whatever is expected sooner is heeded, again and again`() async throws {
        try await keep { keeper, clock, rings in
            for count in 1...20 {
                keeper.expect(clock.uptime() + .hours(1))
                keeper.expect(clock.uptime() + .seconds(2))
                clock.advance(by: .seconds(2))
                _ = try await rings.first(from: count - 1, "ring \(count)") { $0 }
            }
        }
    }

    @Test func `what is not expected any more does not ring`() async throws {
        try await keep { keeper, clock, rings in
            keeper.expect(clock.uptime() + .seconds(2))
            keeper.expect(nil)
            clock.advance(by: .seconds(3))
            for _ in 0..<100 { await Task.yield() }
            #expect(rings.count == 0)
        }
    }

    @Test func `with nothing to do it sleeps`() async throws {
        try await keep { _, clock, rings in
            try await Task.sleep(for: .milliseconds(50))
            #expect(rings.count == 0)
            #expect(clock.sleepers == 1)
        }
    }
}
