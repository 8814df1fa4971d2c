import Testing

@testable import IRCWire

/// What was said while nobody listened (ircv3.net/specs/extensions/chathistory).
@Suite struct IRCSessionHistoryTests {
    static let modern = ScriptedServer.everything + " draft/chathistory"

    /// What one connection leaves to the next: in #care until the minute before.
    static func memory(id: String? = "m1") -> IRCMemory {
        var memory = IRCMemory()
        memory.marks["#care"] = .init(
            messageID: id, serverTime: 1_795_257_060_000, awaySince: 940_000)
        return memory
    }

    /// In #care at 10:32:00 by the server's clock.
    static func back(
        _ memory: IRCMemory = memory(), capabilities: String = modern,
        support: String = "CHATHISTORY=3 MSGREFTYPES=msgid,timestamp NICKLEN=30"
    ) -> ScriptedServer {
        var server = ScriptedServer(memory: memory)
        server.sends(":s CAP * LS :\(capabilities)")
        for request in server.hears() where request.hasPrefix("CAP REQ ") {
            server.sends(":s CAP * ACK \(request.dropFirst("CAP REQ ".count))")
        }
        server.sends(
            "@time=2026-11-21T10:32:00.000Z :s 001 casebell :Welcome",
            ":s 005 casebell \(support) :are supported",
            "@time=2026-11-21T10:32:00.000Z :casebell!~bot@desk.test JOIN #care",
            ":s 353 casebell = #care :@dana bo casebell", ":s 366 casebell #care :End")
        return server
    }

    private func page(_ server: inout ScriptedServer, _ lines: String...) {
        server.sends(":s BATCH +h chathistory #care")
        for line in lines { server.sends("@batch=h;\(line)") }
        server.sends(":s BATCH -h")
    }

    @Test func `what was missed is read page by page, oldest first, and told before what is new`() {
        var server = Self.back()
        #expect(server.asks() == ["CHATHISTORY AFTER #care msgid=m1 3"])
        server.sends("@msgid=m9;account=bo :bo!b@h PRIVMSG #care :!q live")
        page(
            &server,
            "msgid=m2;account=dana;time=2026-11-21T10:31:10.000Z :dana!d@h PRIVMSG #care :!c 1",
            "msgid=m3;time=2026-11-21T10:31:20.000Z :dana!d@h NOTICE #care :x",
            "msgid=m4;time=2026-11-21T10:31:30.000Z :eve!e@h PRIVMSG #care :!c 2")
        #expect(server.asks() == ["CHATHISTORY AFTER #care msgid=m4 3"])
        #expect(server.sayings.map(\.messageID) == ["m2", "m4"])
        page(
            &server,
            "msgid=m9;account=bo;time=2026-11-21T10:31:59.000Z :bo!b@h PRIVMSG #care :!q live")
        #expect(server.asks() == ["CHATHISTORY AFTER #care msgid=m9 3"])
        server.sends("@msgid=m10;account=bo :bo!b@h PRIVMSG #care :!q later")
        page(&server)
        #expect(server.asks() == [])
        #expect(server.sayings.map(\.messageID) == ["m2", "m4", "m9", "m10"])
        #expect(server.sayings.map(\.isFromHistory) == [true, true, true, false])
        #expect(server.sayings.map(\.account) == ["dana", nil, "bo", "bo"])
        #expect(server.absences == [])
        #expect(server.session.roomsListenedTo == ["#care"])
        #expect(server.session.memory.marks["#care"]?.messageID == "m10")
    }

    /// The server's clock may differ from ours by any time.
    @Test func `what was missed was said so long ago as the server's own clock says`() {
        var server = Self.back()
        page(
            &server,
            "msgid=m2;account=dana;time=2026-11-21T10:31:10.000Z :dana!d@h PRIVMSG #care :!c 1",
            "msgid=m3;account=dana;time=2026-11-21T10:40:00.000Z :dana!d@h PRIVMSG #care :!c 2")
        #expect(server.sayings.map(\.saidAt) == [server.now - 50_000, server.now])
        #expect(server.sayings.map(\.serverTime) == [1_795_257_070_000, 1_795_257_600_000])
        #expect(server.sayings.map(\.delay) == [0, 0])
    }

    @Test func `nothing old is read where we never were`() {
        var server = Self.back(IRCMemory())
        #expect(server.asks() == [])
        #expect(server.absences == [])
        #expect(server.session.roomsListenedTo == ["#care"])
    }

    @Test func `without history the room learns since when nobody listened`() {
        var server = Self.back(capabilities: ScriptedServer.everything)
        #expect(server.asks() == [])
        #expect(server.absences == [.absent(room: "#care", since: 940_000, until: 1_000_000)])
    }

    @Test func `an id that the server forgot gives way to the time, which has to reach back`() {
        var server = Self.back()
        _ = server.asks()
        server.sends(":s FAIL CHATHISTORY MESSAGE_ERROR AFTER #care :unknown id")
        #expect(
            server.asks() == ["CHATHISTORY BEFORE #care timestamp=2026-11-21T10:31:00.001Z 1"])
        page(&server, "msgid=m0;time=2026-11-21T10:20:00.000Z :bo!b@h PRIVMSG #care :!old")
        #expect(
            server.asks() == ["CHATHISTORY AFTER #care timestamp=2026-11-21T10:30:55.000Z 3"])
        page(&server)
        #expect(server.sayings == [])
        #expect(server.absences == [])
    }

    @Test(arguments: [
        ":s FAIL CHATHISTORY INVALID_TARGET AFTER #care :no",
        ":s 421 casebell CHATHISTORY :unknown",
    ])
    func `a server that will not tell leaves an absence`(_ refusal: String) {
        var server = Self.back()
        server.sends("@msgid=m9;account=bo :bo!b@h PRIVMSG #care :!q live")
        for _ in 0..<3 { server.sends(refusal) }
        #expect(server.asks().count == 3)
        server.sends(refusal)
        #expect(server.asks() == [])
        #expect(server.absences == [.absent(room: "#care", since: 940_000, until: 1_000_000)])
        #expect(server.sayings.map(\.messageID) == ["m9"])
    }

    @Test func `an answer that never comes is not waited for`() {
        var server = Self.back()
        server.sends("@msgid=m9;account=bo :bo!b@h PRIVMSG #care :!q live")
        #expect(server.sayings == [])
        server.livesOn(9000)
        #expect(server.sayings.map(\.messageID) == ["m9"])
        #expect(server.absences.count == 1)
    }

    @Test func `more than is good is not read, and the rest is an absence`() {
        var server = Self.back()
        var page = 0
        while !server.asks().isEmpty, page < 100 {
            page += 1
            self.page(
                &server, "msgid=p\(page);time=2026-11-21T10:31:30.000Z :eve!e@h PRIVMSG #care :x")
        }
        #expect(page == History.pagesMax)
        #expect(server.absences == [.absent(room: "#care", since: 970_000, until: 1_000_000)])
    }

    @Test func `what was heard before the connection ended is not told again`() {
        var server = Self.back(IRCMemory())
        server.sends("@msgid=m5;time=2026-11-21T10:32:01.000Z :bo!b@h PRIVMSG #care :!q")
        server.loses()
        let memory = server.session.memory
        #expect(memory.marks["#care"]?.messageID == "m5")
        #expect(memory.marks["#care"]?.awaySince == 1_000_000)
        var next = Self.back(memory, support: "CHATHISTORY=3 MSGREFTYPES=timestamp")
        page(&next, "msgid=m5;time=2026-11-21T10:32:01.000Z :bo!b@h PRIVMSG #care :!q")
        page(&next, "msgid=m5;time=2026-11-21T10:32:01.000Z :bo!b@h PRIVMSG #care :!q")
        #expect(next.sayings == [])
    }

    @Test func `a room that lost us is read, or told of it, when we are back`() {
        var server = Self.back(IRCMemory())
        server.sends("@msgid=m5;time=2026-11-21T10:32:01.000Z :bo!b@h PRIVMSG #care :!q")
        server.sends(":bo!b@h KICK #care casebell :out")
        #expect(server.session.roomsListenedTo == [])
        server.livesOn(3000)
        server.sends(":casebell!~bot@desk.test JOIN #care")
        #expect(server.asks() == ["CHATHISTORY AFTER #care msgid=m5 3"])
    }

    @Test func `people who wrote to us alone are found and read`() {
        var memory = Self.memory()
        memory.direct = .init(serverTime: 1_795_257_060_000, awaySince: 940_000)
        var server = Self.back(memory)
        _ = server.asks()
        page(&server)
        #expect(
            server.asks() == [
                "CHATHISTORY TARGETS timestamp=2026-11-21T10:30:55.000Z "
                    + "timestamp=2026-11-21T10:32:05.000Z 3"
            ])
        server.sends(
            ":s BATCH +t draft/chathistory-targets",
            "@batch=t :s CHATHISTORY TARGETS dana 2026-11-21T10:31:40.000Z",
            "@batch=t :s CHATHISTORY TARGETS #other 2026-11-21T10:31:40.000Z", ":s BATCH -t")
        #expect(
            server.asks() == ["CHATHISTORY BEFORE dana timestamp=2026-11-21T10:31:00.001Z 1"])
        server.sends(":s BATCH +h chathistory dana", ":s BATCH -h")
        #expect(
            server.asks() == ["CHATHISTORY AFTER dana timestamp=2026-11-21T10:31:00.000Z 3"])
        server.sends(
            ":s BATCH +h chathistory dana",
            "@batch=h;msgid=d1;account=dana;time=2026-11-21T10:31:40.000Z :dana!d@h PRIVMSG casebell_ :claim 1",
            "@batch=h;msgid=d2;account=casebell;time=2026-11-21T10:31:41.000Z :casebell!d@h PRIVMSG dana :ok",
            ":s BATCH -h")
        #expect(server.sayings.map(\.messageID) == ["d1"])
        #expect(server.sayings.map(\.room) == [nil])
    }

    @Test func `how the input is cut changes nothing`() {
        var whole = Self.back()
        let lines =
            "@msgid=m9;account=bo :bo!b@h PRIVMSG #care :!q live\r\n:s BATCH +h chathistory #care\r\n"
            + "@batch=h;msgid=m2;time=2026-11-21T10:31:10.000Z :d!d@h PRIVMSG #care :!c 1\r\n"
            + ":s BATCH -h\r\n:s BATCH +h chathistory #care\r\n:s BATCH -h\r\n"
        whole.receives(Array(lines.utf8))
        var cut = Self.back()
        for byte in lines.utf8 { cut.receives([byte]) }
        #expect(whole.facts == cut.facts)
        #expect(whole.sayings.count == 2)
    }
}

extension ScriptedServer {
    /// What was asked of the history since the last look.
    mutating func asks() -> [String] { hears().filter { $0.hasPrefix("CHATHISTORY") } }

    /// What was said since the last look, without its tags.
    mutating func hasSaid() -> [String] {
        hears().compactMap { IRCLine(parsing: $0) }.filter { $0.command == "PRIVMSG" }
            .compactMap { $0[1] }
    }

    var absences: [IRCFact] { facts.filter { if case .absent = $0 { true } else { false } } }
}
