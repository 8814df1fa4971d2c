import Glibc
import Synchronization

/// A SIGHUP before there is a desk that could heed it: a start takes minutes where it brings an
/// older store to this version, and left to itself the signal would end it.
enum EarlyHangUp {
    private static let hasCome = Atomic<Bool>(false)

    /// From now on it is remembered, until somebody else traps it.
    static func remember() {
        // It is there before a signal asks for it.
        hasCome.store(false, ordering: .relaxed)
        signal(SIGHUP) { _ in EarlyHangUp.hasCome.store(true, ordering: .relaxed) }
    }

    /// Whether one came that nobody has heeded. Says so once.
    static func take() -> Bool { hasCome.exchange(false, ordering: .relaxed) }
}
