import Testing

@testable import IRCWire

@Suite struct SASLMechanismTests {
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

    @Test func `PLAIN names the account twice`() {
        var exchange = SASLMechanism.plain(account: "casebell", password: "s3cret").exchange()
        #expect(exchange.response(to: []) == Array("casebell\0casebell\0s3cret".utf8))
        #expect(exchange.response(to: []) == nil)
    }

    @Test func `a challenge where none belongs gets no password`() {
        var exchange = SASLMechanism.plain(account: "casebell", password: "s3cret").exchange()
        #expect(exchange.response(to: [1]) == nil)
    }
}
