import Synchronization

/// A request on its way to the reactor and whoever waits for its answer. Whoever
/// finishes it first decides; the rest is ignored.
final class RequestTicket: Sendable {
    typealias Outcome = Result<OutboundResponse, CurlFailure>

    let request: OutboundRequest
    private let state = Mutex(State())

    private struct State {
        var waiter: (@Sendable (Outcome) -> Void)?
        var isCancelled = false
    }

    init(_ request: OutboundRequest) {
        self.request = request
    }

    func wait(with waiter: @escaping @Sendable (Outcome) -> Void) {
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
        waiter?(outcome)
    }
}
