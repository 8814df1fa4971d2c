import Casework
import Chat
import Synchronization

/// Signals in the order in which they came, from any thread, for the one loop.
///
/// What people, links and the clock say goes before mentions that wait: a burst of mentions never
/// makes anybody wait for an answer.
final class Inbox: Sendable {
    /// Mentions beyond this many waiting are turned away with "try again"; people and receipts
    /// are always taken.
    static let mentionsMax = 20_000
    /// Signals that may share one transaction.
    static let batchMax = 256
    /// Mentions that may share one transaction, so that a command behind them waits for no more;
    /// what one caller gave stays together all the same.
    static let mentionsPerBatch = 512

    private struct State {
        var signals: [Signal] = []
        var callers: [Caller] = []
        var mentionsWaiting = 0
        var isStopping = false
        var isClosed = false
    }
    private struct Caller {
        var mentions: [Mention]
        var promise: CheckedContinuation<[Acceptance], any Error>
    }
    private let state = Mutex(State())
    private let bell: AsyncStream<Void>.Continuation
    let rings: AsyncStream<Void>

    init() {
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Dropped once the inbox is closed: whatever that may be, it is found again on disk.
    func put(_ signal: Signal) {
        let refused = state.withLock { state -> DeskUnavailable? in
            guard case .mentions(let mentions, let promise) = signal else {
                if !state.isClosed { state.signals.append(signal) }
                return nil
            }
            if state.isStopping { return .stopping }
            guard state.mentionsWaiting < Self.mentionsMax else { return .overloaded }
            state.callers.append(Caller(mentions: mentions, promise: promise))
            state.mentionsWaiting += mentions.count
            return nil
        }
        if let refused, case .mentions(_, let promise) = signal {
            return promise.resume(throwing: refused)
        }
        bell.yield()
    }

    func ring() { bell.yield() }
    /// Signals that nobody has taken out yet.
    var waiting: Int { state.withLock { $0.signals.count + $0.callers.count } }

    /// The next signals; empty when nothing waits.
    func take() -> [Signal] {
        state.withLock { state in
            var batch = Array(state.signals.prefix(Self.batchMax))
            // What came before a new configuration is decided under the old one.
            let change = batch.firstIndex(where: \.isChange)
            if let change { batch = Array(batch.prefix(max(change, 1))) }
            state.signals.removeFirst(batch.count)
            if change == 0 { return batch }
            var taken = 0
            var count = 0
            while taken < state.callers.count, batch.count < Self.batchMax {
                let caller = state.callers[taken]
                guard count == 0 || count + caller.mentions.count <= Self.mentionsPerBatch
                else { break }
                batch.append(.mentions(caller.mentions, caller.promise))
                count += caller.mentions.count
                taken += 1
            }
            state.callers.removeFirst(taken)
            state.mentionsWaiting -= count
            return batch
        }
    }

    /// Takes no more mentions; whoever waits with one is told. The rest goes on.
    func stop() {
        let left = state.withLock { state -> [Caller] in
            guard !state.isStopping else { return [] }
            state.isStopping = true
            state.signals.append(.stopping)
            defer {
                state.callers = []
                state.mentionsWaiting = 0
            }
            return state.callers
        }
        for caller in left { caller.promise.resume(throwing: DeskUnavailable.stopping) }
        bell.yield()
    }

    /// Takes nothing more at all. What is in it can still be taken out.
    func close() {
        stop()
        state.withLock { $0.isClosed = true }
        bell.finish()
    }
}
