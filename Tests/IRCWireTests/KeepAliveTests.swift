import Testing

@testable import IRCWire

@Suite struct KeepAliveTests {
    @Test func `a silent server is asked, and dead within 30 seconds`() {
        var server = ScriptedServer.joined()
        server.passes(14_999)
        #expect(server.hears() == [])
        server.passes(1)
        #expect(server.hears().count { $0.hasPrefix("PING ") } == 1)
        server.passes(12_999)
        #expect(!server.isClosed)
        server.passes(1)
        #expect(server.isClosed)
        #expect(server.facts.last == .closing(reason: "nothing heard for 28 s", .dropped))
    }

    @Test func `whatever is heard keeps it alive`() {
        var server = ScriptedServer.joined()
        server.passes(27_000)
        server.sends(":dana!u@h PRIVMSG #care :hello")
        server.passes(14_000)
        #expect(!server.isClosed)
    }

    @Test func `a session that is over wants no more ticks`() {
        var server = ScriptedServer.joined()
        server.quit()
        #expect(server.hears().last == "QUIT Casebell")
        #expect(server.session.nextTick == nil)
        server.quit()
        #expect(server.hears() == [])
    }
}
