import Testing

@testable import IRCWire

/// What a session does about what a server says of itself (005).
@Suite struct IRCSessionSupportTests {
    @Test func `two names that become one are nobody's account`() {
        var server = ScriptedServer.joined(
            capabilities: "account-notify extended-join", support: "CASEMAPPING=ascii WHOX",
            members: "[a {a dana casebell")
        server.sends(
            ":s 354 casebell 999 u h [a alice", ":s 354 casebell 999 u h {a carol",
            ":s 354 casebell 999 u h dana dana", ":s 315 casebell #care :End",
            ":s 005 casebell CASEMAPPING=rfc1459 :are supported",
            ":[a!u@h PRIVMSG #care :!take 1", ":DANA!u@h PRIVMSG #care :!take 2")
        #expect(server.sayings.map(\.account) == ["dana"])
        #expect(server.hears().contains { $0.hasPrefix("WHO [a ") })
    }

    @Test func `a room keeps its people when names are folded anew`() {
        var server = ScriptedServer.joined(
            capabilities: "account-notify extended-join", support: "CASEMAPPING=rfc1459 WHOX",
            members: "dana casebell")
        server.sends(
            ":casebell!c@h JOIN #x[y] casebell :C", ":s 353 casebell = #x[y] :bo casebell",
            ":s 005 casebell CASEMAPPING=ascii :are supported", ":bo!u@h PART #X[Y]")
        #expect(server.session.roster.people.count == 1)
        server.sends(":dana!u@h PART #CARE")
        #expect(server.session.roster.people.isEmpty)
    }

    @Test func `an utterance under way is not torn when names are folded anew`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = FloodAllowance(burst: 1, every: 1000)
        var server = ScriptedServer.joined(
            configuration, capabilities: "", support: "CASEMAPPING=rfc1459", members: "[a casebell")
        server.passes(5000)
        server.say(Utterance(id: "d1", target: "[a", lines: [[.plain("1")], [.plain("2")]]))
        server.sends(":s 005 casebell CASEMAPPING=ascii :are supported")
        server.say(Utterance(id: "d2", target: "[a", lines: [[.plain("3")]]))
        server.livesOn(9000)
        let said = server.hears().filter { $0.hasPrefix("PRIVMSG") }
        #expect(said == ["PRIVMSG [a :1", "PRIVMSG [a :2", "PRIVMSG [a :3"])
        #expect(server.session.speech.openTalks.isEmpty)
    }

    @Test func `rooms are entered as many at a time as the server takes`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = (1...5).map { .init(name: "#r\($0)", key: $0 == 4 ? "k" : nil) }
        var server = ScriptedServer(configuration)
        server.sends(
            ":s CAP * LS :", ":s 005 casebell TARGMAX=JOIN:2 :are supported",
            ":s 001 casebell :Welcome")
        let joins = server.hears().filter { $0.hasPrefix("JOIN") }
        #expect(joins == ["JOIN #r4,#r1 k", "JOIN #r2,#r3", "JOIN #r5"])
    }

    @Test func `lines are as long as the server reads, to the byte`() {
        for (support, limit) in [("WHOX", 512), ("LINELEN=1024", 1024), ("LINELEN=100", 512)] {
            var server = ScriptedServer.joined(capabilities: "", support: support)
            let text = String(repeating: "x", count: 3000)
            server.say(Utterance(id: "d1", target: "#care", lines: [[.plain(text)]]))
            let first = server.hears().first { $0.hasPrefix("PRIVMSG") } ?? ""
            let shown = ":casebell!~bot@desk.test PRIVMSG #care :".utf8.count + 2
            #expect(first.dropFirst("PRIVMSG #care :".count).count + shown == limit)
        }
    }
}
