import Synchronization

/// Where the salts of the audit come from. Randomness is injected, so that a rehearsed day can be
/// played twice; a real desk takes the system's.
package struct SaltSource: Sendable {
    private let draw: @Sendable () -> [UInt8]

    /// - Parameter draw: gives 32 bytes each time, never the same ones where it is not a rehearsal.
    package init(_ draw: @escaping @Sendable () -> [UInt8]) { self.draw = draw }

    private static let pool = Mutex(PooledRandomness())
    package static let system = SaltSource {
        let words = pool.withLock { ($0.next(), $0.next(), $0.next(), $0.next()) }
        return withUnsafeBytes(of: words) { Array($0) }
    }

    func next() -> [UInt8] { draw() }
}
