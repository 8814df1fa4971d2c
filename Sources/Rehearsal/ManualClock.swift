package import Casework
import Desk
import Synchronization

/// A clock that moves when it is told to. Whoever sleeps on it wakes when it has come that far.
package final class ManualClock: DeskClock {
    private struct Sleeper {
        var end: Lapse
        var promise: CheckedContinuation<Void, any Error>
    }
    private struct State {
        var now: Instant
        var uptime = Lapse.hours(1)
        /// How far the wall clock moves on each time that it is read.
        var pace = Lapse.zero
        var next = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Cancelled before they could lie down.
        var cancelled: Set<Int> = []
    }
    private let state: Mutex<State>

    package init(_ now: Instant = .halfPastTen) { state = Mutex(State(now: now)) }

    package func now() -> Instant {
        state.withLock { state in
            defer { state.now = state.now + state.pace }
            return state.now
        }
    }
    /// From here on nothing happens in no time.
    package func runs(_ pace: Lapse) { state.withLock { $0.pace = pace } }
    package func uptime() -> Lapse { state.withLock { $0.uptime } }
    package var sleepers: Int { state.withLock { $0.sleepers.count } }

    package func sleep(for lapse: Lapse) async throws {
        try await sleep(until: uptime() + lapse)
    }

    package func sleep(until uptime: Lapse) async throws {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { promise in
                let result = state.withLock { state -> Result<Void, any Error>? in
                    if state.cancelled.remove(number) != nil {
                        return .failure(CancellationError())
                    }
                    if state.uptime >= uptime { return .success(()) }
                    state.sleepers[number] = Sleeper(end: uptime, promise: promise)
                    return nil
                }
                if let result { promise.resume(with: result) }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                let sleeper = state.sleepers.removeValue(forKey: number)
                if sleeper == nil { state.cancelled.insert(number) }
                return sleeper
            }
            sleeper?.promise.resume(throwing: CancellationError())
        }
    }

    /// Time passes, by both readings.
    package func advance(by lapse: Lapse) {
        let woken = state.withLock { state in
            state.now = state.now + lapse
            state.uptime = state.uptime + lapse
            let woken = state.sleepers.filter { $0.value.end <= state.uptime }
            for number in woken.keys { state.sleepers[number] = nil }
            return woken.values.sorted { $0.end < $1.end }
        }
        for sleeper in woken { sleeper.promise.resume() }
    }

    /// The clock on the wall is set to another time; nothing passes.
    package func jump(to now: Instant) { state.withLock { $0.now = now } }
}
