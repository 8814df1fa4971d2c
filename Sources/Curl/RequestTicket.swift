import Synchronization

/// A request on its way to the reactor and the task that waits for its answer. Whoever
/// finishes it first decides; the rest is ignored.
final class RequestTicket: Sendable {
    typealias Outcome = Result<OutboundResponse, CurlFailure>

    let request: OutboundRequest
    private let state = Mutex(State())

    private struct State {
        var waiter: CheckedContinuation<Outcome, Never>?
        var isCancelled = false
    }

    init(_ request: OutboundRequest) {
        self.request = request
    }

    func wait(with waiter: CheckedContinuation<Outcome, Never>) {
        state.withLock { $0.waiter = waiter }
    }

    func cancel() {
        state.withLock { $0.isCancelled = true }
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func finish(_ outcome: Outcome) {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: outcome)
    }
}
