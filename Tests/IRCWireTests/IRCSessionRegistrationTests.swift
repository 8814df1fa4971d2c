import Testing

@testable import IRCWire

@Suite struct IRCSessionRegistrationTests {
    @Test func `CAP LS 302 is the first line`() {
        var server = ScriptedServer()
        #expect(
            server.hears() == ["CAP LS 302", "NICK casebell", "USER casebell 0 * casebell"])
    }

    private var withPassword: IRCSessionConfiguration {
        var configuration = IRCSessionConfiguration.desk
        configuration.serverPassword = "open sesame"
        return configuration
    }

    @Test func `the server password stands before the nick`() {
        var server = ScriptedServer(withPassword, isEncrypted: true)
        #expect(server.hears().prefix(3) == ["CAP LS 302", "PASS :open sesame", "NICK casebell"])
    }

    @Test(arguments: [
        ":s CAP * LS :batch", ":s 421 * CAP :Unknown command", ":s 451 CAP :Register first", "",
    ])
    func `in the clear the server password waits for what the server says of TLS`(line: String) {
        var server = ScriptedServer(withPassword)
        server.sends(":s NOTICE * :*** Looking up your hostname", ":s CAP * LS * :batch")
        #expect(server.hears() == ["CAP LS 302"])
        if line.isEmpty { server.passes(10_000) } else { server.sends(line) }
        #expect(
            server.hears().prefix(3) == [
                "PASS :open sesame", "NICK casebell", "USER casebell 0 * casebell",
            ])
        server.sends(":s CAP * LS :batch", ":s 001 casebell :Welcome")
        #expect(!server.hears().contains { $0.hasPrefix("PASS") || $0.hasPrefix("NICK") })
    }

    @Test func `a list of capabilities over several lines is one list`() {
        var server = ScriptedServer()
        _ = server.hears()
        server.sends(":s CAP * LS * :account-tag unknown-cap", ":s CAP * LS * :batch")
        #expect(server.hears() == [])
        server.sends(":s CAP * LS :echo-message")
        #expect(server.hears() == ["CAP REQ :account-tag batch echo-message"])
        server.sends(":s CAP * ACK :account-tag batch echo-message ")
        #expect(server.hears() == ["CAP END"])
    }

    @Test(arguments: [":s CAP * LS :", ":s CAP * LS :draft/unknown"])
    func `nothing to ask for ends the negotiation`(line: String) {
        var server = ScriptedServer()
        _ = server.hears()
        server.sends(line)
        #expect(server.hears() == ["CAP END"])
    }

    @Test func `a refused list is asked for name by name, once`() {
        var server = ScriptedServer()
        _ = server.hears()
        server.sends(":s CAP * LS :account-tag batch")
        #expect(server.hears() == ["CAP REQ :account-tag batch"])
        server.sends(":s CAP * NAK :account-tag batch")
        #expect(server.hears() == ["CAP REQ account-tag", "CAP REQ batch"])
        server.sends(":s CAP * NAK :account-tag", ":s CAP * ACK :batch")
        #expect(server.hears() == ["CAP END"])
        #expect(server.session.capabilities.enabled == ["batch"])
    }

    @Test func `a server without capabilities registers us all the same`() {
        var server = ScriptedServer()
        _ = server.hears()
        server.sends(":s 421 * CAP :Unknown command", ":s 001 casebell :Welcome")
        #expect(server.hears() == ["JOIN #care"])
        #expect(server.facts.contains(.registered(nick: "casebell")))
    }

    @Test func `the nick of 001 is the truth`() {
        var server = ScriptedServer()
        server.sends(":s CAP * LS :", ":s 001 casebell-account :Welcome")
        #expect(server.session.nick == "casebell-account")
        _ = server.hears()
        server.livesOn(60_000)
        #expect(!server.hears().contains { $0.hasPrefix("NICK") })
    }

    @Test func `capabilities that come later are asked for, those that go are off`() {
        var server = ScriptedServer.joined(capabilities: "cap-notify")
        server.sends(":s CAP casebell NEW :account-tag echo-message")
        #expect(server.hears() == ["CAP REQ :account-tag echo-message"])
        server.sends(":s CAP casebell ACK :account-tag echo-message")
        #expect(server.session.capabilities.has("account-tag"))
        server.sends(":s CAP casebell DEL :account-tag")
        #expect(!server.session.capabilities.has("account-tag"))
        #expect(!server.hears().contains("CAP END"))
    }

    @Test func `services that come between CAP END and 001 do not hold the registration up`() {
        var server = ScriptedServer(.withAccount)
        _ = server.hears()
        server.sends(":s CAP * LS :cap-notify", ":s CAP * ACK :cap-notify")
        #expect(server.hears().last == "CAP END")
        server.sends(":s CAP * NEW :sasl=PLAIN", ":s CAP * ACK :sasl", "AUTHENTICATE +")
        server.sends(":s 903 * :SASL authentication successful")
        #expect(server.hears().last == "CAP END")
        server.sends(":s 001 casebell :Welcome", ":s CAP casebell NEW :echo-message")
        server.sends(":s CAP casebell ACK :echo-message")
        #expect(!server.hears().contains("CAP END"))
    }

    @Test func `a registration that never ends is given up`() {
        var server = ScriptedServer()
        for _ in 0..<6 {
            server.passes(9_500)
            server.sends(":s NOTICE * :*** Looking up your hostname")
        }
        #expect(!server.isClosed)
        server.passes(4000)
        #expect(server.isClosed)
    }

    @Test func `a server that falls silent during the registration is noticed within 30 s`() {
        var server = ScriptedServer()
        server.passes(10_000)
        server.sends(":s NOTICE * :*** Looking up your hostname")
        server.passes(27_000)
        #expect(!server.isClosed)
        server.passes(1500)
        #expect(server.isClosed)
    }

    @Test func `a wrong server password is terminal, a ban is not`() {
        var first = ScriptedServer()
        first.sends(":s 464 * :Password incorrect")
        #expect(
            first.facts == [
                .passwordRefused(reason: "the server's password: Password incorrect")
            ])
        var second = ScriptedServer()
        second.sends(":s 465 * :You are banned")
        #expect(second.facts == [.closing(reason: "You are banned", .banned)])
    }

    @Test func `a refusal cut short is a refusal all the same`() {
        var server = ScriptedServer()
        server.sends(":s CAP * LS :account-tag batch")
        _ = server.hears()
        server.sends(":s CAP * NAK :acc")
        #expect(server.hears() == ["CAP REQ account-tag", "CAP REQ batch"])
        server.sends(":s CAP * NAK :", ":s CAP * NAK")
        #expect(server.hears() == ["CAP END"])
    }

    @Test func `one answer may come in several lines, and may turn something off`() {
        var server = ScriptedServer()
        server.sends(":s CAP * LS :account-tag batch echo-message")
        _ = server.hears()
        server.sends(":s CAP * ACK :account-tag  ", ":s CAP * ACK :-batch")
        #expect(server.hears() == [])
        server.sends(":s CAP * ACK :  echo-message unasked")
        #expect(server.hears() == ["CAP END"])
        #expect(server.session.capabilities.enabled == ["account-tag", "echo-message"])
    }

    @Test func `a request without an answer does not keep us out`() {
        var server = ScriptedServer()
        server.sends(":s CAP * LS :account-tag batch")
        _ = server.hears()
        server.passes(10_000)
        #expect(server.hears() == ["CAP END"])
        server.sends(":s 001 casebell :Welcome", ":s CAP casebell ACK :batch account-tag")
        #expect(server.session.capabilities.has("batch"))
    }
}
