import Testing

@testable import IRCWire

/// Our own words, looked for in the server's history before they are said again.
@Suite struct IRCSessionRepeatsTests {
    private func utterance(_ lines: [String] = ["#1 P1 care"], id: String = "post-7")
        -> Utterance
    {
        Utterance(
            id: id, attempt: 2, target: "#care", lines: lines.map { [.plain($0)] },
            isRepeat: true, age: 30_000)
    }

    private func back(
        _ memory: IRCMemory = IRCMemory(), support: String = "CHATHISTORY=50 NICKLEN=30",
        capabilities: String = IRCSessionHistoryTests.modern
    ) -> ScriptedServer {
        IRCSessionHistoryTests.back(memory, capabilities: capabilities, support: support)
    }

    /// The server tells that it reaches back, and what is there.
    private func tells(_ server: inout ScriptedServer, _ lines: String..., reaches: Bool = true) {
        server.sends(":s BATCH +a chathistory #care")
        if reaches { server.sends("@batch=a;msgid=m0 :bo!b@h PRIVMSG #care :before") }
        server.sends(":s BATCH -a", ":s BATCH +b chathistory #care")
        for (number, line) in lines.enumerated() {
            server.sends("@batch=b;msgid=o\(number);\(line)")
        }
        server.sends(":s BATCH -b")
        if !lines.isEmpty { server.sends(":s BATCH +c chathistory #care", ":s BATCH -c") }
    }

    private let ours = ":casebell!~bot@desk.test PRIVMSG #care"

    @Test func `what we said is known again by its mark and not said twice`() {
        var server = back()
        server.say(utterance())
        #expect(
            server.asks() == ["CHATHISTORY BEFORE #care timestamp=2026-11-21T10:30:30.001Z 1"])
        tells(&server, "+casebell/id=post-7.0.1 \(ours) :#1 P1 care · 27m")
        #expect(server.receipts == [.sent(reference: "o0")])
        #expect(!server.hears().contains { $0.contains("PRIVMSG") })
    }

    @Test func `what is surely not there is said as if for the first time`() {
        var server = back()
        server.say(utterance())
        tells(&server, "+casebell/id=post-6.0.1 \(ours) :#1 something else")
        #expect(server.hasSaid() == ["#1 P1 care"])
    }

    @Test func `what may have been forgotten is said once more and marked`() {
        var server = back()
        server.say(utterance())
        tells(&server, reaches: false)
        #expect(server.hasSaid() == ["(again?) #1 P1 care"])
    }

    @Test func `a history that drops our marks settles nothing after a restart`() {
        var server = back()
        server.say(utterance())
        tells(&server, "x \(ours) :#1 P1 care · 27m")
        #expect(server.hasSaid() == ["(again?) #1 P1 care"])
    }

    @Test func `nobody else's mark counts`() {
        var server = back()
        server.say(utterance())
        tells(&server, "+casebell/id=post-7.0.1 :eve!e@h PRIVMSG #care :#1 P1 care")
        #expect(server.hasSaid() == ["#1 P1 care"])
    }

    /// The marks of our lines are there for everybody to copy.
    @Test(arguments: [false, true])
    func `whoever had our nick meanwhile settles nothing`(hasAccounts: Bool) {
        var server = back()
        if hasAccounts {
            server.sends("@account=casebell :casebell!~bot@desk.test PRIVMSG #care :x")
        }
        server.say(utterance())
        tells(&server, "+casebell/id=post-7.0.1 :casebell!m@evil.test PRIVMSG #care :lies")
        #expect(server.hasSaid() == ["(again?) #1 P1 care"])
    }

    @Test func `the rest of what broke off is said`() {
        var server = back()
        server.say(utterance(["#1 one", "#1 two", "#1 three"]))
        tells(
            &server, "+casebell/id=post-7.0.3 \(ours) :#1 one",
            "+casebell/id=post-7.1.3 \(ours) :#1 two")
        #expect(server.hasSaid() == ["#1 three"])
    }

    @Test func `within one process the words themselves are enough`() {
        var memory = IRCMemory()
        memory.unsure.keep("post-7", ["#1 one", "#1 two"])
        let support = "CHATHISTORY=50 CLIENTTAGDENY=*"
        var server = back(memory, support: support)
        server.say(utterance(["#1 one", "#1 two"]))
        tells(&server, "x \(ours) :#1 one", "x \(ours) :#1 two")
        #expect(server.receipts == [.sent(reference: "o0")])
        server = back(memory, support: support)
        server.say(utterance(["#1 one", "#1 two"]))
        tells(&server, "x \(ours) :#1 one")
        #expect(server.hasSaid() == ["#1 two"])
        server = back(memory, support: support)
        server.say(utterance(["#1 one", "#1 two"]))
        tells(&server, "x \(ours) :#9 other")
        #expect(server.hasSaid() == ["#1 one", "#1 two"])
    }

    @Test func `whoever waits behind a repeat is said after it`() {
        var server = back()
        var second = utterance(["second"], id: "post-8")
        second.isRepeat = false
        server.say(utterance(), second)
        #expect(server.hasSaid() == [])
        tells(&server)
        #expect(server.hasSaid() == ["#1 P1 care", "second"])
    }

    @Test func `while a ghost holds our nick nothing is sure`() {
        var server = back()
        server.sends(":casebell!~bot@desk.test NICK guest7")
        server.say(utterance())
        tells(&server)
        #expect(server.hasSaid() == ["(again?) #1 P1 care"])
    }

    @Test func `a connection that ends while we look settles nothing`() {
        var server = back()
        server.say(utterance())
        server.loses()
        #expect(server.receipts == [.notSent])
    }

    @Test func `lines carry their mark and the message they answer`() {
        var server = back()
        var answer = utterance(["one", "two"])
        answer.isRepeat = false
        answer.answers = "m9"
        server.say(answer)
        let tags = server.hears().compactMap { IRCLine(parsing: $0) }
            .filter { $0.command == "PRIVMSG" }
        #expect(tags.map { $0.tags["+casebell/id"] } == ["post-7.0.2", "post-7.1.2"])
        #expect(tags.map { $0.tags["+draft/reply"] } == ["m9", nil])
    }

    @Test(arguments: [
        ("CLIENTTAGDENY=*", false, false), ("CLIENTTAGDENY=*,-draft/reply", true, false),
        ("CLIENTTAGDENY=draft/reply", false, true), ("CLIENTTAGDENY=", true, true),
    ])
    func `a tag that the server drops is not sent`(
        _ support: String, _ replies: Bool, _ marks: Bool
    ) {
        var server = back(support: support)
        var answer = utterance()
        answer.isRepeat = false
        answer.answers = "m9"
        server.say(answer)
        let line = server.hears().compactMap { IRCLine(parsing: $0) }
            .first { $0.command == "PRIVMSG" }
        #expect((line?.tags["+draft/reply"] != nil) == replies)
        #expect((line?.tags["+casebell/id"] != nil) == marks)
    }
}
