import Synchronization

/// Lets a few through at once, in the order in which they came, and keeps a short queue: long
/// pages are made one after the other, so that who asks for one case does not wait behind them.
final class Turnstile: Sendable {
    private struct State {
        var inside = 0
        var queue: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let limit: Int
    private let queueMax: Int

    init(limit: Int, queueMax: Int) {
        self.limit = limit
        self.queueMax = queueMax
    }

    /// - Throws: `Problem` if too many wait already, or what the body throws.
    func pass<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        let isFull = state.withLock { $0.inside >= limit && $0.queue.count >= queueMax }
        guard !isFull else {
            throw Problem.unavailable("Many pages are being made.", retryAfterSeconds: 1)
        }
        await withCheckedContinuation { continuation in
            let mayPass = state.withLock { state in
                guard state.inside >= limit else {
                    state.inside += 1
                    return true
                }
                state.queue.append(continuation)
                return false
            }
            if mayPass { continuation.resume() }
        }
    }

    /// Whoever waits longest takes the place.
    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.queue.isEmpty else { return state.queue.removeFirst() }
            state.inside -= 1
            return nil
        }
        next?.resume()
    }
}
