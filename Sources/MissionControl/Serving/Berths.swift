import Synchronization

/// Knows when everything is listening, and on which port.
final class Berths: Sendable {
    private let state: Mutex<State>

    private struct State {
        var expected: Int
        var port: Int?
        var isClosed = false
        var waiting: [CheckedContinuation<Int?, Never>] = []

        var isSettled: Bool { isClosed || expected == 0 }
        var answer: Int? { isClosed ? nil : port }

        /// Those who can be told now.
        mutating func released() -> [CheckedContinuation<Int?, Never>] {
            guard isSettled else { return [] }
            defer { waiting = [] }
            return waiting
        }
    }

    init(expected: Int) { state = Mutex(State(expected: expected)) }

    func open(port: Int?) {
        settle { state in
            state.expected -= 1
            if let port { state.port = port }
        }
    }

    func close() { settle { $0.isClosed = true } }

    func port() async -> Int? {
        await withCheckedContinuation { continuation in
            let settled: Int?? = state.withLock { state in
                guard !state.isSettled else { return .some(state.answer) }
                state.waiting.append(continuation)
                return nil
            }
            if let settled { continuation.resume(returning: settled) }
        }
    }

    private func settle(_ change: (inout State) -> Void) {
        let (released, answer) = state.withLock { state in
            change(&state)
            return (state.released(), state.answer)
        }
        for continuation in released { continuation.resume(returning: answer) }
    }
}
