import CaseStore
import Casework
import Synchronization

/// Marks and keys never used before, from an injected source of randomness.
package final class Fresh: Sendable {
    private let source: Mutex<any RandomNumberGenerator & Sendable>

    package init(_ source: any RandomNumberGenerator & Sendable) { self.source = Mutex(source) }
    /// From the system's randomness.
    package convenience init() { self.init(PooledRandomness()) }

    /// Four characters, letters and digits among them: neither a case's number nor a word, such as
    /// `sent` or `hold`, that would be read as one.
    func mark() -> Mark {
        source.withLock { source in
            while true {
                // 32 characters: five bits of chance for each.
                let bits = source.next()
                let letters = (0..<Mark.length).map { place in
                    Self.markLetters[Int(bits >> (5 * place) & 31)]
                }
                let digits = letters.count { $0 <= UInt8(ascii: "9") }
                if digits > 0, digits < letters.count {
                    return Mark(String(decoding: letters, as: UTF8.self))
                }
            }
        }
    }

    /// A key with 120 bits of chance behind a word that says what it is for: short enough for an
    /// IRC label (64 bytes with an attempt's number).
    func key(_ kind: String) -> DeliveryID {
        var (high, low) = source.withLock { ($0.next(), $0.next()) }
        var text = Array(kind.utf8)
        text.reserveCapacity(text.count + 25)
        text.append(UInt8(ascii: "-"))
        for _ in 0..<12 {
            text += [Self.base32[Int(high & 31)], Self.base32[Int(low & 31)]]
            high >>= 5
            low >>= 5
        }
        return DeliveryID(String(decoding: text, as: UTF8.self))
    }

    /// A secret with 300 bits of chance, that stands in an address.
    func token() -> String {
        String(
            decoding: (0..<5).flatMap { _ in
                var bits = source.withLock { $0.next() }
                return (0..<12).map { _ in
                    defer { bits >>= 5 }
                    return Self.base32[Int(bits & 31)]
                }
            }, as: UTF8.self)
    }

    /// Between 0 and 1, so that many senders do not come back together.
    func jitter() -> Double {
        source.withLock { Double.random(in: 0...1, using: &$0) }
    }

    private static let markLetters = Array(String(Mark.alphabet).utf8)
    private static let base32 = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
}
