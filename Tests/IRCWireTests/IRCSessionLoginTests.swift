import Testing

@testable import IRCWire

@Suite struct IRCSessionLoginTests {
    static let secret = Base64.encoded(Array("casebell\0casebell\0s3cret".utf8))

    private func asked(
        _ configuration: IRCSessionConfiguration, offered: String, isEncrypted: Bool = false
    ) -> ScriptedServer {
        var server = ScriptedServer(configuration, isEncrypted: isEncrypted)
        _ = server.hears()
        server.sends(":s CAP * LS :\(offered)")
        for request in server.written where request.hasPrefix("CAP REQ") {
            _ = server.hears()
            server.sends(":s CAP * ACK \(request.dropFirst("CAP REQ ".count))")
        }
        return server
    }

    /// `AUTHENTICATE :+` is how InspIRCd writes it.
    @Test(arguments: ["AUTHENTICATE +", "AUTHENTICATE :+", ":s AUTHENTICATE :+"])
    func `PLAIN logs in before the negotiation ends`(challenge: String) {
        var server = asked(.withAccount, offered: "sasl=EXTERNAL,PLAIN")
        #expect(server.hears() == ["AUTHENTICATE PLAIN"])
        server.sends(challenge)
        #expect(server.hears() == ["AUTHENTICATE \(Self.secret)"])
        server.sends(":s 900 casebell c!u@h Casebell :in", ":s 903 casebell :fine")
        #expect(server.hears() == ["CAP END"])
        #expect(server.facts == [.loggedIn(account: "casebell")])
    }

    @Test(arguments: ["sasl=EXTERNAL", "sasl=SCRAM-SHA-256,EXTERNAL", "batch", ""])
    func `a password is never sent where its mechanism is not offered`(offered: String) {
        var server = asked(.withAccount, offered: offered)
        server.sends("AUTHENTICATE +", ":s 001 casebell :Welcome", "AUTHENTICATE +")
        server.passes(100_000)
        let written = server.hears()
        #expect(written.contains("CAP END"))
        #expect(!written.contains { $0.contains(Self.secret) || $0.contains("s3cret") })
        #expect(!written.contains { $0.hasPrefix("AUTHENTICATE") })
    }

    @Test(arguments: ["904", "902", "905"])
    func `wrong credentials end it, clearly and once`(numeric: String) {
        var server = asked(.withAccount, offered: "sasl")
        server.sends("AUTHENTICATE +", ":s \(numeric) casebell :SASL authentication failed")
        #expect(server.facts == [.credentialsRefused(reason: "SASL authentication failed")])
        #expect(server.isClosed)
        #expect(server.hears().last == "QUIT Casebell")
    }

    @Test func `an unknown mechanism gives way to the next one`() {
        var configuration = IRCSessionConfiguration.withAccount
        configuration.mechanisms.insert(.external(account: nil), at: 0)
        var server = asked(configuration, offered: "sasl")
        #expect(server.hears() == ["AUTHENTICATE EXTERNAL"])
        server.sends(":s 908 casebell PLAIN :are available", ":s 904 casebell :failed")
        #expect(server.hears() == ["AUTHENTICATE PLAIN"])
        server.sends("AUTHENTICATE +", ":s 903 casebell :fine")
        #expect(server.hears().last == "CAP END")
    }

    @Test func `no mechanism that the server knows goes on without an account`() {
        var server = asked(.withAccount, offered: "sasl")
        server.sends(":s 908 casebell EXTERNAL :are available", ":s 904 casebell :failed")
        #expect(server.hears().last == "CAP END")
        #expect(!server.isClosed)
    }

    @Test func `a service that does not answer is not waited for, and asked again later`() {
        var server = asked(.withAccount, offered: "sasl=PLAIN")
        _ = server.hears()
        server.passes(20_000)
        #expect(server.hears() == ["AUTHENTICATE *", "CAP END"])
        server.sends(":s 906 casebell :aborted", ":s 001 casebell :Welcome")
        _ = server.hears()
        server.livesOn(31_000)
        #expect(server.hears().contains("CAP LS 302"))
        server.sends(":s CAP casebell LS :sasl=PLAIN")
        #expect(server.hears() == ["AUTHENTICATE PLAIN"])
        server.sends("AUTHENTICATE +", ":s 903 casebell :fine")
        server.livesOn(90_000)
        #expect(!server.hears().contains("CAP LS 302"))
    }

    @Test func `EXTERNAL shows the certificate and no password`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.mechanisms = [.external(account: nil)]
        var server = asked(configuration, offered: "sasl=EXTERNAL")
        server.sends("AUTHENTICATE +")
        #expect(server.hears() == ["AUTHENTICATE EXTERNAL", "AUTHENTICATE +"])
    }

    @Test func `a challenge without end is aborted`() {
        var server = asked(.withAccount, offered: "sasl")
        for _ in 0..<120 { server.sends("AUTHENTICATE " + String(repeating: "A", count: 400)) }
        #expect(server.hears().count { $0 == "AUTHENTICATE *" } == 1)
    }

    @Test func `sasl is requested wherever it is offered, even with other mechanisms only`() {
        var server = ScriptedServer(.withAccount)
        server.sends(":s CAP * LS :sasl=EXTERNAL")
        #expect(server.hears().last == "CAP REQ sasl")
        server.sends(":s CAP * ACK :sasl")
        #expect(server.hears() == ["CAP END"])
        #expect(
            server.facts == [
                .trouble(
                    "not logged in: the server offers EXTERNAL, and `sasl` names none of them")
            ])
        server.sends(":s 001 casebell :Welcome", ":s CAP casebell NEW :sasl=EXTERNAL,PLAIN")
        #expect(server.hears().last == "AUTHENTICATE PLAIN")
    }

    @Test func `a mechanism that comes in its turn is tried, best first`() {
        var configuration = IRCSessionConfiguration.withAccount
        configuration.mechanisms.insert(.scramSHA256(account: "c", password: "s3cret"), at: 0)
        var server = asked(
            configuration, offered: "sasl=EXTERNAL,PLAIN,SCRAM-SHA-256", isEncrypted: true)
        #expect(server.hears() == ["AUTHENTICATE SCRAM-SHA-256"])
        server.sends("AUTHENTICATE +", ":s 904 casebell :no such credentials")
        #expect(server.hears().last == "AUTHENTICATE PLAIN")
        server.sends("AUTHENTICATE +", ":s 904 casebell :SASL authentication failed")
        #expect(server.hears().last == "QUIT Casebell")
        #expect(server.facts == [.credentialsRefused(reason: "no such credentials")])
    }

    @Test func `a service that leaves in the middle is not waited for, and asked when it is back`()
    {
        var server = asked(.withAccount, offered: "cap-notify sasl=PLAIN")
        server.sends("AUTHENTICATE +", ":s CAP * DEL :sasl")
        #expect(server.hears().last == "CAP END")
        server.sends(":s 906 casebell :aborted", ":s 001 casebell :Welcome")
        server.sends(":s CAP casebell NEW :sasl=PLAIN")
        #expect(server.hears().last == "CAP REQ sasl")
        server.sends(":s CAP casebell ACK :sasl")
        #expect(server.hears() == ["AUTHENTICATE PLAIN"])
    }

    /// `sasl` without a list, and 904 without 908: the server does not know the mechanism.
    @Test(arguments: ["904", "905", "902"])
    func `a failure before the password was said is not about the password`(numeric: String) {
        var server = asked(.withAccount, offered: "sasl")
        server.sends(":s \(numeric) casebell :SASL authentication failed")
        #expect(server.hears() == ["AUTHENTICATE PLAIN", "CAP END"])
        #expect(server.facts == [.warned("could not log in: SASL authentication failed")])
        #expect(!server.isClosed)
    }

    @Test func `a server that calls us back over and over is not followed`() {
        var server = asked(.withAccount, offered: "cap-notify sasl=PLAIN")
        for _ in 0..<20 {
            server.sends(
                "AUTHENTICATE +", ":s CAP * DEL :sasl", ":s CAP * NEW :sasl", ":s CAP * ACK :sasl")
        }
        #expect(server.hears().count { $0 == "AUTHENTICATE PLAIN" } == 4)
        server.sends(":s 001 casebell :Welcome")
        server.livesOn(31_000)
        server.sends(":s CAP casebell LS :sasl")
        #expect(server.hears().count { $0 == "AUTHENTICATE PLAIN" } == 1)
    }

    @Test func `whoever logs us out sees us log in again, later`() {
        var server = ScriptedServer.joined(.withAccount)
        server.sends(":s 901 casebell c!u@h :You are now logged out")
        #expect(server.hears() == [])
        server.livesOn(31_000)
        server.sends(":s CAP casebell LS :sasl=PLAIN")
        let heard = server.hears().filter { $0.hasPrefix("CAP") || $0.hasPrefix("AUTH") }
        #expect(heard == ["CAP LS 302", "AUTHENTICATE PLAIN"])
    }

    @Test func `an abort by the server is no refusal`() {
        var server = asked(.withAccount, offered: "sasl")
        server.sends("AUTHENTICATE +", ":s 906 casebell :SASL authentication aborted")
        #expect(server.hears().last == "CAP END")
        #expect(server.facts == [.warned("could not log in: SASL authentication aborted")])
        #expect(!server.isClosed)
    }

    @Test func `a server without capabilities is said to have no login, and not asked again`() {
        var server = ScriptedServer(.withAccount)
        server.sends(":s 421 * CAP :Unknown command", ":s 001 casebell :Welcome")
        #expect(
            server.facts.first
                == .warned("the server offers no login (SASL) now"))
        _ = server.hears()
        server.livesOn(100_000)
        #expect(!server.hears().contains { $0.hasPrefix("CAP") })
    }

    @Test func `a login refused later is not tried again`() {
        var server = asked(.withAccount, offered: "cap-notify")
        server.sends(":s 001 casebell :Welcome", ":s CAP casebell NEW :sasl=PLAIN")
        server.sends(":s CAP casebell ACK :sasl", "AUTHENTICATE +", ":s 904 casebell :failed")
        #expect(
            server.facts.contains(
                .trouble("the login to our account is refused, and not tried again: failed")))
        _ = server.hears()
        server.livesOn(100_000)
        server.sends(":s CAP casebell DEL :sasl", ":s CAP casebell NEW :sasl=PLAIN")
        #expect(!server.hears().contains { $0.hasPrefix("AUTHENTICATE") })
    }
}
