import Testing

@testable import IRCWire

@Suite struct IRCSessionNickTests {
    @Test(arguments: ["433", "432", "436", "437"])
    func `a nick that cannot be had gives way to others`(numeric: String) {
        var configuration = IRCSessionConfiguration.desk
        configuration.otherNicks = ["deskbell"]
        var server = ScriptedServer(configuration)
        _ = server.hears()
        server.sends(":s \(numeric) * casebell :No")
        server.sends(":s \(numeric) * deskbell :No")
        server.sends(":s \(numeric) * casebell_ :No")
        #expect(server.hears() == ["NICK deskbell", "NICK casebell_", "NICK casebel_2"])
        #expect(!server.isClosed)
    }

    @Test func `without a free nick the connection ends, to be tried again`() {
        var server = ScriptedServer()
        for _ in 0..<20 { server.sends(":s 433 * x :No") }
        #expect(server.facts == [.closing(reason: "no nick is free for us", .dropped)])
    }

    @Test func `the nick is asked for again, and at once when its holder leaves`() {
        var server = ScriptedServer()
        server.sends(":s CAP * LS :", ":s 433 * casebell :No", ":s 001 casebell_ :Welcome")
        server.sends(":casebell_!u@h JOIN #care", ":s 353 casebell_ = #care :casebell casebell_")
        _ = server.hears()
        server.livesOn(31_000)
        #expect(server.hears().contains("NICK casebell"))
        server.sends(":s 433 casebell_ casebell :No")
        #expect(server.hears() == [])
        server.sends(":casebell!u@h QUIT :bye")
        #expect(server.hears() == ["NICK casebell"])
        server.sends(":casebell_!u@h NICK :casebell")
        #expect(server.facts.contains(.nickChanged("casebell")))
        _ = server.hears()
        server.livesOn(100_000)
        #expect(!server.hears().contains("NICK casebell"))
    }

    @Test func `a nick taken from us is asked for again`() {
        var server = ScriptedServer.joined()
        server.sends(":casebell!~bot@desk.test NICK Guest123")
        #expect(server.session.nick == "Guest123")
        server.livesOn(31_000)
        #expect(server.hears().contains("NICK casebell"))
        server.sends(":dana!u@h PRIVMSG Guest123 :claim 42")
        #expect(server.sayings.last?.room == nil)
    }
}
