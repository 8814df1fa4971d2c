import Testing

@testable import IRCWire

/// Identity: who said it, and never more than the server vouched for.
@Suite struct LookUpsTests {
    // MARK: - With account-tag

    @Test func `the tag is the account, in lower case`() {
        var server = ScriptedServer.joined()
        server.sends("@account=Dana[x] :dana!u@h PRIVMSG #care :!claim 42")
        #expect(server.sayings.map(\.account) == ["dana[x]"])
    }

    @Test func `no tag, no account, whatever was known before, and nobody is asked`() {
        var server = ScriptedServer.joined()
        server.sends(":dana!u@h ACCOUNT dana", ":dana!u@h PRIVMSG #care :!claim 42")
        #expect(server.sayings.map(\.account) == [nil])
        #expect(!server.hears().contains { $0.hasPrefix("WHO ") && $0.contains("dana") })
    }

    @Test func `a tag counts in a query from somebody who shares no room`() {
        var server = ScriptedServer.joined()
        server.sends("@account=lee :lee!u@h PRIVMSG casebell :ack all")
        #expect(server.sayings.map(\.account) == ["lee"])
    }

    @Test func `a sign in disguise is no account`() {
        var server = ScriptedServer.joined()
        server.sends("@account=\u{212A}ate :kate!u@h PRIVMSG #care :!claim 42")
        #expect(server.sayings.map(\.account) == [nil])
    }

    // MARK: - Tracked

    @Test func `extended-join and account-notify track everybody in a room`() {
        var server = ScriptedServer.joined(
            capabilities: "extended-join account-notify", support: "WHOX", members: "casebell")
        server.sends(
            ":dana!u@h JOIN #care dana :D", ":dana!u@h PRIVMSG #care :!claim 1",
            ":dana!u@h ACCOUNT *", ":dana!u@h PRIVMSG #care :!claim 2",
            ":dana!u@h ACCOUNT dana", ":dana!u@h NICK d2", ":d2!u@h PRIVMSG #care :!claim 3",
            ":d2!u@h PART #care", ":d2!u@h PRIVMSG casebell :claim 4")
        #expect(server.sayings.map(\.account) == ["dana", nil, "dana", nil])
        #expect(!server.hears().contains { $0.contains(" d2 ") || $0.contains(" dana ") })
    }

    @Test func `a nick that changed hands carries nothing over`() {
        var server = ScriptedServer.joined(
            capabilities: "extended-join account-notify", support: "WHOX", members: "casebell")
        server.sends(
            ":dana!u@h JOIN #care dana :D", ":mallory!u@h JOIN #care * :M",
            ":dana!u@h QUIT :bye", ":mallory!u@h NICK dana", ":dana!u@h PRIVMSG #care :!approve 42")
        #expect(server.sayings.map(\.account) == [nil])
    }

    @Test func `without account-notify a changed nick has to be looked up again`() {
        var server = ScriptedServer.joined(capabilities: "", support: "WHOX")
        server.sends(":s 354 casebell 999 u h dana dana", ":s 315 casebell #care :End")
        server.sends(":dana!u@h NICK d2")
        _ = server.hears()
        server.sends(":d2!u@h PRIVMSG #care :!claim 42")
        #expect(server.sayings == [])
        #expect(server.hears() == ["WHO d2 %tuhna,1"])
    }

    // MARK: - Looked up

    private func asking(support: String = "WHOX") -> ScriptedServer {
        var server = ScriptedServer.joined(capabilities: "account-notify", support: support)
        server.sends(":dana!u@h PRIVMSG #care :!claim 42")
        return server
    }

    @Test func `a command of somebody unknown waits for the answer`() {
        var server = asking()
        #expect(server.hears() == ["WHO dana %tuhna,1"])
        server.sends(":dana!u@h PRIVMSG #care :just talk", ":bo!u@h PRIVMSG #care :hello")
        #expect(server.sayings.map(\.text) == ["hello"])
        server.sends(":s 354 casebell 1 u h dana Dana", ":s 315 casebell dana :End")
        #expect(server.sayings.map(\.text) == ["hello", "!claim 42", "just talk"])
        #expect(server.sayings.map(\.account) == [nil, "dana", "dana"])
        server.sends(":dana!u@h PRIVMSG #care :!claim 43")
        #expect(server.sayings.last?.account == "dana")
    }

    @Test func `WHOIS answers where WHO cannot`() {
        var server = asking(support: "NICKLEN=9")
        #expect(server.hears() == ["WHOIS dana"])
        server.sends(
            ":s 311 casebell dana u h * :D", ":s 330 casebell dana Dana :is logged in as",
            ":s 318 casebell dana :End")
        #expect(server.sayings.map(\.account) == ["dana"])
    }

    @Test(arguments: ["hello all", "I said !claim", "casebells: claim 42"])
    func `plain talk asks nobody`(text: String) {
        var server = ScriptedServer.joined(capabilities: "", support: "WHOX")
        server.sends(":dana!u@h PRIVMSG #care :\(text)")
        #expect(server.sayings.map(\.account) == [nil])
        #expect(server.hears() == [])
    }

    @Test(arguments: ["casebell: claim 42", "CASEBELL, claim 42"])
    func `our nick in front asks`(text: String) {
        var server = ScriptedServer.joined(capabilities: "", support: "WHOX")
        server.sends(":dana!u@h PRIVMSG #care :\(text)")
        #expect(server.hears() == ["WHO dana %tuhna,1"])
    }

    /// Each comes before the answer and makes it the answer about somebody else.
    @Test(arguments: [
        ":dana!u@h QUIT :bye", ":dana!u@h PART #care", ":x!u@h KICK #care dana :out",
        ":dana!u@h NICK d2", ":dana!u@h ACCOUNT dana",
    ])
    func `what happens before the answer leaves the command without an account`(event: String) {
        var server = asking()
        server.sends(event)
        #expect(server.sayings.map(\.account) == [nil])
        server.sends(":s 354 casebell 1 u h dana dana", ":s 315 casebell dana :End")
        #expect(server.sayings.map(\.account) == [nil])
    }

    @Test func `somebody who shares no room is not believed, for nobody tells of changes`() {
        var server = ScriptedServer.joined(capabilities: "account-notify", support: "WHOX")
        server.sends(":lee!u@h PRIVMSG casebell :ack all", ":lee!u@h PRIVMSG #care :!ack all")
        #expect(server.sayings.map(\.account) == [nil, nil])
        #expect(server.hears() == [])
    }

    @Test func `an answer that does not come is no account`() {
        var server = asking()
        server.passes(4999)
        #expect(server.sayings == [])
        server.passes(1)
        #expect(server.sayings.map(\.account) == [nil])
    }

    @Test func `an answer to another question does not count`() {
        var server = asking()
        server.sends(":s 354 casebell 7 u h dana dana", ":s 354 casebell 999 u h dana dana")
        #expect(server.sayings == [])
        server.sends(":s 315 casebell dana :End")
        #expect(server.sayings.map(\.account) == [nil])
    }

    @Test func `no account is believed for a moment only where changes are not told`() {
        var server = ScriptedServer.joined(capabilities: "", support: "WHOX")
        for _ in 0..<3 { server.sends(":dana!u@h PRIVMSG #care :!c 1") }
        #expect(server.hears() == ["WHO dana %tuhna,1"])
        server.sends(":s 354 casebell 1 u h dana 0", ":dana!u@h PRIVMSG #care :!c 2")
        #expect(server.hears() == [])
        server.passes(2001)
        server.sends(":dana!u@h PRIVMSG #care :!c 3")
        #expect(server.hears() == ["WHO dana %tuhna,2"])
        server.sends(":s 354 casebell 2 u h dana dana")
        #expect(server.sayings.map(\.account) == [nil, nil, nil, nil, "dana"])
    }

    @Test func `a crowd of strangers is bounded`() {
        let crowd = (0..<100).map { "n\($0)" }
        var server = ScriptedServer.joined(
            capabilities: "", support: "WHOX", members: "casebell " + crowd.joined(separator: " "))
        for nick in crowd { server.sends(":\(nick)!u@h PRIVMSG #care :!claim 1") }
        #expect(server.hears().count == LookUps.openMax)
        #expect(server.sayings.count == crowd.count - LookUps.openMax)
        for _ in 0..<100 { server.sends(":n1!u@h PRIVMSG #care :!claim 1") }
        server.passes(5000)
        #expect(server.sayings.count == crowd.count + 100)
        #expect(server.sayings.allSatisfy { $0.account == nil })
    }

    @Test func `a name in other bytes than UTF-8 is nobody`() {
        var server = ScriptedServer.joined(
            capabilities: "extended-join account-notify", support: "WHOX", members: "casebell")
        server.sends(":ren\u{E9}!u@h JOIN #care rene :R")
        server.receives(
            Array(":ren".utf8) + [0xE9] + Array("!u@h PRIVMSG #care :!ok k7f2\r\n".utf8))
        #expect(server.sayings.map(\.account) == [nil])
    }

    @Test func `what the server played back says nothing about who is logged in now`() {
        var server = ScriptedServer.joined(
            capabilities: "extended-join account-notify batch", support: "WHOX", members: "casebell"
        )
        server.sends(
            ":dana!u@h JOIN #care dana :D", ":s BATCH +1 chathistory #care",
            "@batch=1 :dana!u@h PRIVMSG #care :!approve 42", ":s BATCH -1")
        #expect(server.sayings.map(\.account) == [nil])
        #expect(server.sayings.map(\.isFromHistory) == [true])
    }
}

/// Who is not who they seem.
@Suite struct ImpostorTests {
    @Test(arguments: [
        "bot", "draft/bot", "inspircd.org/bot", "draft/relaymsg=relay", "bot;account=dana",
    ])
    func `what a bot says, or passes on, is not heard`(tags: String) {
        var server = ScriptedServer.joined()
        server.sends("@\(tags) :dana/far!u@relay PRIVMSG #care :!ok k7f2")
        #expect(server.sayings == [])
    }

    @Test func `a client's own tag makes nobody a bot, and nobody logged in`() {
        var server = ScriptedServer.joined()
        server.sends("@+bot;+account=dana :m!u@h PRIVMSG #care :!ok k7f2")
        #expect(server.sayings.map(\.account) == [nil])
    }

    /// The same letters in another spelling are another account.
    @Test func `an account spelt with other bytes is news`() {
        var server = ScriptedServer.joined(capabilities: "account-notify extended-join")
        server.sends(":rene!u@h JOIN #care ren\u{E9} :R")
        _ = server.learns()
        server.sends(":rene!u@h ACCOUNT rene\u{301}", ":rene!u@h PRIVMSG #care :hello")
        #expect(server.facts.contains { if case .presence = $0 { true } else { false } })
        let account = server.sayings.last?.account ?? ""
        #expect(Array(account.utf8) == Array("rene\u{301}".utf8))
    }

    @Test func `bytes read as Latin-1 move nobody's account to another nick`() {
        var server = ScriptedServer.joined(
            capabilities: "account-notify extended-join", support: "WHOX")
        server.sends(":ren\u{E9}!u@h JOIN #care rene :R")
        server.receives(Array(":ren".utf8) + [0xE9] + Array("!m@evil NICK mallory\r\n".utf8))
        server.sends(":mallory!m@evil PRIVMSG #care :hello")
        #expect(server.sayings.map(\.account) == [nil])
    }

    @Test func `bytes read as Latin-1 make nobody leave`() {
        var server = ScriptedServer.joined(
            capabilities: "account-notify extended-join", support: "WHOX", members: "casebell")
        server.sends(
            ":ren\u{E9}!u@h JOIN #care * :R", ":s 324 casebell #care +i",
            ":s 315 casebell #care :End")
        server.receives(Array(":ren".utf8) + [0xE9] + Array("!m@evil QUIT :bye\r\n".utf8))
        server.receives(Array(":ren".utf8) + [0xE9] + Array("!m@evil PART #care\r\n".utf8))
        let privacy = server.facts.last { if case .privacy = $0 { true } else { false } }
        #expect(
            privacy
                == .privacy(room: "#care", .closed(accounts: [], strangers: ["ren\u{E9}"])))
    }

    @Test func `people beyond counting keep a room from being private`() {
        var server = ScriptedServer.joined()
        server.sends(
            ":s 324 casebell #care +i", ":s 315 casebell #care :End", ":!u@h JOIN #care * :x",
            ":$x!u@h JOIN #care * :x")
        guard
            case .privacy(_, .closed(_, let strangers)) = server.facts.last(where: {
                if case .privacy = $0 { true } else { false }
            })
        else { return #expect(Bool(false)) }
        #expect(strangers.contains("more people than can be told apart"))
    }
}
