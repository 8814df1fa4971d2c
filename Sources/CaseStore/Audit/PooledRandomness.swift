import Glibc

/// The system's randomness, drawn by the page: one call to the system for many numbers, because a
/// decision needs a dozen of them.
package struct PooledRandomness: RandomNumberGenerator, Sendable {
    /// "The maximum permitted value for the length argument is 256." (getentropy(3))
    private static let bytesMax = 256
    private var pool: [UInt64] = []

    package init() {}

    package mutating func next() -> UInt64 {
        if pool.isEmpty { pool = PooledRandomness.draw() }
        return pool.removeLast()
    }

    private static func draw() -> [UInt64] {
        var words = [UInt64](repeating: 0, count: bytesMax / MemoryLayout<UInt64>.size)
        let code = words.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) }
        precondition(code == 0, "the system gives no randomness: errno \(errno)")
        return words
    }
}
