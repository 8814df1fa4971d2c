import Casework
import Chat
import Synchronization

/// Signals in the order in which they came, from any thread, for the one loop.
final class Inbox: Sendable {
    /// Mentions beyond this many waiting signals are turned away with "try again"; people and
    /// receipts are always taken.
    static let mentionsMax = 10_000
    /// Signals that may share one transaction.
    static let batchMax = 256

    private struct State {
        var signals: [Signal] = []
        var isClosed = false
    }
    private let state = Mutex(State())
    private let bell: AsyncStream<Void>.Continuation
    let rings: AsyncStream<Void>

    init() {
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func put(_ signal: Signal) {
        let refused = state.withLock { state -> DeskUnavailable? in
            if state.isClosed { return .stopping }
            if case .mentions = signal, state.signals.count >= Self.mentionsMax {
                return .overloaded
            }
            state.signals.append(signal)
            return nil
        }
        if let refused {
            if case .mentions(_, let promise) = signal { promise.resume(throwing: refused) }
            return
        }
        bell.yield()
    }

    func ring() { bell.yield() }
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// The next signals, at most `batchMax`; empty when nothing waits.
    func take() -> [Signal] {
        state.withLock { state in
            let batch = Array(state.signals.prefix(Self.batchMax))
            state.signals.removeFirst(batch.count)
            return batch
        }
    }

    /// Takes nothing more; whoever waits is told.
    func close() {
        let left = state.withLock { state in
            state.isClosed = true
            defer { state.signals = [] }
            return state.signals
        }
        for case .mentions(_, let promise) in left {
            promise.resume(throwing: DeskUnavailable.stopping)
        }
        bell.finish()
    }
}
