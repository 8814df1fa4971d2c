import Testing

@testable import IRCWire

/// Several lines as one message (ircv3.net/specs/extensions/multiline).
@Suite struct IRCSessionMultilineTests {
    private static let offer = " draft/multiline=max-bytes=400,max-lines=5"

    private func utterance(_ lines: [String], id: String = "post-1") -> Utterance {
        Utterance(
            id: id, target: "#care", lines: lines.map { [.plain($0)] }, answers: "m9")
    }

    private func joined(
        _ offer: String = offer, flood: FloodAllowance? = nil
    ) -> ScriptedServer {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = flood
        return .joined(configuration, capabilities: ScriptedServer.everything + offer)
    }

    @Test func `a card is one message, with label, mark and answer on its opening`() {
        var server = joined()
        server.say(utterance(["#1 P1 care", "#1 │ no internet"]))
        let lines = server.hears().compactMap { IRCLine(parsing: $0) }
        #expect(lines.map(\.command) == ["BATCH", "PRIVMSG", "PRIVMSG", "BATCH"])
        #expect(lines[0].parameters == ["+casebell1", "draft/multiline", "#care"])
        #expect(
            lines[0].tags.pairs.map(\.key) == ["+casebell/id", "+draft/reply", "label"])
        #expect(lines[0].tags["+casebell/id"] == "post-1.0.1")
        #expect(lines[1].tags.serialised == "batch=casebell1")
        #expect(lines[3].parameters == ["-casebell1"])
        let label = lines[0].tags["label"] ?? ""
        server.sends(
            "@label=\(label);msgid=e1 :casebell!b@h BATCH +x draft/multiline #care",
            "@batch=x :casebell!b@h PRIVMSG #care :#1 P1 care",
            "@batch=x :casebell!b@h PRIVMSG #care :#1 │ no internet", ":s BATCH -x")
        #expect(server.receipts == [.sent(reference: "e1")])
        #expect(server.sayings == [])
    }

    @Test func `a line too long for one is put together again by whoever can`() {
        var server = joined(" draft/multiline=max-bytes=4000,max-lines=24")
        let long = Array(repeating: "wörd", count: 150).joined(separator: " ")
        server.say(utterance(["first", long]))
        let parts = server.hears().compactMap { IRCLine(parsing: $0) }
            .filter { $0.command == "PRIVMSG" }
        #expect(parts.map { $0.tags["draft/multiline-concat"] } == [nil, nil, ""])
        #expect(parts.dropFirst().compactMap { $0[1] }.joined() == long)
        let sizes = parts.map { ":casebell!~bot@desk.test ".utf8.count + $0.wireBytes.count }
        #expect(sizes.allSatisfy { $0 <= 512 + "@batch=casebell1;draft/multiline-concat ".count })
    }

    @Test(arguments: [
        ("", nil), (" draft/multiline=max-lines=5", nil),
        (" draft/multiline=max-bytes=10", nil), (" draft/multiline=max-bytes=400,max-lines=1", nil),
        (offer, FloodAllowance(burst: 3, every: 1000)),
    ])
    func `where it is not offered, too long or too much at once, lines are said one by one`(
        _ offer: String, _ flood: FloodAllowance?
    ) {
        var server = joined(offer, flood: flood)
        server.livesOn(20_000)
        _ = server.hears()
        server.say(utterance(["one", "two"]))
        server.livesOn(1000)
        #expect(server.hasSaid() == ["one", "two"])
    }

    @Test func `one line needs no batch`() {
        var server = joined()
        server.say(utterance(["one"]))
        #expect(!server.hears().contains { $0.contains("BATCH") })
    }

    @Test func `a server that refuses it after all gets lines from then on`() {
        var server = joined()
        server.say(utterance(["one", "two"]))
        let label = server.hears().compactMap { IRCLine(parsing: $0)?.tags["label"] }.first ?? ""
        server.sends("@label=\(label) :s FAIL BATCH MULTILINE_MAX_LINES 1 :no")
        #expect(server.receipts == [.retry(after: 100)])
        server.say(utterance(["one", "two"]))
        #expect(server.hasSaid() == ["one", "two"])
    }

    @Test func `a connection that ends leaves the whole in doubt`() {
        var server = joined()
        server.say(utterance(["one", "two"]))
        server.loses()
        #expect(server.receipts == [.unknown])
    }

    @Test func `what somebody says in several lines is one text, and never cut`() {
        var server = joined()
        server.sends(
            "@msgid=m7;account=dana :dana!d@h BATCH +x draft/multiline #care",
            "@batch=x :dana!d@h PRIVMSG #care :!r 42 Hi Mara,",
            "@batch=x :dana!d@h PRIVMSG #care :an engineer ",
            "@batch=x;draft/multiline-concat :dana!d@h PRIVMSG #care :comes at 4.")
        #expect(server.sayings == [])
        server.sends(":s BATCH -x")
        #expect(server.sayings.map(\.text) == ["!r 42 Hi Mara,\nan engineer comes at 4."])
        #expect(server.sayings.map(\.account) == ["dana"])
        #expect(server.sayings.map(\.messageID) == ["m7"])
        #expect(server.sayings[0].bytesLeft > 1000)
        #expect(server.sayings[0].bytesLeftAsReckoned > 1000)
    }

    @Test func `a text beyond all measure is taken as cut, not as whole`() {
        var server = joined()
        server.sends("@msgid=m7;account=dana :dana!d@h BATCH +x draft/multiline #care")
        let words = String(repeating: "x", count: 400)
        for _ in 0..<300 { server.sends("@batch=x :dana!d@h PRIVMSG #care :\(words)") }
        server.sends(":s BATCH -x")
        #expect(server.sayings.map(\.bytesLeft) == [0])
        #expect(server.sayings[0].text.utf8.count <= IRCSession.Multiline.bytesMax)
    }

    @Test func `it comes from history too, in one piece`() {
        var server = IRCSessionHistoryTests.back(
            capabilities: IRCSessionHistoryTests.modern + Self.offer)
        _ = server.asks()
        server.sends(
            ":s BATCH +h chathistory #care",
            "@batch=h;msgid=m2;account=dana;time=2026-11-21T10:31:10.000Z :dana!d@h BATCH +x draft/multiline #care",
            "@batch=x :dana!d@h PRIVMSG #care :!r 42 one", "@batch=x :dana!d@h PRIVMSG #care :two",
            ":s BATCH -x", ":s BATCH -h")
        #expect(server.sayings.map(\.text) == ["!r 42 one\ntwo"])
        #expect(server.sayings.map(\.isFromHistory) == [true])
        #expect(server.sayings.map(\.account) == ["dana"])
        #expect(server.asks() == ["CHATHISTORY AFTER #care msgid=m2 3"])
    }
}
