import CaseStore
import Synchronization

/// Counts the writes of a store from a moment on, and lets one of them fail.
final class Attempts: Sendable {
    private struct State {
        var count = 0
        var failing: Int?
    }
    private let state = Mutex(State())

    var probe: WriteProbe {
        WriteProbe { [self] in
            try state.withLock { state in
                state.count += 1
                if state.count == state.failing { throw StoreContract.Stop() }
            }
        }
    }

    /// The write so many from here fails; nothing: none does.
    func fail(at number: Int?) { state.withLock { $0 = State(failing: number) } }
}
