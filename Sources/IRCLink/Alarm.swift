import Synchronization

/// Something one task sleeps beside and anybody can ring. A ring that finds nobody asleep wakes
/// the next sleeper at once.
final class Alarm: Sendable {
    private enum State {
        case quiet
        case rung
        case awaited(CheckedContinuation<Void, Never>)
    }
    private let state = Mutex(State.quiet)

    func ring() {
        let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if case .awaited(let sleeper) = state {
                state = .quiet
                return sleeper
            }
            state = .rung
            return nil
        }
        sleeper?.resume()
    }

    /// Until it rings, the time is over or the task is cancelled.
    func sleep(atMost milliseconds: Int64?) async {
        guard let milliseconds else { return await heard() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await Task.sleep(for: .milliseconds(max(1, milliseconds))) }
            group.addTask { await self.heard() }
            await group.next()
            group.cancelAll()
        }
    }

    private func heard() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { sleeper in
                let isAwake = state.withLock { state -> Bool in
                    if case .rung = state {
                        state = .quiet
                        return true
                    }
                    if Task.isCancelled { return true }
                    state = .awaited(sleeper)
                    return false
                }
                if isAwake { sleeper.resume() }
            }
        } onCancel: {
            wake()
        }
    }

    /// Lets the sleeper go without leaving a ring behind.
    private func wake() {
        let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard case .awaited(let sleeper) = state else { return nil }
            state = .quiet
            return sleeper
        }
        sleeper?.resume()
    }
}
