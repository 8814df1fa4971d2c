import Testing

@testable import IRCWire

@Suite struct IRCSessionListingTests {
    /// Everybody is known, and the server has told modes and people.
    private func listed(_ capabilities: String = "account-notify") -> ScriptedServer {
        var server = ScriptedServer.joined(capabilities: capabilities)
        server.sends(
            ":s 324 casebell #care +i", ":s 354 casebell 999 u h dana dana",
            ":s 354 casebell 999 u h bo bo", ":s 315 casebell #care :End")
        server.livesOn(20_000)
        _ = server.hears()
        _ = server.learns()
        return server
    }

    @Test func `a netsplit is forgotten, and known again by one question for all`() {
        let crowd = (0..<200).map { "n\($0)" }
        var server = listed()
        for nick in crowd { server.sends(":\(nick)!u@h JOIN #care") }
        server.livesOn(20_000)
        #expect(server.hears().filter { $0.hasPrefix("WHO ") } == ["WHO #care %tuhna,999"])
        for nick in crowd { server.sends(":s 354 casebell 999 u h \(nick) \(nick)") }
        server.sends(":s 315 casebell #care :End")
        _ = server.learns()
        for nick in crowd { server.sends(":\(nick)!u@h QUIT :hub.example leaf.example") }
        #expect(
            server.learns().last
                == .privacy(
                    room: "#care", .closed(accounts: ["bo", "dana"], strangers: [])))
        for nick in crowd { server.sends(":\(nick)!u@h JOIN #care") }
        // Whoever came back is nobody until the server has said who they are.
        server.sends(":n7!u@h PRIVMSG #care :hello")
        #expect(server.sayings.last?.account == nil)
        guard
            case .privacy(_, .closed(_, let strangers)) = server.learns().last(where: {
                if case .privacy = $0 { true } else { false }
            })
        else { return #expect(Bool(false)) }
        #expect(strangers.count == 200)
        server.livesOn(20_000)
        #expect(server.hears().filter { $0.hasPrefix("WHO") } == ["WHO #care %tuhna,999"])
        for nick in crowd { server.sends(":s 354 casebell 999 u h \(nick) \(nick)") }
        server.sends(":n7!u@h PRIVMSG #care :hello")
        #expect(server.sayings.last?.account == "n7")
    }

    @Test func `a netsplit in batches with extended-join asks nobody at all`() {
        var server = listed("account-notify extended-join batch")
        server.sends(
            ":s BATCH +1 netsplit hub.example leaf.example",
            "@batch=1 :dana!u@h QUIT :hub.example leaf.example", ":s BATCH -1",
            ":s BATCH +2 netjoin hub.example leaf.example",
            "@batch=2 :dana!u@h JOIN #care dana :D", ":s BATCH -2", ":dana!u@h PRIVMSG #care :!c 1")
        #expect(server.sayings.last?.account == "dana")
        server.livesOn(20_000)
        #expect(!server.hears().contains { $0.hasPrefix("WHO") })
    }

    @Test func `what nobody told of a room is asked for again, ever more seldom`() {
        var server = ScriptedServer.joined()
        server.livesOn(200_000)
        let asked = server.hears().filter { $0 == "MODE #care" }
        #expect(asked.count == 3)
        server.sends(":s 324 casebell #care +i", ":s 315 casebell #care :End")
        server.livesOn(1_000_000)
        #expect(!server.hears().contains { $0.hasPrefix("MODE") || $0.hasPrefix("WHO") })
    }

    @Test func `people whom a room hides are strangers in it`() {
        var server = listed()
        server.sends(":s MODE #care +D")
        #expect(
            server.learns() == [
                .privacy(
                    room: "#care",
                    .closed(accounts: ["bo", "dana"], strangers: ["whoever the room hides (+D)"]))
            ])
    }

    /// As ircu does it with those who have said nothing yet when `D` is taken away. Elsewhere `d`
    /// is something else.
    @Test(arguments: [
        ("CHANMODES=b,k,l,imnpstrDd", true), ("CHANMODES=IXbeg,k,Hdl,imnpst", false), ("X", false),
    ])
    func `so are those who are still hidden`(modes: String, isHiding: Bool) {
        var server = ScriptedServer.joined(
            capabilities: "account-notify", support: "WHOX \(modes)", members: "@dana casebell")
        server.sends(
            ":s 324 casebell #care +iD", ":s 354 casebell 999 u h dana dana",
            ":s 315 casebell #care :End")
        _ = server.learns()
        server.sends(":s MODE #care +d-D")
        let strangers = isHiding ? ["whoever the room hides (+d)"] : []
        #expect(
            server.learns().last
                == .privacy(room: "#care", .closed(accounts: ["dana"], strangers: strangers)))
    }

    @Test func `a server that changes how names fold confuses nobody`() {
        var server = ScriptedServer.joined(
            capabilities: "account-notify", support: "CASEMAPPING=ascii WHOX",
            members: "casebell dana[ dana{")
        server.sends(
            ":s 354 casebell 999 u h dana[ dana", ":s 354 casebell 999 u h dana{ mallory",
            ":s 005 casebell CASEMAPPING=rfc1459 :are supported",
            ":dana[!u@h PRIVMSG #care :hello", ":dana{!u@h PRIVMSG #care :hello")
        #expect(server.sayings.map(\.account) == [nil, nil])
    }
}
