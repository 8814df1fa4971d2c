import Synchronization

/// A limit on how many may do the same at once.
final class Slots: Sendable {
    private let taken = Mutex(0)
    let limit: Int

    init(limit: Int) { self.limit = limit }

    /// False if all are taken. Whoever got one gives it back with `leave`.
    func enter() -> Bool {
        taken.withLock { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
    }

    func leave() { taken.withLock { $0 -= 1 } }
}
