import Testing

@testable import IRCWire

/// Names that change, and ways of comparing them, while something waits under them.
@Suite struct IRCSessionNamesTests {
    @Test func `what waits for the history of a room outlives its old name`() {
        var server = IRCSessionHistoryTests.back()
        server.sends("@msgid=m9;account=bo :bo!b@h PRIVMSG #care :!q live")
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("x")]]))
        server.sends(":s RENAME #care #desk :new")
        server.sends(":s BATCH +h chathistory #desk", ":s BATCH -h")
        #expect(server.sayings.map(\.messageID) == ["m9"])
        let said = server.hears().filter { $0.contains("PRIVMSG") }
        #expect(said.count == 1 && said[0].contains("PRIVMSG #desk :x"))
    }

    @Test func `a room that rests does so under its new name`() {
        var server = ScriptedServer.joined(capabilities: "batch labeled-response")
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("x")]]))
        let label = IRCLine(parsing: server.hears().first ?? "")?.tags["label"] ?? ""
        server.sends(
            "@label=\(label) :s 439 casebell #care :Please wait 17 seconds.",
            ":s RENAME #care #desk :new")
        server.livesOn(15_000)
        #expect(server.hasSaid() == [])
        server.livesOn(5000)
        #expect(server.hasSaid() == ["x"])
    }

    @Test func `names that are compared otherwise from now on keep what waits`() {
        var memory = IRCMemory()
        memory.marks["#Care[1]"] = .init(
            messageID: "m1", serverTime: 1_795_257_060_000, awaySince: 940_000)
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = [.init(name: "#Care[1]")]
        var server = ScriptedServer(configuration, memory: memory)
        server.sends(":s CAP * LS :\(IRCSessionHistoryTests.modern)")
        for request in server.hears() where request.hasPrefix("CAP REQ ") {
            server.sends(":s CAP * ACK \(request.dropFirst("CAP REQ ".count))")
        }
        server.sends(
            "@time=2026-11-21T10:32:00.000Z :s 001 casebell :Welcome",
            ":casebell!~bot@desk.test JOIN #Care[1]", ":s 353 casebell = #Care[1] :@dana casebell",
            ":s 366 casebell #Care[1] :End",
            "@msgid=m9;account=dana :dana!b@h PRIVMSG #Care[1] :!q live")
        server.say(Utterance(id: "d1", target: "#Care[1]", lines: [[.plain("x")]]))
        server.sends(":s 005 casebell CASEMAPPING=ascii :are supported")
        for _ in 0..<3 { server.sends(":s BATCH +h chathistory #Care[1]", ":s BATCH -h") }
        #expect(server.sayings.map(\.messageID) == ["m9"])
        #expect(server.hasSaid() == ["x"])
    }
}
