import Testing

@testable import IRCWire

/// A server that tells of the past slowly, or not at all, to a desk with many rooms.
@Suite struct IRCSessionHistoryWaitsTests {
    private static let rooms = (0..<10).map { "#r\($0)" }

    /// In all rooms again, each of which was left a minute before.
    private func back() -> ScriptedServer {
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = Self.rooms.map { .init(name: $0) }
        var memory = IRCMemory()
        for room in Self.rooms {
            memory.marks[room] = .init(
                messageID: "m1", serverTime: 1_795_257_060_000, awaySince: 940_000)
        }
        var server = ScriptedServer(configuration, memory: memory)
        server.sends(":s CAP * LS :\(IRCSessionHistoryTests.modern)")
        for request in server.hears() where request.hasPrefix("CAP REQ ") {
            server.sends(":s CAP * ACK \(request.dropFirst("CAP REQ ".count))")
        }
        server.sends(
            "@time=2026-11-21T10:32:00.000Z :s 001 casebell :Welcome",
            ":s 005 casebell CHATHISTORY=3 MSGREFTYPES=msgid,timestamp NICKLEN=30 :are supported")
        for room in Self.rooms {
            server.sends(
                "@time=2026-11-21T10:32:00.000Z :casebell!~bot@desk.test JOIN \(room)",
                ":s 353 casebell = \(room) :@dana casebell", ":s 366 casebell \(room) :End")
        }
        return server
    }

    /// The server answers each question so long after it was asked.
    private func answers(
        _ server: inout ScriptedServer, after delay: Milliseconds?, for time: Milliseconds
    ) {
        var due: [(at: Milliseconds, target: String)] = []
        let end = server.now + time
        while server.now < end {
            for ask in server.asks() {
                guard let delay else { continue }
                due.append((server.now + delay, String(ask.split(separator: " ")[2])))
            }
            server.passes(500)
            server.sends(":s PONG s :alive")
            for answer in due where answer.at <= server.now {
                server.sends(
                    ":s BATCH +h chathistory \(answer.target)",
                    "@batch=h;msgid=x\(server.now);time=2026-11-21T10:31:10.000Z :eve!e@h PRIVMSG "
                        + "\(answer.target) :x",
                    ":s BATCH -h")
            }
            due.removeAll { $0.at <= server.now }
        }
    }

    @Test(arguments: [nil, 3000, 7000] as [Milliseconds?])
    func `who speaks in the last of many rooms waits no longer than in the first`(
        delay: Milliseconds?
    ) {
        var server = back()
        server.sends("@msgid=live;account=dana :dana!d@h PRIVMSG #r9 :!claim 7")
        server.sends("@msgid=other;account=dana :dana!d@h PRIVMSG #r5 :!claim 8")
        answers(&server, after: delay, for: 9500)
        let told = server.sayings.filter { !$0.isFromHistory }.map(\.messageID)
        #expect(Set(told) == ["live", "other"])
    }

    @Test func `a server that leaves a question unanswered is not asked nine more`() {
        var server = back()
        answers(&server, after: nil, for: 9000)
        #expect(server.absences.count == 10)
        #expect(server.session.roomsListenedTo == Self.rooms)
        server.say(
            Utterance(id: "d1", attempt: 2, target: "#r3", lines: [[.plain("x")]], isRepeat: true))
        #expect(server.hasSaid() == ["(again?) x"])
    }

    @Test func `where somebody waits is read first`() {
        var server = back()
        #expect(server.asks() == ["CHATHISTORY AFTER #r0 msgid=m1 3"])
        server.sends("@msgid=live;account=dana :dana!d@h PRIVMSG #r9 :!claim 7")
        server.sends(":s BATCH +h chathistory #r0", ":s BATCH -h")
        #expect(server.asks() == ["CHATHISTORY AFTER #r9 msgid=m1 3"])
    }

    @Test(arguments: [true, false])
    func `what is to be said waits no longer for what was said`(isRepeat: Bool) {
        var server = back()
        server.say(
            Utterance(id: "d0", target: "#r9", lines: [[.plain("x")]], isRepeat: isRepeat))
        var said: [String] = []
        for _ in 0..<(isRepeat ? 41 : 19) {
            let asks = server.hears()
            said += asks.filter { $0.contains("PRIVMSG") }
            server.passes(500)
            server.sends(":s PONG s :alive")
            // Something always comes, and never all of it.
            for ask in asks where ask.hasPrefix("CHATHISTORY") {
                let target = ask.split(separator: " ")[2]
                server.passes(3000)
                server.sends(
                    ":s BATCH +h chathistory \(target)",
                    "@batch=h;msgid=x\(server.now);time=2026-11-21T10:31:10.000Z :eve!e@h PRIVMSG "
                        + "\(target) :x", ":s BATCH -h")
            }
        }
        said += server.hears().filter { $0.contains("PRIVMSG") }
        #expect(said.count == 1)
    }
}
