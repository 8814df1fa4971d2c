import Testing

@testable import IRCWire

/// People known by how the server shows them, where there are no accounts.
@Suite struct IRCSessionMasksTests {
    private static let dana = "dana!~dana@*.office.example"

    private func old(_ masks: String...) -> ScriptedServer {
        var configuration = IRCSessionConfiguration.desk
        configuration.masks = masks.isEmpty ? [Self.dana, "bo!*@10.0.0.?"] : masks
        return ScriptedServer.joined(configuration, capabilities: "", support: "CASEMAPPING=ascii")
    }

    @Test func `whom a mask fits is known by it, without a question`() {
        var server = old()
        server.sends(
            ":dana!~dana@pc7.office.example PRIVMSG #care :!c 1",
            ":DANA!~Dana@PC7.OFFICE.example PRIVMSG casebell :!c 1")
        #expect(server.sayings.map(\.account) == [Self.dana, Self.dana])
        #expect(!server.hears().contains { $0.hasPrefix("WHOIS") })
    }

    @Test(arguments: [
        "dana!~dana@pc7.office.example.evil.test", "dana!~dana@office.example",
        "dana!~mallory@pc7.office.example", "dana_!~dana@pc7.office.example",
        "dana", "dana!~dana", "bo!b@10.0.0.77",
        "d\u{430}na!~dana@pc7.office.example",
    ])
    func `whoever only looks like it is nobody`(source: String) {
        var server = old()
        server.sends(":\(source) PRIVMSG #care :hello")
        #expect(server.sayings.allSatisfy { $0.account == nil })
    }

    @Test func `the very line decides, whoever had the nick before`() {
        var server = old()
        server.sends(
            ":dana!~dana@pc7.office.example PRIVMSG #care :hello",
            ":dana!~dana@pc7.office.example QUIT :bye", ":dana!~dana@evil.test JOIN #care",
            ":dana!~dana@evil.test PRIVMSG #care :hello")
        #expect(server.sayings.map(\.account) == [Self.dana, nil])
    }

    @Test func `a line in other bytes than UTF-8 is nobody's`() {
        var server = old("*!*@*.office.example")
        server.receives(
            Array(":ren".utf8) + [0xE9] + Array("!r@pc7.office.example PRIVMSG #care :hi\r\n".utf8))
        #expect(server.sayings.map(\.account) == [nil])
    }

    @Test func `a user name that looks like the rest of a mask is a user name`() {
        var server = old("*!dana@10.0.0.7")
        server.sends(
            ":m!x!dana@10.0.0.7 PRIVMSG #care :hello", ":dana!dana@10.0.0.7 PRIVMSG #care :hello")
        #expect(server.sayings.map(\.account) == [nil, "*!dana@10.0.0.7"])
    }

    @Test func `where two masks fit neither counts`() {
        var server = old(Self.dana, "*!*@pc7.office.example")
        server.sends(":dana!~dana@pc7.office.example PRIVMSG #care :hello")
        #expect(server.sayings.map(\.account) == [nil])
    }

    @Test func `an account goes before a mask`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.masks = [Self.dana]
        var server = ScriptedServer.joined(configuration)
        server.sends("@account=mallory :dana!~dana@pc7.office.example PRIVMSG #care :hello")
        #expect(server.sayings.map(\.account) == ["mallory"])
    }

    @Test func `a plain WHO tells who is there, and the room is private among them`() {
        var server = ScriptedServer(old().session.configuration)
        server.sends(":s 001 casebell :Hi", ":s 005 casebell CASEMAPPING=ascii :are supported")
        _ = server.hears()
        server.sends(":casebell!~bot@desk.test JOIN #care")
        #expect(server.hears() == ["MODE #care", "WHO #care"])
        server.sends(
            ":s 353 casebell = #care :@dana bo casebell", ":s 366 casebell #care :End",
            ":s 324 casebell #care +i")
        #expect(!server.facts.contains { if case .privacy = $0 { true } else { false } })
        server.sends(
            ":s 352 casebell #care ~dana pc7.office.example s dana H@ :0 D",
            ":s 352 casebell #care b 10.0.0.7 s bo H :0 B", ":s 315 casebell #care :End")
        let everybody = ["bo!*@10.0.0.?", Self.dana]
        #expect(
            server.learns().last
                == .privacy(room: "#care", .closed(accounts: everybody, strangers: [])))
        server.sends(":mallory!~dana@pc8.office.example JOIN #care")
        #expect(
            server.learns().last
                == .privacy(room: "#care", .closed(accounts: everybody, strangers: ["mallory"])))
        server.sends(":mallory!~dana@pc8.office.example NICK bo2", ":bo2!x@10.0.0.7 PART #care")
        _ = server.learns()
        server.sends(":dana!~dana@pc7.office.example NICK d2")
        #expect(
            server.learns() == [
                .presence(nick: "dana", account: nil, isHere: false),
                .presence(nick: "d2", account: nil, isHere: true),
                .privacy(
                    room: "#care", .closed(accounts: ["bo!*@10.0.0.?"], strangers: ["d2"])),
            ])
    }

    @Test func `who comes is told with the mask`() {
        var server = old()
        server.sends(":dana!~dana@pc7.office.example JOIN #care")
        // dana was in the list of names already, as a stranger.
        #expect(
            server.learns() == [.presence(nick: "dana", account: Self.dana, isHere: true)])
    }
}
