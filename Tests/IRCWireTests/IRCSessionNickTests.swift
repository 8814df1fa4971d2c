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

    /// The account of whoever has our nick meanwhile.
    @Test(arguments: [("*", true), ("CaseBell", true), ("mallory", false)])
    func `while a ghost has our nick we answer to it, and never for somebody else`(
        account: String, isOurs: Bool
    ) {
        var server = ScriptedServer.joined(.withAccount)
        func asks(_ text: String, _ target: String = "#care") {
            server.sends("@account=dana :dana!d@h PRIVMSG \(target) :\(text)")
        }
        asks("casebell_: claim 1")
        server.sends(":casebell!~bot@desk.test NICK casebell_")
        // Nobody is there who has it.
        asks("CaseBell, claim 2")
        server.sends(":casebell!~bot@old.test JOIN #care \(account) :bell")
        asks("casebell: claim 3")
        asks("casebell_: claim 4")
        asks("casebell: claim 5", "casebell_")
        #expect(server.sayings.map(\.isAddressed) == [false, true, isOurs, true, true])
        #expect(server.sayings[3].text == "claim 4")
        server.sends(":casebell!~bot@old.test QUIT :gone")
        asks("casebell: claim 6")
        #expect(server.sayings.last?.text == "claim 6")
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

/// The nick asked back from services, and limits of length.
@Suite struct IRCSessionServicesTests {
    private func displaced(
        _ services: IRCSessionConfiguration.Services?, isLoggedIn: Bool = true
    ) -> ScriptedServer {
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = []
        configuration.services = services
        var server = ScriptedServer(configuration)
        server.sends(":s CAP * LS :", ":s 433 * casebell :No")
        if isLoggedIn { server.sends(":s 900 * * casebell :in") }
        server.sends(":s 001 casebell_ :Welcome")
        _ = server.hears()
        server.passes(0)
        return server
    }

    @Test func `services give the nick back once it was refused`() {
        var server = displaced(.init())
        #expect(server.hears() == ["NICK casebell"])
        server.sends(":s 433 casebell_ casebell :No", ":s 433 casebell_ casebell :No")
        #expect(server.hears() == ["PRIVMSG NickServ :REGAIN casebell"])
        server.sends(
            ":NickServ!s@services NOTICE casebell_ :NICK mallory",
            ":NickServ!s@services PRIVMSG casebell_ :claim 1")
        #expect(server.hears() == [])
        #expect(server.sayings == [])
        server.sends(":casebell_!u@h NICK casebell")
        server.livesOn(100_000)
        #expect(!server.hears().contains { $0.hasPrefix("NICK") || $0.hasPrefix("PRIVMSG") })
    }

    @Test func `a ghost is taken off, and the nick asked for when it is free`() {
        var server = displaced(.init(name: "NS@s", command: .ghost, password: "s3cret"))
        _ = server.hears()
        server.sends(":s 433 casebell_ casebell :No")
        #expect(server.hears() == ["PRIVMSG NS@s :GHOST casebell s3cret"])
        server.passes(2000)
        #expect(server.hears() == ["NICK casebell"])
        // They are asked once per patience.
        server.sends(":s 433 casebell_ casebell :No")
        #expect(server.hears() == [])
        server.livesOn(30_000)
        server.sends(":s 433 casebell_ casebell :No")
        #expect(server.hears().contains("PRIVMSG NS@s :GHOST casebell s3cret"))
    }

    @Test(arguments: [true, false])
    func `services are spoken to only if configured and only once logged in`(isConfigured: Bool) {
        var server = displaced(
            isConfigured ? .init(name: "NickServ@s", password: "s3cret") : nil,
            isLoggedIn: !isConfigured)
        server.livesOn(31_000)
        server.sends(":s 433 casebell_ casebell :No")
        let heard = server.hears()
        #expect(heard.contains("NICK casebell"))
        #expect(!heard.contains { $0.hasPrefix("PRIVMSG") })
        guard isConfigured else { return }
        server.sends(":s 900 casebell_ c!u@h casebell :in")
        server.passes(0)
        server.sends(":s 433 casebell_ casebell :No")
        #expect(server.hears() == ["NICK casebell", "PRIVMSG NickServ@s :REGAIN casebell s3cret"])
    }

    @Test func `where the server watches, the nick is taken the moment it is free`() {
        var server = displaced(nil)
        server.sends(":s 005 casebell_ MONITOR=100 :are supported")
        #expect(server.hears() == ["MONITOR + casebell"])
        server.sends(":s 730 casebell_ :casebell!u@h", ":s 731 casebell_ :other")
        #expect(server.hears() == [])
        server.sends(":s 731 casebell_ :CaseBell")
        #expect(server.hears() == ["NICK casebell"])
        server.sends(":casebell_!u@h NICK casebell")
        #expect(server.hears() == ["MONITOR - casebell"])
    }

    @Test func `a nick too long for the server is cut, said once and not asked for again`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.nick = "casebell-desk"
        configuration.rooms = []
        var server = ScriptedServer(configuration)
        server.sends(":s CAP * LS :")
        _ = server.hears()
        server.sends(":s 432 * casebell-desk :Nickname too long, max. 9 characters")
        #expect(server.hears() == ["NICK casebell-"])
        server.sends(
            ":s 001 casebell- :Welcome", ":s 005 casebell- NICKLEN=9 :are supported",
            ":s 005 casebell- NICKLEN=9 :are supported")
        server.livesOn(100_000)
        #expect(!server.hears().contains { $0.hasPrefix("NICK") })
        let warnings = server.facts.filter { if case .warned = $0 { true } else { false } }
        #expect(
            warnings == [
                .warned(
                    "nicks are at most 9 bytes long here: casebell-desk is cut to casebell-")
            ])
    }

    @Test func `a nick the server does not allow is named as the trouble`() {
        var server = ScriptedServer()
        for _ in 0..<20 { server.sends(":s 432 * x :Erroneous Nickname") }
        #expect(
            server.facts == [
                .closing(
                    reason: "the server allows none of our nicks: configure another than casebell",
                    .dropped)
            ])
    }

    @Test func `a server with a mode for bots is told that we are one, once`() {
        var server = displaced(nil)
        server.sends(":s 005 casebell_ BOT=B :are", ":s 005 casebell_ BOT=B NICKLEN=30 :are")
        #expect(server.hears() == ["MODE casebell_ +B"])
    }
}
