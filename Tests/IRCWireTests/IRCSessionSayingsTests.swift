import Testing

@testable import IRCWire

@Suite struct IRCSessionSayingsTests {
    @Test func `a saying carries what the desk needs`() {
        var server = ScriptedServer.joined()
        server.sends(
            "@account=dana;msgid=m1;time=2026-11-21T10:31:42.123Z :dana!~d@h PRIVMSG #CARE "
                + ":casebell: \u{2}claim\u{2} 42")
        #expect(
            server.sayings == [
                IRCSaying(
                    room: "#care", nick: "dana", account: "dana", text: "claim 42",
                    isAddressed: true,
                    messageID: "m1", serverTime: 1_795_257_102_123, heardAt: server.now,
                    isFromHistory: false,
                    bytesLeft: 512
                        - ":dana!~d@h PRIVMSG #CARE :casebell: .claim. 42\r\n".utf8.count,
                    bytesLeftAsReckoned: 512 - 75
                        - ":dana PRIVMSG #CARE :casebell: .claim. 42\r\n".utf8.count)
            ])
    }

    /// By the clock of what the server itself said, which differs from ours.
    @Test func `a line that was long on its way says for how long`() {
        var server = ScriptedServer.joined()
        server.sends("@time=2026-11-21T10:32:00.000Z :s PONG s :x")
        server.passes(10_000)
        server.sends(
            "@time=2026-11-21T10:32:09.500Z :dana!u@h PRIVMSG #care :!c 1",
            "@time=2026-11-21T10:31:50.000Z :bo!u@h PRIVMSG #care :!c 2",
            ":eve!u@h PRIVMSG #care :!c 3")
        #expect(server.sayings.map(\.delay) == [0, 20_000, 0])
        #expect(server.sayings.map(\.isDelaySure) == [false, false, false])
        #expect(server.sayings.map(\.isFromHistory) == [false, false, false])
    }

    @Test func `without a msgid the connection counts`() {
        var server = ScriptedServer.joined(capabilities: "account-tag")
        server.sends(":dana!u@h PRIVMSG #care :a", ":dana!u@h PRIVMSG casebell :b")
        #expect(server.sayings.map(\.messageID) == ["c1.1", "c1.2"])
        #expect(server.sayings.map(\.room) == ["#care", nil])
    }

    @Test(arguments: [
        ":dana!u@h NOTICE #care :!claim 42", "@bot :dana!u@h PRIVMSG #care :!claim 42",
        "@account=dana;bot= :dana!u@h PRIVMSG #care :!claim 42",
        ":dana!u@h PRIVMSG #care :\u{1}ACTION claims 42\u{1}",
        ":dana!u@h PRIVMSG casebell :\u{1}VERSION\u{1}", ":irc.test PRIVMSG casebell :!claim 42",
        "PRIVMSG casebell :!claim 42", ":dana!u@h PRIVMSG $* :!claim 42",
        ":casebell!~bot@desk.test PRIVMSG #care :!claim 42",
        ":CASEBELL!~bot@desk.test PRIVMSG casebell :!claim 42",
        "@+typing=active :dana!u@h TAGMSG :#care", ":dana!u@h PRIVMSG #care",
    ])
    func `what nobody said to us is no saying, and is not answered`(line: String) {
        var server = ScriptedServer.joined()
        server.sends(line)
        #expect(server.sayings == [])
        #expect(server.hears() == [])
    }

    @Test func `a line to those of a rank is said in the room`() {
        var server = ScriptedServer.joined(support: "STATUSMSG=@+ WHOX")
        server.sends("@account=dana :dana!u@h PRIVMSG @#care :!claim 42")
        #expect(server.sayings.map(\.room) == ["#care"])
    }

    @Test(arguments: [(512, "LINELEN=512"), (2048, "LINELEN=2048")])
    func `the bytes left are those of the sender's own line`(limit: Int, token: String) {
        var server = ScriptedServer.joined(support: token)
        let frame = ":dana!~dana@a.long.host.example PRIVMSG #care :\r\n".utf8.count
        for text in [limit - frame, limit - frame - 40, limit - frame + 9] {
            server.sends(
                ":dana!~dana@a.long.host.example PRIVMSG #care :"
                    + String(repeating: "x", count: text))
        }
        #expect(server.sayings.map(\.bytesLeft) == [0, 40, 0])
    }

    @Test(arguments: ["LINELEN=2048", "LINELEN=4096"])
    func `a client that cuts at 512 bytes although the server takes more is known by it`(
        token: String
    ) {
        var server = ScriptedServer.joined(support: token)
        let longer = server.session.support.lineBytes - 512
        let frame = ":dana!dana@127.0.0.1 PRIVMSG #care :\r\n".utf8.count
        for text in [512 - frame - 3, 512 - frame, 512 - frame + 1, 407] {
            server.sends(
                ":dana!dana@127.0.0.1 PRIVMSG #care :" + String(repeating: "x", count: text))
        }
        #expect(server.sayings.map(\.bytesLeft) == [3, 0, longer - 1, 67])
        // The first three are longer than whoever reckons with a long host would send them.
        #expect(server.sayings.map(\.bytesLeftAsReckoned).last == 7)
    }

    @Test func `a client that reckons with a long host has less room`() {
        var server = ScriptedServer.joined()
        // What irssi sends as the first part of a long line: it reckons with 74 bytes of
        // user and host, where the server shows 14.
        server.sends(":dana!dana@127.0.0.1 PRIVMSG #care :" + String(repeating: "x", count: 407))
        #expect(server.sayings.map(\.bytesLeft) == [67])
        #expect(server.sayings.map(\.bytesLeftAsReckoned) == [7])
    }

    @Test func `a text may hold anything but a line end`() {
        var server = ScriptedServer.joined()
        server.sends("@account=dana :dana!u@h PRIVMSG #care ::) \u{202E} ü 日本")
        #expect(server.sayings.map(\.text) == [":) \u{202E} ü 日本"])
    }
}
