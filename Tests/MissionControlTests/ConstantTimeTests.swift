import Synchronization
import Testing

@testable import MissionControl

/// Not by the clock, which proves nothing on a busy machine, but by what is read.
struct ConstantTimeTests {
    private static let secret: [UInt8] = Array(0..<32)

    private static func changed(at index: Int) -> [UInt8] {
        var other = secret
        other[index] ^= 0x80
        return other
    }

    @Test(arguments: [0, 1, 15, 30, 31])
    func `reads all of both, wherever they differ`(index: Int) {
        let left = CountedBytes(Self.secret)
        let right = CountedBytes(Self.changed(at: index))
        #expect(!ConstantTime.isEqual(left, right))
        #expect(left.reads == 32)
        #expect(right.reads == 32)
    }

    @Test func `reads as much of what is the same`() {
        let left = CountedBytes(Self.secret)
        let right = CountedBytes(Self.secret)
        #expect(ConstantTime.isEqual(left, right))
        #expect(left.reads == 32)
        #expect(right.reads == 32)
    }

    @Test func `other lengths are never the same`() {
        #expect(!ConstantTime.isEqual(Self.secret, Self.secret.dropLast()))
        #expect(!ConstantTime.isEqual([], Self.secret))
        #expect(ConstantTime.isEqual([UInt8](), []))
    }

    @Test(arguments: [0, 4, 9, -1])
    func `asks everybody, whoever fits`(fitting: Int) {
        var asked: [Int] = []
        let found = ConstantTime.find(in: 0..<10) { candidate in
            asked.append(candidate)
            return candidate == fitting
        }
        #expect(found == (fitting < 0 ? nil : fitting))
        #expect(asked == Array(0..<10))
    }

    @Test func `tokens are compared by it, as digests of one length`() {
        let tokens = ["a", "bb", "ccc"].map { AccessToken(name: $0, secret: $0, may: []) }
        #expect(Set(["a", "bb", ""].map { AccessToken.digest(of: $0).count }) == [32])
        #expect(tokens.filter { $0.has(digest: AccessToken.digest(of: "bb")) }.count == 1)
    }
}

/// Counts how often a byte of it is looked at.
private struct CountedBytes: Collection {
    private final class Counter: Sendable {
        let count = Mutex(0)
    }

    private let bytes: [UInt8]
    private let counter = Counter()

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var reads: Int { counter.count.withLock { $0 } }
    var startIndex: Int { 0 }
    var endIndex: Int { bytes.count }
    func index(after index: Int) -> Int { index + 1 }
    subscript(index: Int) -> UInt8 {
        counter.count.withLock { $0 += 1 }
        return bytes[index]
    }
}
