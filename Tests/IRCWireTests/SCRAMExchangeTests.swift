import Crypto
import Testing

@testable import IRCWire

@Suite struct SCRAMExchangeTests {
    /// RFC 7677, section 3.
    enum Vector {
        static let clientNonce = "rOprNGfwEbeRWgbNEkqO"
        static let clientFirst = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO"
        static let serverFirst =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
        static let clientFinal =
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="
        static let serverFinal = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
    }

    private func begun(account: String = "user") -> SCRAMExchange {
        var exchange = SCRAMExchange(
            account: account, password: "pencil", nonce: Vector.clientNonce)
        _ = exchange.answer(to: [])
        return exchange
    }

    private func proved() -> SCRAMExchange {
        var exchange = begun()
        _ = exchange.answer(to: Array(Vector.serverFirst.utf8))
        return exchange
    }

    @Test func `the RFC's example comes out as printed`() {
        var exchange = SCRAMExchange(
            account: "user", password: "pencil", nonce: Vector.clientNonce)
        #expect(exchange.answer(to: []) == .response(Array(Vector.clientFirst.utf8)))
        #expect(
            exchange.answer(to: Array(Vector.serverFirst.utf8))
                == .response(Array(Vector.clientFinal.utf8)))
        #expect(!exchange.mayEnd)
        #expect(exchange.answer(to: Array(Vector.serverFinal.utf8)) == .response([]))
        #expect(exchange.mayEnd)
    }

    @Test(arguments: [
        ("", SASLAnswer.impostor), ("v=AAAA", .impostor), ("v=", .impostor), ("junk", .impostor),
        ("m=x,v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", .impostor),
        ("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", .impostor),
        ("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=AAAA", .impostor),
        ("e=invalid-proof", .refused(reason: "invalid-proof")),
        ("e=unknown\u{1}user", .refused(reason: "unknown user")),
    ])
    func `a server without the right signature is not believed`(final: String, answer: SASLAnswer) {
        var exchange = proved()
        #expect(exchange.answer(to: Array(final.utf8)) == answer)
        #expect(!exchange.mayEnd)
        #expect(exchange.answer(to: Array(Vector.serverFinal.utf8)).isAbort)
        #expect(!exchange.mayEnd)
    }

    @Test(arguments: [
        "", "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=somebodyElse,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "m=ext,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096", "r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096",
        "r=rOprNGfwEbeRWgbNEkqOx,i=4096,s=W22ZaJ0SNY7soEsUEjb6gQ==",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=600001",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999999999999",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-4096",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=04096",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==",
    ])
    func `a challenge that is not one gets no proof`(challenge: String) {
        var exchange = begun()
        #expect(exchange.answer(to: Array(challenge.utf8)).isAbort)
        #expect(exchange.answer(to: Array(Vector.serverFirst.utf8)).isAbort)
    }

    @Test func `a challenge that is no text, or that comes before ours, gets nothing`() {
        var exchange = begun()
        #expect(exchange.answer(to: [0xFF, 0xFE]).isAbort)
        var fresh = SCRAMExchange(account: "user", password: "pencil", nonce: "n")
        #expect(fresh.answer(to: Array(Vector.serverFirst.utf8)).isAbort)
    }

    @Test func `extensions behind what is expected are signed and otherwise ignored`() {
        var exchange = begun()
        guard
            case .response(let final) = exchange.answer(to: Array("\(Vector.serverFirst),x=1".utf8))
        else {
            Issue.record("no proof")
            return
        }
        #expect(final != Array(Vector.clientFinal.utf8))
    }

    @Test func `many iterations are done in steps, and come out the same`() {
        var exchange = begun()
        let challenge = "r=\(Vector.clientNonce)x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=20000"
        var answers = [exchange.answer(to: Array(challenge.utf8))]
        while answers.last == .calculating, answers.count < 10 {
            answers.append(exchange.calculate())
        }
        // Calculated with OpenSSL's PBKDF2 and HMAC.
        let final = "c=biws,r=\(Vector.clientNonce)x,p=xv/nVp/fTtjsQ/PCCHSQu36nnlSyD8ZF6kLRK/80MmM="
        #expect(answers == [.calculating, .calculating, .response(Array(final.utf8))])
    }

    @Test func `the most iterations allowed are begun, and not done at once`() {
        var exchange = begun()
        let challenge = "r=\(Vector.clientNonce)x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=600000"
        #expect(exchange.answer(to: Array(challenge.utf8)) == .calculating)
        #expect(exchange.answer(to: Array(Vector.serverFinal.utf8)).isAbort)
    }
}
