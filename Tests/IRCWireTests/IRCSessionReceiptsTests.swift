import Testing

@testable import IRCWire

@Suite struct IRCSessionReceiptsTests {
    static let labels = "message-tags batch labeled-response echo-message"

    private func said(_ capabilities: String, lines: Int = 1, to target: String = "#care")
        -> (server: ScriptedServer, labels: [String])
    {
        var server = ScriptedServer.joined(capabilities: capabilities)
        server.say(
            Utterance(
                id: "case-42/card", attempt: 2, target: target,
                lines: (0..<lines).map { [.plain("line \($0)")] }))
        let labels = server.hears().compactMap { IRCLine(parsing: $0)?.tags["label"] }
        return (server, labels)
    }

    // MARK: - Labels

    @Test func `a label names the delivery and the attempt, and fits`() {
        let (_, labels) = said(Self.labels, lines: 2)
        #expect(labels.count == 2 && labels[0] != labels[1])
        #expect(labels.allSatisfy { $0.hasSuffix(".case-42-card.2") && $0.utf8.count <= 64 })
        let long = Utterance(
            id: String(repeating: "ü long; id", count: 40), attempt: .max, target: "#care",
            lines: [])
        #expect("9999999.80.\(IRCSession.label(long))".utf8.count <= 64)
    }

    @Test func `all labelled echoes make one receipt with the first id`() {
        var (server, labels) = said(Self.labels, lines: 2)
        server.sends("@label=\(labels[0]);msgid=m1 :casebell!~bot@desk.test PRIVMSG #care :line 0")
        #expect(server.receipts == [])
        server.sends("@label=\(labels[1]);msgid=m2 :casebell!~bot@desk.test PRIVMSG #care :line 1")
        #expect(server.receipts == [.sent(reference: "m1")])
    }

    @Test func `an empty answer is an answer`() {
        var (server, labels) = said("batch labeled-response")
        server.sends("@label=\(labels[0]) :s ACK")
        #expect(server.receipts == [.sent(reference: nil)])
    }

    /// `BATCH +1 :labeled-response` is how InspIRCd writes it.
    @Test(arguments: ["labeled-response", ":labeled-response"])
    func `an answer in a batch counts as one`(kind: String) {
        var (server, labels) = said(Self.labels, to: "dana")
        server.sends(
            "@label=\(labels[0]) :s BATCH +1 \(kind)", "@batch=1 :s 301 casebell dana :Away",
            "@batch=1;msgid=m1 :casebell!~bot@desk.test PRIVMSG dana :line 0", ":s BATCH -1")
        #expect(server.receipts == [.sent(reference: "m1")])
    }

    @Test func `a refusal in a batch refuses`() {
        var (server, labels) = said(Self.labels)
        server.sends(
            "@label=\(labels[0]) :s BATCH +1 labeled-response",
            "@batch=1 :s 404 casebell #care :Cannot send", ":s BATCH -1")
        #expect(server.receipts == [.refused(reason: "404 Cannot send")])
    }

    @Test(arguments: [
        "401", "403", "404", "407", "408", "411", "412", "417", "437", "482", "502", "508", "936",
        "942", "972",
    ])
    func `a labelled refusal comes back in the server's words`(numeric: String) {
        var (server, labels) = said(Self.labels, lines: 2)
        server.sends("@label=\(labels[0]) :s \(numeric) casebell #care :No\u{7}pe")
        server.sends("@label=\(labels[1]) :s \(numeric) casebell #care :Nope")
        #expect(server.receipts == [.refused(reason: "\(numeric) No pe")])
    }

    @Test func `FAIL refuses`() {
        var (server, labels) = said(Self.labels)
        server.sends("@label=\(labels[0]) FAIL PRIVMSG CANNOT_SEND #care :Slow down")
        #expect(server.receipts == [.refused(reason: "FAIL Slow down")])
    }

    @Test(arguments: [
        ["@label=L :s ACK"],
        [
            "@label=L :s BATCH +1 labeled-response", "@batch=1 :s 301 casebell #care :Away",
            ":s BATCH -1",
        ],
        ["@label=L :s 799 casebell #care :Something new"],
        ["@label=L :s NOTICE casebell :Your message was held back"],
    ])
    func `where the server echoes, an answer without our line proves nothing`(answer: [String]) {
        var (server, labels) = said(Self.labels)
        for line in answer { server.sends(line.replacing("label=L", with: "label=\(labels[0])")) }
        #expect(server.receipts == [.unknown])
    }

    /// Nobody else's line has our label.
    @Test func `under another name than ours our line is ours by its label`() {
        var (server, labels) = said(Self.labels)
        server.sends("@label=\(labels[0]) :zed!z@h PRIVMSG #care :line 0")
        #expect(server.receipts == [.sent(reference: nil)])
    }

    @Test func `who is away is told so before our line comes back, or after it`() {
        var (server, labels) = said(Self.labels, to: "dana")
        server.sends("@label=\(labels[0]) :s 301 casebell dana :Away")
        #expect(server.receipts == [])
        server.sends("@label=\(labels[0]);msgid=m1 :casebell!~bot@desk.test PRIVMSG dana :line 0")
        #expect(server.receipts == [.sent(reference: "m1")])
        (server, labels) = said("batch labeled-response", to: "dana")
        server.sends("@label=\(labels[0]) :s 301 casebell dana :Away")
        #expect(server.receipts == [.sent(reference: nil)])
    }

    /// As a censor does it: whoever reads along has the head of a card and not its text.
    @Test func `of what the server swallowed a line it was not said`() {
        var (server, labels) = said(Self.labels, lines: 2)
        server.sends(
            "@label=\(labels[0]);msgid=m1 :casebell!~bot@desk.test PRIVMSG #care :line 0",
            "@label=\(labels[1]) :s 936 casebell #care engineer :Your message was blocked")
        #expect(server.receipts == [.unknown])
    }

    @Test func `another's label is nothing to us`() {
        var (server, _) = said(Self.labels)
        server.sends("@label=other :casebell!~bot@desk.test PRIVMSG #care :line 0")
        #expect(server.receipts == [])
    }

    // MARK: - Echo

    @Test func `echoes count in order and by target`() {
        var server = ScriptedServer.joined(capabilities: "echo-message")
        for (id, target) in [("d1", "#care"), ("d2", "dana"), ("d3", "#care")] {
            server.say(Utterance(id: id, target: target, lines: [[.plain("x")]]))
        }
        server.sends(
            "@msgid=m2 :casebell!~bot@desk.test PRIVMSG dana :x",
            "@msgid=m1 :casebell!~bot@desk.test PRIVMSG #CARE :x")
        #expect(server.receipts == [.sent(reference: "m2"), .sent(reference: "m1")])
        server.sends(":s 404 casebell #care :Cannot send")
        #expect(server.receipts.last == .refused(reason: "404 Cannot send"))
    }

    @Test func `what others say to the same room is no echo`() {
        var (server, _) = said("echo-message")
        server.sends(":dana!u@h PRIVMSG #care :line 0", ":casebell!~bot@desk.test NOTICE #care :x")
        #expect(server.receipts == [])
    }

    @Test(arguments: ["echo-message", labels])
    func `an echo that never comes is asked for, and then unknown`(capabilities: String) {
        var (server, _) = said(capabilities)
        server.livesOn(9000)
        #expect(!server.hears().contains { $0.hasPrefix("PING casebell") })
        server.livesOn(6000)
        let ping = server.hears().first { $0.hasPrefix("PING casebell") } ?? "PING none"
        server.sends(":s PONG s \(ping.dropFirst(5))")
        #expect(server.receipts == [.unknown])
    }

    // MARK: - Barrier

    @Test func `without either a PING after the last line proves it`() {
        var server = ScriptedServer.joined(capabilities: "")
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("1")], [.plain("2")]]))
        let lines = server.hears()
        #expect(lines.prefix(2) == ["PRIVMSG #care :1", "PRIVMSG #care :2"])
        #expect(lines.count == 3)
        server.sends(":s PONG s :other")
        #expect(server.receipts == [])
        server.sends(":s PONG s :\(lines[2].dropFirst(5))")
        #expect(server.receipts == [.sent(reference: nil)])
    }

    @Test func `a refusal before the PONG belongs to its target`() {
        var server = ScriptedServer.joined(capabilities: "")
        server.say(
            Utterance(id: "d1", target: "#care", lines: [[.plain("1")]]),
            Utterance(id: "d2", target: "nobody", lines: [[.plain("2")]]))
        let ping = server.hears().last { $0.hasPrefix("PING ") } ?? ""
        server.sends(":s 401 casebell nobody :No such nick", ":s PONG s :\(ping.dropFirst(5))")
        #expect(server.receipts == [.refused(reason: "401 No such nick"), .sent(reference: nil)])
    }

    @Test(arguments: [
        "936 casebell #care engineer :Blocked", "408 casebell #care :No colours",
        "972 casebell PRIVMSG :Not allowed",
    ])
    func `a line that only a PONG would prove is refused by whatever number`(refusal: String) {
        var server = ScriptedServer.joined(capabilities: "")
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("1")]]))
        let ping = server.hears().last { $0.hasPrefix("PING ") } ?? ""
        server.sends(":s \(refusal)", ":s PONG s :\(ping.dropFirst(5))")
        let reason = refusal.split(separator: ":").last ?? ""
        #expect(server.receipts == [.refused(reason: "\(refusal.prefix(3)) \(reason)")])
    }

    /// A room that is muted in the middle of what we say: nobody tells which lines were refused.
    @Test(arguments: [(1, 1), (2, 1), (3, 0)])
    func `fewer refusals than lines leave all of them unknown`(
        _ refused: Int, _ unproven: Int
    ) {
        var server = ScriptedServer.joined(capabilities: "")
        server.say(
            Utterance(id: "d1", target: "#care", lines: [[.plain("1")]]),
            Utterance(id: "d2", target: "#care", lines: [[.plain("2")]]),
            Utterance(id: "d3", target: "#care", lines: [[.plain("3")]]),
            Utterance(id: "d4", target: "bo", lines: [[.plain("x")]]))
        for _ in 0..<refused { server.sends(":s 404 casebell #care :Cannot send") }
        server.livesOn(10_000)
        for ping in server.hears() where ping.hasPrefix("PING ") {
            server.sends(":s PONG s :\(ping.dropFirst(5))")
        }
        let ofRoom: IRCReceipt.Outcome =
            unproven == 0 ? .refused(reason: "404 Cannot send") : .unknown
        let ends = Dictionary(
            server.facts.compactMap { fact -> (String, IRCReceipt.Outcome)? in
                if case .receipt(let receipt) = fact { (receipt.id, receipt.outcome) } else { nil }
            }, uniquingKeysWith: { $1 })
        #expect(ends["d1"] == ofRoom && ends["d2"] == ofRoom && ends["d3"] == ofRoom)
        #expect(ends["d4"] == .sent(reference: nil))
    }

    // MARK: - The connection ends

    @Test func `what was not begun was not sent, what was begun is unknown`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = FloodAllowance(burst: 2, every: 60_000)
        var server = ScriptedServer.joined(
            configuration, capabilities: "echo-message", support: "X")
        server.sends(":s 324 casebell #care +nt")
        server.livesOn(180_000)
        for id in ["d1", "d2", "d3"] {
            server.say(Utterance(id: id, target: "#care", lines: [[.plain("a")], [.plain("b")]]))
        }
        server.sends(
            ":casebell!~bot@desk.test PRIVMSG #care :a", ":casebell!~bot@desk.test PRIVMSG #care :b"
        )
        server.livesOn(70_000)
        server.loses()
        #expect(server.receipts == [.sent(reference: nil), .unknown, .notSent])
        server.loses()
        #expect(server.receipts.count == 3)
    }

    @Test func `before the registration nothing is sent`() {
        var server = ScriptedServer()
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("a")]]))
        #expect(server.receipts == [.notSent])
    }
}
