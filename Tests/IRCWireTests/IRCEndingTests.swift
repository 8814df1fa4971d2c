import Testing

@testable import IRCWire

@Suite struct IRCEndingTests {
    private static let words: [(String, IRCEnding)] = [
        ("Closing Link: casebell[desk.test] (K-Lined)", .banned),
        ("Closing Link: casebell[desk.test] (*** You are not welcome on this network)", .banned),
        ("Closing link: (bot@desk.test) [Z:lined: spam]", .banned),
        ("Closing Link: 10.0.0.1 (AKILL ID: 77)", .banned),
        ("You are banned from this server", .banned),
        ("Trying to reconnect too fast.", .throttled),
        ("Your host is trying to (re)connect too fast -- throttled", .throttled),
        ("Closing link: (unknown@desk.test) [No more connections allowed]", .throttled),
        ("Too many host connections (local)", .throttled),
        ("Closing Link: casebell[desk.test] (Killed (dana (out)))", .killed),
        ("Closing link: (bot@desk.test) [Excess Flood]", .killed),
        ("Closing link: (bot@desk.test) [RecvQ exceeded]", .killed),
        ("Server shutting down", .restarting), ("Server going down", .restarting),
        ("Server Terminating", .restarting), ("Restarting: new version", .restarting),
        ("Ping timeout: 120 seconds", .dropped), ("Connection reset by peer", .dropped),
    ]

    @Test(arguments: words)
    func `ERROR ends it, and its words say how`(reason: String, ending: IRCEnding) {
        var server = ScriptedServer.joined()
        server.sends("ERROR :\(reason)")
        #expect(server.isClosed)
        #expect(server.facts.last == .closing(reason: reason, ending))
    }

    @Test func `killed, it goes, and nobody else's kill is ours`() {
        var server = ScriptedServer.joined()
        server.sends(":oper!o@staff KILL bo :spam")
        #expect(!server.isClosed)
        server.sends(":oper!o@staff KILL casebell :wrong\u{3}4 bot")
        #expect(server.isClosed)
        #expect(server.facts == [.closing(reason: "killed by oper: wrong bot", .killed)])
    }

    @Test func `a server may ask us to connect anew, a person may not`() {
        var server = ScriptedServer.joined()
        server.sends(":mallory!u@h RECONNECT")
        #expect(!server.isClosed)
        server.sends(":tmi.example RECONNECT")
        #expect(server.isClosed)
        #expect(
            server.facts == [.closing(reason: "the server asks us to connect anew", .restarting)])
    }

    @Test func `a server's long words are shortened and stay one line`() {
        let reason = IRCSession.reason(String(repeating: "x", count: 500) + "\u{7}")
        #expect(reason.count == 201)
        #expect(IRCSession.reason("a\nb\u{2}c") == "a bc")
    }
}
