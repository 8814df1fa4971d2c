import Testing

@testable import IRCWire

/// Whoever would command as somebody else, or read what is not for them.
@Suite struct IRCSessionIntrudersTests {
    // MARK: - As somebody else

    @Test func `what is read of the past gets no answer about the present`() {
        var server = ScriptedServer.joined(capabilities: "batch account-notify", support: "WHOX")
        server.sends(
            ":dana!u@h PRIVMSG #care :!c 1", ":s BATCH +1 chathistory #care",
            "@batch=1 :dana!m@evil PRIVMSG #care :!ok k7f2", ":s BATCH -1",
            ":s 354 casebell 1 u h dana dana")
        #expect(server.sayings.map(\.account) == ["dana", nil])
    }

    @Test func `bytes read as Latin-1 get no answer about another nick`() {
        var server = ScriptedServer.joined(
            capabilities: "account-notify", support: "WHOX", members: "ren\u{E9} casebell")
        server.sends(":ren\u{E9}!u@h PRIVMSG #care :!c 1")
        server.receives(
            Array(":ren".utf8) + [0xE9] + Array("!m@evil PRIVMSG #care :!ok k7f2\r\n".utf8))
        server.sends(":s 354 casebell 1 u h ren\u{E9} rene")
        #expect(server.sayings.map(\.account) == ["rene", nil])
    }

    /// Its reason alone makes a line one that is no UTF-8.
    @Test(arguments: [
        ":op!o@h KICK #care ren\u{E9}e :", ":ren\u{E9}e!u@h PART #care :",
        ":ren\u{E9}e!u@h QUIT :",
    ])
    func `whoever left with words in other bytes leaves no account behind`(leaving: String) {
        var server = ScriptedServer.joined(
            capabilities: "", support: "WHOX", members: "ren\u{E9}e casebell")
        server.sends(":s 354 casebell 999 u h ren\u{E9}e rene", ":s 315 casebell #care :End")
        server.receives(Array(leaving.utf8) + [0xE9, 0x0D, 0x0A])
        server.sends(":ren\u{E9}e!m@evil PRIVMSG casebell :ok k7f2")
        #expect(server.sayings.allSatisfy { $0.account == nil })
    }

    @Test func `whoever comes where they were already is asked about`() {
        var server = ScriptedServer.joined(capabilities: "", support: "WHOX")
        server.sends(
            ":s 354 casebell 999 u h dana dana", ":s 315 casebell #care :End",
            ":dana!m@evil JOIN #care", ":dana!m@evil PRIVMSG #care :!ok k7f2")
        #expect(server.sayings == [])
        #expect(server.hears().contains("WHO dana %tuhna,1"))
    }

    @Test func `in a room that hides who leaves nobody is known by what was learnt`() {
        var server = ScriptedServer.joined(capabilities: "account-notify", support: "WHOX")
        server.sends(
            ":s 324 casebell #care +iu", ":s 354 casebell 999 u h dana dana",
            ":s 315 casebell #care :End", ":dana!u@h PRIVMSG #care :!ok k7f2")
        #expect(server.sayings.map(\.account) == [nil])
    }

    @Test func `a line of a batch that nobody opened is none of today's`() {
        var server = ScriptedServer.joined(
            capabilities: "batch extended-join account-notify", support: "WHOX",
            members: "casebell")
        server.sends(":dana!u@h JOIN #care dana :D", "@batch=x :dana!u@h PRIVMSG #care :!ok k7f2")
        #expect(server.sayings.map(\.account) == [nil])
        #expect(server.sayings.map(\.isFromHistory) == [true])
    }

    /// As InspIRCd does in rooms with mode +H where it has no batches.
    @Test func `what a server plays back without saying so is known by its time`() {
        var server = ScriptedServer.joined(
            capabilities: "server-time extended-join account-notify", support: "WHOX",
            members: "casebell")
        server.sends(
            ":dana!u@h JOIN #care dana :D", "@time=2026-11-21T10:32:00.000Z :s PONG s :x",
            "@time=2026-11-21T10:31:00.000Z :dana!u@h PRIVMSG #care :!ok k7f2",
            "@time=2026-11-21T10:31:59.000Z :dana!u@h PRIVMSG #care :!ok k7f2")
        #expect(server.sayings.map(\.isFromHistory) == [true, false])
        #expect(server.sayings.map(\.account) == [nil, "dana"])
    }

    @Test func `what is said in a room that we are not in is nothing to the desk`() {
        var server = ScriptedServer.joined(capabilities: "account-tag", support: "X")
        server.sends("@account=dana :dana!u@h PRIVMSG #other :!claim 1")
        server.sends(":bo!b@h KICK #care casebell :out")
        server.sends("@account=dana :dana!u@h PRIVMSG #care :!claim 2")
        #expect(server.sayings == [])
    }

    // MARK: - Reading along

    @Test(arguments: [
        ":dana!d@h NICK d2", ":dana!d@h QUIT :bye", ":dana!d@h PART #care",
        ":op!o@h KICK #care dana",
    ])
    func `an answer that waits is not for the next holder of a nick`(leaving: String) {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = FloodAllowance(burst: 2, every: 2000)
        var server = ScriptedServer.joined(configuration)
        server.livesOn(20_000)
        _ = server.hears()
        server.say(
            Utterance(id: "d0", target: "#care", lines: [[.plain("a")]]),
            Utterance(id: "d1", target: "dana", lines: [[.plain("one")], [.plain("two")]]),
            Utterance(id: "d2", target: "dana", lines: [[.plain("three")]]))
        server.sends(leaving)
        server.livesOn(30_000)
        let said = server.hears().filter { $0.contains("PRIVMSG dana") }
        #expect(said.count == 1 && said[0].hasSuffix(":one"))
        let label = IRCLine(parsing: said.first ?? "")?.tags["label"] ?? ""
        server.sends("@label=\(label);msgid=m :casebell!u@h PRIVMSG dana :one")
        let ends = Dictionary(
            server.facts.compactMap { fact -> (String, IRCReceipt.Outcome)? in
                if case .receipt(let receipt) = fact { (receipt.id, receipt.outcome) } else { nil }
            }, uniquingKeysWith: { $1 })
        #expect(ends["d2"] == .notSent)
        #expect(ends["d1"] == .unknown)
    }

    @Test func `an answer that was put off is not said to the next holder of a nick`() {
        var server = ScriptedServer.joined()
        server.livesOn(20_000)
        _ = server.hears()
        server.say(Utterance(id: "d1", target: "dana", lines: [[.plain("secret")]]))
        let label = IRCLine(parsing: server.hears().first ?? "")?.tags["label"] ?? ""
        server.sends(
            ":dana!d@h QUIT :bye", "@label=\(label) :s FAIL PRIVMSG RATE_LIMITED dana :Slow down")
        server.livesOn(60_000)
        #expect(server.hasSaid() == [])
        #expect(server.receipts == [.unknown])
    }

    private static let dana = "dana!~dana@*.office.example"

    @Test func `how somebody was shown once makes nobody else one of us`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.masks = [Self.dana]
        var server = ScriptedServer.joined(
            configuration, capabilities: "batch", support: "CASEMAPPING=ascii",
            members: "dana casebell")
        server.sends(
            ":s 324 casebell #care +i", ":s 352 casebell #care m evil.test s dana H :0 M",
            ":s 315 casebell #care :End", ":s BATCH +1 chathistory #care",
            "@batch=1 :dana!~dana@pc7.office.example PRIVMSG #care :hello", ":s BATCH -1")
        let privacy = server.facts.last { if case .privacy = $0 { true } else { false } }
        #expect(privacy == .privacy(room: "#care", .closed(accounts: [], strangers: ["dana"])))
    }

    @Test func `a room is not closed before its names were told`() {
        var server = ScriptedServer()
        server.sends(
            ":s 001 casebell :Hi", ":s 005 casebell WHOX :are supported",
            ":casebell!u@h JOIN #care", ":s 324 casebell #care +i",
            ":s 354 casebell 999 m h mallory 0", ":s 315 casebell #care :End")
        #expect(!server.facts.contains { if case .privacy = $0 { true } else { false } })
        server.sends(":s 353 casebell = #care :mallory casebell", ":s 366 casebell #care :End")
        #expect(
            server.facts.last
                == .privacy(room: "#care", .closed(accounts: [], strangers: ["mallory"])))
    }

    /// What the server tells when the room stops being one of the desk's people alone.
    static let openings = [
        ":eve!e@h JOIN #care * :E", ":op!o@h MODE #care -i", ":dana!d@h ACCOUNT *",
        ":dana!d@h NICK d2",
    ]

    /// In a closed room of dana's, until that is said; a line every two seconds.
    private func closed(until open: String) -> ScriptedServer {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = FloodAllowance(burst: 1, every: 2000)
        var server = ScriptedServer.joined(
            configuration,
            capabilities: open.contains("NICK") ? "extended-join" : ScriptedServer.everything,
            members: "@dana casebell")
        server.livesOn(20_000)
        server.sends(
            ":s 324 casebell #care +i", ":s 354 casebell 999 u h dana dana",
            ":s 315 casebell #care :End")
        server.livesOn(20_000)
        _ = server.hears()
        _ = server.learns()
        return server
    }

    @Test(arguments: openings)
    func `customers' words that wait to be said are given back when a room opens`(open: String) {
        var server = closed(until: open)
        let lines: [[[Utterance.Piece]]] = [
            [[.plain("#1 is yours")]], [[.plain("#2 "), .quoted("my secret")]],
            [[.plain("#3 is yours")]],
        ]
        for (index, lines) in lines.enumerated() {
            server.say(Utterance(id: "post-\(index + 1)", target: "#care", lines: lines))
        }
        server.sends(open)
        #expect(server.facts.contains { if case .privacy = $0 { true } else { false } })
        server.livesOn(60_000)
        let said = server.hears().filter { $0.contains("PRIVMSG #care") }
        #expect(said.contains { $0.hasSuffix(":#3 is yours") })
        #expect(!said.contains { $0.contains("secret") })
        let ends = server.facts.compactMap { fact -> String? in
            guard case .receipt(let receipt) = fact, receipt.outcome == .notSent else {
                return nil
            }
            return receipt.id
        }
        #expect(ends == ["post-2"])
    }

    @Test(arguments: openings)
    func `a card that has begun is not said to its end when a room opens`(open: String) {
        var server = closed(until: open)
        server.say(
            Utterance(
                id: "post-1", target: "#care",
                lines: [[.plain("#1 P1")], [.quoted("my secret")], [.quoted("my password")]]),
            Utterance(id: "post-2", target: "#care", lines: [[.plain("#2")], [.plain("#2 too")]]))
        server.sends(open)
        server.livesOn(40_000)
        let written = server.hears()
        let said = written.filter { $0.contains("PRIVMSG #care") }
        #expect(said.map { $0.split(separator: ":").last } == ["#1 P1", "#2", "#2 too"])
        for line in said.compactMap({ IRCLine(parsing: $0) }) {
            guard let label = line.tags["label"] else { continue }
            server.sends("@label=\(label) :casebell!~bot@desk.test PRIVMSG #care :\(line[1] ?? "")")
        }
        for ping in written where ping.hasPrefix("PING ") {
            server.sends(":s PONG s :\(ping.dropFirst(5))")
        }
        #expect(server.receipts == [.unknown, .sent(reference: nil)])
    }

    @Test func `words that a server put off while the room opened are not said again`() {
        var server = closed(until: "")
        server.say(Utterance(id: "post-1", target: "#care", lines: [[.quoted("my secret")]]))
        let label = IRCLine(parsing: server.hears().first ?? "")?.tags["label"] ?? ""
        server.sends(
            ":op!o@h MODE #care -i",
            "@label=\(label) :s FAIL PRIVMSG RATE_LIMITED #care :Slow down")
        server.livesOn(40_000)
        #expect(server.hasSaid() == [])
        #expect(server.receipts == [.unknown])
    }

    // MARK: - Secrets

    @Test func `a service's password goes to no bare nick`() {
        for name in ["NickServ", "NickServ@services.test"] {
            var configuration = IRCSessionConfiguration.desk
            configuration.rooms = []
            configuration.services = .init(name: name, password: "s3cret")
            var server = ScriptedServer(configuration)
            server.sends(
                ":s CAP * LS :", ":s 433 * casebell :No", ":s 900 * * casebell :in",
                ":s 001 casebell_ :Welcome")
            server.passes(0)
            _ = server.hears()
            server.sends(":s 433 casebell_ casebell :No")
            let words = name.contains("@") ? "REGAIN casebell s3cret" : "REGAIN casebell"
            #expect(server.hears() == ["PRIVMSG \(name) :\(words)"])
            server.sends(":NickServ!s@services PRIVMSG casebell_ :claim 1")
            #expect(server.sayings == [])
        }
    }

    @Test(arguments: [true, false])
    func `a password that may be proved is never shown where others can read`(isEncrypted: Bool) {
        var configuration = IRCSessionConfiguration.desk
        configuration.mechanisms = [
            .scramSHA256(account: "casebell", password: "s3cret"),
            .plain(account: "casebell", password: "s3cret"),
        ]
        var server = ScriptedServer(configuration, isEncrypted: isEncrypted)
        server.sends(":s CAP * LS :sasl=PLAIN", ":s CAP * ACK :sasl")
        #expect(server.hears().contains("AUTHENTICATE PLAIN") == isEncrypted)
    }
}
