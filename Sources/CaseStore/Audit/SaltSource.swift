/// Where the salts of the audit come from. Randomness is injected, so that a rehearsed day can be
/// played twice; a real desk takes the system's.
package struct SaltSource: Sendable {
    private let draw: @Sendable () -> [UInt8]

    /// - Parameter draw: gives 32 bytes each time, never the same ones where it is not a rehearsal.
    package init(_ draw: @escaping @Sendable () -> [UInt8]) { self.draw = draw }

    package static let system = SaltSource {
        var generator = SystemRandomNumberGenerator()
        let words = (generator.next(), generator.next(), generator.next(), generator.next())
        return withUnsafeBytes(of: words) { Array($0) }
    }

    func next() -> [UInt8] { draw() }
}
