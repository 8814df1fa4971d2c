import Crypto
import Testing

@testable import IRCWire

/// A server's side of SCRAM-SHA-256, written from the RFC's formulas.
private struct Verifier {
    var password = "s3cret"
    var iterations = 4096
    let salt = Array("salt and pepper".utf8)

    private func key(_ name: String) -> SymmetricKey {
        var stretch = SCRAMStretch(
            password: Array(password.utf8), salt: salt, rounds: iterations)
        let salted = stretch.advance(by: iterations) ?? []
        return SymmetricKey(
            data: HMAC<SHA256>.authenticationCode(
                for: Array(name.utf8), using: SymmetricKey(data: salted)))
    }

    func first(to line: String?) -> String {
        let nonce = bare(line).split(separator: "r=").last ?? ""
        return "r=\(nonce)SERVER,s=\(Base64.encoded(salt)),i=\(iterations)"
    }

    /// The client-first-message-bare in an AUTHENTICATE line.
    func bare(_ line: String?) -> String {
        String(message(line).dropFirst("n,,".count))
    }

    func message(_ line: String?) -> String {
        let base64 = line.map { String($0.dropFirst("AUTHENTICATE ".count)) } ?? ""
        return String(decoding: Base64.decoded(base64) ?? [], as: UTF8.self)
    }

    func signature(clientFirst: String?, clientFinal: String?) -> String {
        let withoutProof = message(clientFinal).split(separator: ",p=").first ?? ""
        let signed = "\(bare(clientFirst)),\(first(to: clientFirst)),\(withoutProof)"
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(signed.utf8), using: key("Server Key"))
        return "v=\(Base64.encoded(Array(code)))"
    }
}

@Suite struct IRCSessionSCRAMTests {
    private var configuration: IRCSessionConfiguration {
        var configuration = IRCSessionConfiguration.desk
        configuration.mechanisms = [.scramSHA256(account: "casebell", password: "s3cret")]
        return configuration
    }

    private func begun(_ configuration: IRCSessionConfiguration) -> ScriptedServer {
        var server = ScriptedServer(configuration)
        server.sends(":s CAP * LS :sasl=SCRAM-SHA-256,PLAIN", ":s CAP * ACK :sasl")
        #expect(server.hears().last == "AUTHENTICATE SCRAM-SHA-256")
        server.sends("AUTHENTICATE +")
        return server
    }

    private func say(_ text: String, _ server: inout ScriptedServer) {
        for chunk in SASLChunks.chunks(of: Array(text.utf8)) {
            server.sends("AUTHENTICATE :\(chunk)")
        }
    }

    @Test(arguments: [4096, 50_000])
    func `both sides prove themselves, then the negotiation ends`(iterations: Int) {
        let verifier = Verifier(iterations: iterations)
        var server = begun(configuration)
        let first = server.hears().last
        #expect(verifier.message(first).hasPrefix("n,,n=casebell,r="))
        say(verifier.first(to: first), &server)
        server.passes(100)
        let final = server.hears().last
        say(verifier.signature(clientFirst: first, clientFinal: final), &server)
        #expect(server.hears() == ["AUTHENTICATE +"])
        server.sends(":s 900 casebell c!u@h casebell :in", ":s 903 casebell :fine")
        #expect(server.hears() == ["CAP END"])
        #expect(server.facts == [.loggedIn(account: "casebell")])
    }

    /// A server that pretends to know the password, in every way open to it.
    @Test(arguments: [
        ["AUTHENTICATE :"], ["AUTHENTICATE +"], ["AUTHENTICATE :AAAA"],
        ["AUTHENTICATE :dj1ubU1mM1FIV2NKUWk5cE1ndHFLU0tQclZueUk2c3FOTzZJN3BFLzBveUdjPQ=="],
        [":s 900 casebell c!u@h casebell :in", ":s 903 casebell :fine"],
    ])
    func `a server that cannot prove itself is left, and nothing more is said to it`(
        lines: [String]
    ) {
        var configuration = configuration
        configuration.mechanisms.append(.plain(account: "casebell", password: "s3cret"))
        var server = begun(configuration)
        say(Verifier().first(to: server.hears().last), &server)
        _ = server.hears()
        for line in lines { server.sends(line) }
        server.sends(":s 900 casebell c!u@h casebell :in", ":s 903 casebell :fine")
        #expect(server.hears() == ["AUTHENTICATE *", "QUIT Casebell"])
        #expect(server.isClosed)
        guard case .closing(_, .throttled) = server.facts.first, server.facts.count == 1 else {
            Issue.record("\(server.facts)")
            return
        }
    }

    @Test func `a wrong password is a refusal`() {
        var server = begun(configuration)
        say(Verifier(password: "other").first(to: server.hears().last), &server)
        _ = server.hears()
        say("e=invalid-proof", &server)
        #expect(server.hears() == ["AUTHENTICATE *"])
        server.sends(":s 904 casebell :SASL authentication failed")
        #expect(server.facts == [.credentialsRefused(reason: "invalid-proof")])
        #expect(server.isClosed)
    }

    @Test(arguments: ["904", "906"])
    func `a challenge we do not follow is no refusal, and ends in CAP END`(numeric: String) {
        var server = begun(configuration)
        say(Verifier(iterations: 1).first(to: server.hears().last), &server)
        #expect(server.hears() == ["AUTHENTICATE *"])
        server.sends(":s \(numeric) casebell :failed")
        #expect(server.hears() == ["CAP END"])
        #expect(
            server.facts == [
                .warned(
                    "could not log in: the server asks for 1 iterations; "
                        + "allowed are 4096 to 600000")
            ])
    }

    @Test func `a nonce is never used twice, and never without a seed`() {
        var nonces: Set<String> = []
        for _ in 0..<2 {
            var login = IRCSession.Login(configuration.mechanisms, seed: "seed")
            for _ in 0..<3 {
                login.begin(configuration.mechanisms[0], at: 0)
                guard case .response(let first)? = login.exchange?.answer(to: []) else { continue }
                nonces.insert(String(decoding: first, as: UTF8.self))
            }
        }
        #expect(nonces.count == 3)
        #expect(!IRCSession.Login(configuration.mechanisms, seed: "").hasMechanism)
    }

    @Test func `while it calculates the session still answers and still ends`() {
        var server = begun(configuration)
        say(Verifier(iterations: 600_000).first(to: server.hears().last), &server)
        server.sends("PING :there?")
        #expect(server.hears() == ["PONG there?"])
        #expect(server.session.nextTick ?? .max <= server.now)
        server.quit()
        #expect(server.hears() == ["QUIT Casebell"])
        #expect(server.session.nextTick == nil)
    }
}
