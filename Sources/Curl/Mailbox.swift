import CCurl
import Synchronization

/// How other threads reach the reactor's: orders in the sequence in which they were given.
final class Mailbox: Sendable {
    enum Order: Sendable {
        case open(LineConnection, any LineEars)
        /// The connection has bytes to send or wants to be closed.
        case attend(LineConnection)
        case perform(RequestTicket)
        case abort(RequestTicket)
        case alarm(ReactorAlarm, ContinuousClock.Instant?)
        case run(UnownedJob, ReactorExecutor)
    }

    private struct State {
        var orders: [Order] = []
        var isAsleep = false
        var isStopping = false
        var isClosed = false
        var multi: MultiHandle?

        mutating func wake() {
            guard isAsleep, let multi else { return }
            isAsleep = false
            curl_multi_wakeup(multi.pointer)
        }
    }

    private let state: Mutex<State>

    init(_ multi: MultiHandle) {
        state = Mutex(State(multi: multi))
    }

    /// False: the reactor has ended and nobody will obey.
    @discardableResult
    func post(_ order: Order) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.orders.append(order)
            state.wake()
            return true
        }
    }

    func stop() {
        state.withLock { state in
            state.isStopping = true
            state.wake()
        }
    }

    /// The orders so far, or nothing when the reactor has to end.
    func take() -> [Order]? {
        state.withLock { state in
            guard !state.isStopping else { return nil }
            defer { state.orders = [] }
            return state.orders
        }
    }

    var isEmpty: Bool { state.withLock { $0.orders.isEmpty } }

    /// Call before waiting. False: something has come in, do not wait.
    func fallAsleep() -> Bool {
        state.withLock { state in
            guard state.orders.isEmpty, !state.isStopping else { return false }
            state.isAsleep = true
            return true
        }
    }

    func wakeUp() {
        state.withLock { $0.isAsleep = false }
    }

    /// Takes no more orders; nobody touches the multi handle afterwards. Returns what nobody
    /// has obeyed.
    func close() -> [Order] {
        state.withLock { state in
            state.isClosed = true
            state.multi = nil
            defer { state.orders = [] }
            return state.orders
        }
    }
}

/// A libcurl multi handle. Unchecked because it is a bare pointer: the reactor's thread alone
/// uses it, but for `curl_multi_wakeup`, which libcurl lets any thread call, and which the
/// mailbox calls under its lock and never after `close`.
struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
}
