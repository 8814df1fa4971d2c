import Synchronization

/// Receivers that have said that they are gone for good (410). Nothing more is sent to them until
/// the desk begins anew, as what it is connected to changes with that alone; the administrators are
/// told once.
final class GoneReceivers: Sendable {
    private let names = Mutex<Set<String>>([])
    private let tell: @Sendable (_ news: String) -> Void

    init(tell: @escaping @Sendable (_ news: String) -> Void) { self.tell = tell }

    /// - Parameter name: as the administrators know it, `relay crm`.
    func contains(_ name: String) -> Bool { names.withLock { $0.contains(name) } }

    func note(_ name: String) {
        guard names.withLock({ $0.insert(name).inserted }) else { return }
        tell(
            "\(name): the receiver is gone for good (410), and nothing more is sent there "
                + "before a restart")
    }
}
