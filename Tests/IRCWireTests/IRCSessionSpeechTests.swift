import Testing

@testable import IRCWire

@Suite struct IRCSessionSpeechTests {
    private func limited(_ burst: Int, _ every: Milliseconds, capabilities: String = "echo-message")
        -> ScriptedServer
    {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = FloodAllowance(burst: burst, every: every)
        var server = ScriptedServer.joined(configuration, capabilities: capabilities, support: "X")
        server.sends(":s 324 casebell #care +nt")
        server.livesOn(60_000)
        _ = server.hears()
        return server
    }

    private func utterance(
        _ id: String, _ lines: String..., to target: String = "#care", lane: Int = 0
    ) -> Utterance {
        Utterance(id: id, target: target, lane: lane, lines: lines.map { [.plain($0)] })
    }

    @Test func `a line is ours from its first byte, whatever is in it`() {
        var server = ScriptedServer.joined(capabilities: "")
        server.say(
            Utterance(
                id: "d1", target: "#care",
                lines: [
                    [.plain("a\r\nQUIT :x"), .quoted("b\nPART #care\0\u{1}VERSION\u{1}")],
                    [.quoted("\r\n!approve 42")],
                ]))
        let lines = server.hears()
        #expect(lines.count == 3)
        #expect(lines.dropLast().allSatisfy { $0.hasPrefix("PRIVMSG #care :") })
        #expect(!lines.joined().unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test func `what is awaited is told of once its last line is written`() {
        var server = limited(2, 1000)
        _ = server.learns()
        var awaited = utterance("d2", "2", "3", "4")
        awaited.isAwaited = true
        server.say(utterance("d1", "1"), awaited)
        server.passes(1000)
        let begun = server.learns()
        #expect(server.hears().last == "PRIVMSG #care :3")
        #expect(!begun.contains(.underWay(id: "d2", attempt: 1)))
        server.passes(1000)
        let written = server.learns()
        #expect(server.hears() == ["PRIVMSG #care :4"])
        #expect(written.contains(.underWay(id: "d2", attempt: 1)))
    }

    @Test(arguments: ["", "a b", "#care,#ops", ":x", "$*", "dana\r\nQUIT", "a\u{7}", "\0"])
    func `a target that is not one name is refused`(target: String) {
        var server = ScriptedServer.joined()
        server.say(utterance("d1", "hi", to: target))
        #expect(server.hears() == [])
        #expect(server.receipts == [.refused(reason: "no valid name for a room or a person")])
    }

    @Test func `every piece fits the line as others see it`() {
        var server = ScriptedServer.joined(capabilities: "")
        let text = "#42 " + String(repeating: "wörd ", count: 300)
        server.say(
            utterance("d1", text), Utterance(id: "d2", target: "#care", lines: [[.quoted(text)]]))
        for line in server.hears() {
            let seen = ":casebell!~bot@desk.test \(line)\r\n"
            #expect(seen.utf8.count <= 512)
            #expect(line.hasPrefix("PRIVMSG #care :#42 ") || line.hasPrefix("PING"))
        }
    }

    @Test func `before we know how others see us the longest is assumed`() {
        var server = ScriptedServer()
        server.sends(":s 001 casebell :Hi")
        _ = server.hears()
        server.say(utterance("d1", String(repeating: "x", count: 600), to: "dana"))
        let host = String(repeating: "h", count: 63)
        let line = server.hears().first ?? ""
        #expect(line.hasPrefix("PRIVMSG dana :xxx"))
        #expect(":casebell!~usernames@\(host) \(line)\r\n".utf8.count <= 512)
    }

    @Test func `a later piece says which case it belongs to`() {
        var server = ScriptedServer.joined(capabilities: "")
        let long = String(repeating: "word ", count: 150)
        server.say(utterance("d1", "#42 P1 " + long), utterance("d2", "no case " + long))
        let lines = server.hears().filter { $0.hasPrefix("PRIVMSG") }
        #expect(lines.count == 4)
        #expect(lines[1].hasPrefix("PRIVMSG #care :#42 │ word"))
        #expect(lines[3].hasPrefix("PRIVMSG #care :word"))
    }

    @Test func `a repeat is marked on its first line`() {
        var server = ScriptedServer.joined(capabilities: "")
        var again = utterance("d1", "#42 a", "#42 b")
        again.isRepeat = true
        server.say(again)
        #expect(
            server.hears().prefix(2)
                == ["PRIVMSG #care :(again?) #42 a", "PRIVMSG #care :#42 b"])
    }

    @Test func `a customer's words ring nobody in the room, our own may`() {
        var server = ScriptedServer.joined(capabilities: "")
        server.say(
            Utterance(
                id: "d1", target: "#care",
                lines: [[.plain("dana: "), .quoted("DANA bo casebell zed")]]))
        #expect(
            server.hears().first
                == "PRIVMSG #care :dana: D\u{2060}ANA b\u{2060}o c\u{2060}asebell zed")
    }

    // MARK: - Limits and lanes

    @Test func `a burst, then one line for each interval`() {
        var server = limited(3, 1000)
        server.say(utterance("d1", "1", "2", "3", "4", "5"))
        #expect(server.hears().count == 3)
        server.passes(999)
        #expect(server.hears().isEmpty)
        server.passes(1)
        #expect(server.hears() == ["PRIVMSG #care :4"])
        server.passes(1000)
        #expect(server.hears() == ["PRIVMSG #care :5"])
    }

    @Test func `lower lanes go first, lines of one utterance stay together`() {
        var server = limited(1, 1000)
        server.say(
            utterance("d1", "bulk 1", "bulk 2", "bulk 3", lane: 3),
            utterance("d2", "normal", lane: 2),
            utterance("d3", "answer 1", lane: 0), utterance("d4", "answer 2", lane: 0),
            utterance("d5", "urgent", lane: 1))
        var heard: [String] = []
        for _ in 0..<7 {
            heard += server.hears()
            server.passes(1000)
        }
        // The first of all had the budget before the others were there.
        #expect(
            heard.map { String($0.dropFirst("PRIVMSG #care :".count)) }
                == ["answer 1", "answer 2", "urgent", "normal", "bulk 1", "bulk 2", "bulk 3"])
    }

    @Test func `begun lines are finished first, but only to the same target`() {
        var server = limited(1, 1000)
        server.say(utterance("d1", "bulk 1", "bulk 2", "bulk 3", lane: 3))
        server.say(utterance("d2", "to the room"), utterance("d3", "to dana", to: "dana"))
        var heard = server.hears()
        for _ in 0..<4 {
            server.passes(1000)
            heard += server.hears()
        }
        #expect(
            heard == [
                "PRIVMSG #care :bulk 1", "PRIVMSG dana :to dana", "PRIVMSG #care :bulk 2",
                "PRIVMSG #care :bulk 3", "PRIVMSG #care :to the room",
            ])
    }

    @Test func `a long look that has begun keeps nobody waiting but whoever asked for it`() {
        var server = limited(1, 1000)
        server.say(utterance("d1", "look 1", "look 2", "look 3", to: "dana", lane: 3))
        server.say(
            utterance("d2", "to dana", to: "dana"), utterance("d3", "answer"),
            utterance("d4", "fire", lane: 1), utterance("d5", "card", lane: 2))
        var heard = server.hears()
        for _ in 0..<6 {
            server.passes(1000)
            heard += server.hears()
        }
        #expect(
            heard == [
                "PRIVMSG dana :look 1", "PRIVMSG #care :answer", "PRIVMSG dana :look 2",
                "PRIVMSG #care :fire", "PRIVMSG dana :look 3", "PRIVMSG dana :to dana",
                "PRIVMSG #care :card",
            ])
    }

    /// Back in many rooms after an outage, of which each is asked about.
    private func back(in rooms: [IRCSessionConfiguration.Room]) -> ScriptedServer {
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = rooms
        configuration.flood = FloodAllowance(burst: 2, every: 2000)
        var server = ScriptedServer(configuration)
        server.sends(":s CAP * LS :", ":s 001 casebell :Hi", ":s 005 casebell WHOX :are supported")
        for room in rooms {
            server.sends(":casebell!u@h JOIN \(room.name)", ":s 366 casebell \(room.name) :End")
        }
        return server
    }

    /// What is written in two minutes to a server that answers every question.
    private func written(_ server: inout ScriptedServer) -> [String] {
        var written: [String] = []
        for _ in 0..<60 {
            server.livesOn(2000)
            for text in server.hears() {
                guard let line = IRCLine(parsing: text), let subject = line[0] else { continue }
                switch line.command {
                case "PING": server.sends(":s PONG s :\(subject)")
                case "MODE": server.sends(":s 324 casebell \(subject) +nt")
                case "WHO": server.sends(":s 315 casebell \(subject) :End")
                default: break
                }
                if line.command != "PING" { written.append(text) }
            }
        }
        return written
    }

    @Test func `what is urgent waits for no housekeeping`() throws {
        var server = back(in: (0..<10).map { .init(name: "#r\($0)") })
        let asked = server.hears().filter { $0.hasPrefix("MODE") || $0.hasPrefix("WHO") }
        #expect(asked.isEmpty)
        server.say(
            utterance("d1", "card", to: "#r0", lane: 2),
            utterance("d2", "fire", to: "#r9", lane: 1))
        let lines = written(&server)
        #expect(lines.first == "PRIVMSG #r9 :fire")
        let card = try #require(lines.firstIndex(of: "PRIVMSG #r0 :card"))
        #expect(lines[..<card].count { $0.hasPrefix("MODE") || $0.hasPrefix("WHO") } == 20)
    }

    @Test func `nor does it behind a long look that has begun`() {
        var server = limited(1, 1000)
        server.say(utterance("d1", "look 1", "look 2", lane: 3))
        server.session.speech.enquire(IRCLine("MODE", "#care"))
        server.say(utterance("d2", "fire", lane: 1))
        server.livesOn(5000)
        #expect(
            server.hears() == [
                "PRIVMSG #care :look 1", "PRIVMSG #care :look 2", "PRIVMSG #care :fire",
                "MODE #care",
            ])
    }

    @Test func `who reads along is asked last where the administrator knows`() {
        var server = back(in: [
            .init(name: "#vouched", isVouchedPrivate: true), .init(name: "#care"),
        ])
        let lines = written(&server).filter { $0.hasPrefix("MODE") || $0.hasPrefix("WHO") }
        #expect(
            lines.prefix(4) == [
                "MODE #care", "WHO #care %tuhna,999", "MODE #vouched", "WHO #vouched %tuhna,999",
            ])
    }

    @Test func `a PONG waits for nothing`() {
        var server = limited(1, 60_000)
        server.say(utterance("d1", "1", "2", "3"))
        _ = server.hears()
        server.sends("PING :token 1")
        #expect(server.hears() == ["PONG :token 1"])
    }

    @Test func `no more goes out than a server keeps unread`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = FloodAllowance(burst: 1000, every: 1)
        var server = ScriptedServer.joined(configuration, capabilities: "", support: "X")
        server.livesOn(2000)
        _ = server.hears()
        let text = String(repeating: "x", count: 400)
        for number in 0..<100 { server.say(utterance("d\(number)", text)) }
        let lines = server.hears()
        let bytes = lines.reduce(0) { $0 + $1.utf8.count + 2 }
        #expect(bytes > 6000 && bytes < 8000)
        var ping = lines.last { $0.hasPrefix("PING ") } ?? ""
        #expect(!ping.isEmpty)
        var more = 0
        for _ in 0..<2 {
            server.sends(":s PONG s :\(ping.dropFirst(5))")
            let next = server.hears()
            ping = next.last { $0.hasPrefix("PING ") } ?? ""
            more += next.count
        }
        #expect(more > 10)
    }

    @Test func `a full queue turns away, and says so`() {
        var server = limited(1, 60_000)
        for number in 0...(Speech.waitingMax + 5) { server.say(utterance("d\(number)", "x")) }
        #expect(server.receipts.contains(.retry(after: 2000)))
        #expect(server.session.speech.talks.count == Speech.waitingMax)
    }

    @Test func `one utterance cannot become endless`() {
        let server = ScriptedServer.joined()
        let long = Utterance(
            id: "d1", target: "#care", lines: (0..<500).map { [.plain("line \($0)")] })
        let lines = server.session.rendered(long)
        #expect(lines.count == Speech.linesMax)
        #expect(lines.last == "… (421 more)")
    }

    @Test func `but one that must be whole has all its lines`() {
        let server = ScriptedServer.joined()
        let long = Utterance(
            id: "d1", target: "#care", lines: (0..<300).map { [.plain("line \($0)")] },
            isWhole: true)
        let lines = server.session.rendered(long)
        #expect(lines.count == 300)
        #expect(lines.last == "line 299")
        #expect(UtteranceMark("d1.299.300")?.part == 299)
    }

    @Test func `outside a room nothing is said into it`() {
        var server = ScriptedServer.joined()
        server.sends(":dana!u@h KICK #care casebell :out")
        server.say(utterance("d1", "hi"))
        #expect(server.receipts == [.notSent])
        server.passes(2000)
        server.sends(":s 474 casebell #care :Banned")
        server.say(utterance("d2", "hi"))
        #expect(server.receipts.last == .retry(after: 10_000))
        #expect(!server.hears().contains { $0.hasPrefix("PRIVMSG") })
    }
}
