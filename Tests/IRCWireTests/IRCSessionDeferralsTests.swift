import Testing

@testable import IRCWire

@Suite struct IRCSessionDeferralsTests {
    private static let labels = "batch labeled-response message-tags echo-message"

    private func utterance(_ id: String, _ lines: String..., to target: String = "#care")
        -> Utterance
    {
        Utterance(id: id, target: target, lines: lines.map { [.plain($0)] })
    }

    private func label(_ line: String) -> String {
        IRCLine(parsing: line)?.tags["label"] ?? ""
    }

    private func words(_ lines: [String]) -> [String] {
        lines.compactMap { IRCLine(parsing: $0) }.filter { $0.command == "PRIVMSG" }
            .compactMap { $0[1] }
    }

    @Test func `a line that came too fast is said again after a while, in its order`() {
        var server = ScriptedServer.joined(capabilities: Self.labels)
        server.say(utterance("d1", "one"), utterance("d2", "two"), utterance("d3", "three"))
        for line in server.hears() {
            server.sends(
                "@label=\(label(line)) :s FAIL PRIVMSG RATE_LIMITED #care :Slow down")
        }
        #expect(server.receipts.isEmpty)
        server.passes(1999)
        #expect(words(server.hears()).isEmpty)
        server.passes(3000)
        let again = server.hears()
        #expect(words(again) == ["one", "two", "three"])
        for line in again {
            server.sends("@label=\(label(line));msgid=m :casebell!u@h PRIVMSG #care :x")
        }
        #expect(server.receipts == Array(repeating: .sent(reference: "m"), count: 3))
    }

    @Test func `the rest of a card waits behind its refused line`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = FloodAllowance(burst: 2, every: 1000)
        var server = ScriptedServer.joined(configuration, capabilities: Self.labels)
        server.passes(10_000)
        server.say(utterance("d1", "one", "two", "three", "four"))
        let first = server.hears().filter { $0.contains("PRIVMSG") }
        #expect(words(first) == ["one", "two"])
        server.sends(
            "@label=\(label(first[0]));msgid=m1 :casebell!u@h PRIVMSG #care :one",
            "@label=\(label(first[1])) :s FAIL PRIVMSG RATE_LIMITED #care :Slow down")
        var rest: [String] = []
        for _ in 0..<20 {
            server.passes(1000)
            let lines = server.hears()
            rest += words(lines)
            for line in lines where line.contains("PRIVMSG") {
                server.sends("@label=\(label(line));msgid=m :casebell!u@h PRIVMSG #care :x")
            }
        }
        #expect(rest == ["two", "three", "four"])
        #expect(server.receipts == [.sent(reference: "m1")])
    }

    @Test func `a server that asks to wait is waited for, and spoken to more slowly`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.floodPolicy = .adaptive(.cautious)
        var server = ScriptedServer.joined(configuration, capabilities: "")
        server.say(utterance("d1", "one"))
        server.sends(":s FAIL * RATE_LIMITED :Too much. Wait 30 seconds")
        server.say(utterance("d2", "two"))
        _ = server.hears()
        server.livesOn(25_000)
        #expect(words(server.hears()).isEmpty)
        server.livesOn(10_000)
        #expect(words(server.hears()) == ["two"])
        #expect(server.session.floodStrictness == 1)
    }

    /// As Solanum does it, which tells the end of the list all the same.
    @Test func `a list that was put off stops no speech and makes nobody a stranger`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.floodPolicy = .adaptive(.cautious)
        var server = ScriptedServer.joined(configuration, capabilities: "account-notify")
        server.sends(
            ":s 324 casebell #care +i", ":s 263 casebell WHO :Used recently, and rate-limited",
            ":s 315 casebell #care :End of /WHO list.")
        #expect(!server.learns().contains { if case .privacy = $0 { true } else { false } })
        server.say(utterance("d1", "one"))
        #expect(words(server.hears()) == ["one"])
        #expect(server.session.floodStrictness == 0)
        server.livesOn(11_000)
        #expect(server.hears().contains("WHO #care %tuhna,999"))
        server.sends(
            ":s 354 casebell 999 u h dana dana", ":s 354 casebell 999 u h bo bo",
            ":s 315 casebell #care :End of /WHO list.")
        #expect(
            server.learns().last
                == .privacy(room: "#care", .closed(accounts: ["bo", "dana"], strangers: [])))
    }

    @Test func `a question who somebody is that was put off is asked in other words`() {
        var server = ScriptedServer.joined(capabilities: "account-notify")
        server.sends(
            ":s 315 casebell #care :End", ":dana!u@h PRIVMSG #care :!claim 42",
            ":s 263 casebell WHO :Used recently, and rate-limited", ":s 315 casebell dana :End")
        #expect(server.sayings == [])
        #expect(server.hears() == ["WHO dana %tuhna,1", "WHOIS dana"])
        server.sends(":s 330 casebell dana Dana :is logged in as", ":s 318 casebell dana :End")
        #expect(server.sayings.map(\.account) == ["dana"])
    }

    @Test func `nobody else speaks between the lines of what was put off`() {
        var server = ScriptedServer.joined(capabilities: Self.labels)
        let text = "#42 " + String(repeating: "word ", count: 80)
        server.say(utterance("d1", "first", text, "last"))
        let lines = server.hears().filter { $0.contains("PRIVMSG") }
        server.sends(
            "@label=\(label(lines[0]));msgid=m :casebell!u@h PRIVMSG #care :first",
            "@label=\(label(lines[1])) :s 417 casebell :Input line was too long")
        var late = utterance("d2", "elsewhere")
        late.lane = 1
        server.say(late, utterance("d3", "for bo", to: "bo"))
        #expect(words(server.hears()) == ["for bo"])
        server.sends("@label=\(label(lines[2]));msgid=m :casebell!u@h PRIVMSG #care :last")
        let again = words(server.hears())
        #expect(again.count == 3 && again.last == "elsewhere")
        #expect(server.session.nextTick ?? 0 > server.now)
    }

    @Test func `too many people at once delays those alone`() {
        var server = ScriptedServer.joined(capabilities: "")
        server.say(utterance("d1", "for you", to: "zed"))
        server.sends(":s 439 casebell zed :Message target change too fast. Please wait 17 seconds.")
        server.say(utterance("d2", "for all"), utterance("d3", "and this", to: "zed"))
        #expect(words(server.hears()) == ["for you", "for all"])
        server.livesOn(16_000)
        #expect(words(server.hears()).isEmpty)
        server.livesOn(3000)
        #expect(words(server.hears()) == ["for you", "and this"])
    }

    @Test func `what is never passed on goes back in the end`() {
        var server = ScriptedServer.joined(capabilities: "")
        server.say(utterance("d1", "x", to: "zed"))
        for _ in 0..<60 {
            let lines = server.hears()
            if lines.contains(where: { $0.hasPrefix("PRIVMSG") }) {
                server.sends(":s 707 casebell zed :Targets changing too fast, message dropped")
            }
            for ping in lines where ping.hasPrefix("PING ") {
                server.sends(":s PONG s :\(ping.dropFirst(5))")
            }
            server.livesOn(5000)
        }
        #expect(server.receipts == [.retry(after: 60_000)])
    }

    @Test func `a line that is too long is cut smaller, not lost`() {
        var server = ScriptedServer.joined(capabilities: Self.labels)
        let text = "#42 " + String(repeating: "word ", count: 80)
        server.say(utterance("d1", text), utterance("d2", "next"))
        let lines = server.hears()
        server.sends("@label=\(label(lines[0])) :s 417 casebell :Input line was too long")
        let again = server.hears()
        #expect(words(again).count == 2)
        #expect(words(again).allSatisfy { $0.utf8.count <= 310 && $0.hasPrefix("#42 ") })
        for line in [lines[1]] + again {
            server.sends("@label=\(label(line));msgid=m :casebell!u@h PRIVMSG #care :x")
        }
        #expect(server.receipts.count == 2)
        #expect(server.receipts.allSatisfy { $0 == .sent(reference: "m") })
    }

    @Test func `without labels the longest line on its way was the one`() {
        var server = ScriptedServer.joined(capabilities: "echo-message")
        let text = String(repeating: "word ", count: 80)
        server.say(utterance("d1", "short"), utterance("d2", text))
        _ = server.hears()
        server.sends(":s 417 casebell :Input line was too long")
        #expect(words(server.hears()).count == 2)
    }

    @Test func `a server that finds every line too long is given up on`() {
        var server = ScriptedServer.joined(capabilities: "echo-message")
        server.say(utterance("d1", String(repeating: "word ", count: 80)))
        for _ in 0..<100 where !server.hears().isEmpty {
            server.sends(":s 417 casebell :Input line was too long")
        }
        while server.receipts.isEmpty, server.session.speech.awaited.count > 0 {
            server.sends(":s 417 casebell :Input line was too long")
        }
        #expect(server.receipts == [.refused(reason: "417 Input line was too long")])
    }

    @Test(
        arguments: [
            ("Please wait 17 seconds.", 17), ("Wait 5 secs", 5), ("in 3s", nil), ("slow down", nil),
            ("99999999999999999999 seconds", nil), ("9999999 seconds", 3600), ("30 sec", 30),
        ] as [(String, Milliseconds?)])
    func `how long to wait, in a server's words`(words: String, seconds: Milliseconds?) {
        #expect(IRCSession.seconds(in: words) == seconds)
    }

    @Test func `a killed session tells the next one to go slower`() {
        var server = ScriptedServer.joined(capabilities: "")
        server.sends("ERROR :Closing link: (bot@desk.test) [Excess Flood]")
        #expect(server.session.floodStrictness == 1)
        var calm = ScriptedServer.joined(capabilities: "")
        calm.sends("ERROR :Closing link: [Server shutting down]")
        #expect(calm.session.floodStrictness == 0)
    }
}
