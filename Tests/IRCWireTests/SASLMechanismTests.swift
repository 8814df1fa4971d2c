import Testing

@testable import IRCWire

@Suite struct SASLMechanismTests {
    @Test func `PLAIN names the account twice`() {
        var exchange = SASLMechanism.plain(account: "casebell", password: "s3cret")
            .exchange(nonce: "n")
        #expect(exchange.answer(to: []) == .response(Array("casebell\0casebell\0s3cret".utf8)))
        #expect(exchange.answer(to: []).isAbort)
    }

    @Test func `a challenge where none belongs gets no password`() {
        var exchange = SASLMechanism.plain(account: "casebell", password: "s3cret")
            .exchange(nonce: "n")
        #expect(exchange.answer(to: [1]).isAbort)
    }
}

extension SASLAnswer {
    var isAbort: Bool { if case .abort = self { true } else { false } }
}
