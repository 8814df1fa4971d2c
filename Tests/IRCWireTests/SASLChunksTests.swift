import Testing

@testable import IRCWire

@Suite struct SASLChunksTests {
    /// 299 bytes make 400 characters; so do 298 and 300.
    @Test(arguments: [(0, 1), (297, 1), (298, 2), (300, 2), (301, 2), (600, 3), (601, 3)])
    func `a message is cut at 400 bytes and its end is clear`(bytes: Int, chunks: Int) {
        let message = [UInt8](repeating: 65, count: bytes)
        let cut = SASLChunks.chunks(of: message)
        #expect(cut.count == chunks)
        #expect(cut.dropLast().allSatisfy { $0.utf8.count == 400 })
        #expect((cut.last?.utf8.count ?? 400) < 400)
        let whole = cut.filter { $0 != "+" }.joined()
        #expect(Base64.decoded(whole) == message)
    }

    @Test(arguments: [0, 1, 297, 299, 300, 301, 599, 600, 900])
    func `a challenge in pieces is the same challenge`(bytes: Int) {
        let message = [UInt8](repeating: 65, count: bytes)
        var challenge = SASLChallenge()
        var pieces = SASLChunks.chunks(of: message).map { challenge.take($0) }
        #expect(pieces.removeLast() == .whole(message))
        #expect(pieces.allSatisfy { $0 == .more })
    }

    @Test func `an empty parameter is an empty challenge`() {
        var challenge = SASLChallenge()
        #expect(challenge.take("") == .whole([]))
    }

    @Test(arguments: ["A", "!!!!", "QQ==QQ==", String(repeating: "A", count: 401)])
    func `what is no base64 or too long is unusable`(chunk: String) {
        var challenge = SASLChallenge()
        #expect(challenge.take(chunk) == .unusable)
    }

    @Test func `a challenge without end is unusable before it fills the memory`() {
        var challenge = SASLChallenge()
        let full = String(repeating: "A", count: 400)
        let pieces = (0..<60).map { _ in challenge.take(full) }
        #expect(pieces.firstIndex(of: .unusable) == 40)
    }
}
