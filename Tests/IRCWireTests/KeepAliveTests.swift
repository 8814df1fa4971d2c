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

    // MARK: - A server that does not read

    @Test(arguments: ["", "echo-message", IRCSessionReceiptsTests.labels])
    func `a server that talks and reads nothing any more is left`(capabilities: String) {
        var server = ScriptedServer.joined(capabilities: capabilities)
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("x")]]))
        // Before it is asked an echo is waited for.
        server.livesOn(capabilities.isEmpty ? 59_000 : 69_000)
        #expect(!server.isClosed)
        server.livesOn(1000)
        #expect(
            server.facts.last
                == .closing(reason: "the server does not answer our PING", .dropped))
        server.loses()
        #expect(server.receipts == [.unknown])
    }

    @Test func `a server that is slow and moves on is waited for`() {
        var server = ScriptedServer.joined(capabilities: "echo-message")
        for number in 0..<4 {
            server.say(Utterance(id: "d\(number)", target: "#care", lines: [[.plain("x")]]))
        }
        let echo = ":casebell!~bot@desk.test PRIVMSG #care :x"
        for _ in 0..<4 {
            server.livesOn(50_000)
            server.sends(echo)
        }
        #expect(!server.isClosed)
        #expect(server.receipts.count == 4)
    }

    // MARK: - A process that stood still

    @Test(arguments: [3000, 16_000] as [Milliseconds])
    func `what was said while it stood still is read before the server is judged`(
        before: Milliseconds
    ) {
        var server = ScriptedServer.joined()
        server.passes(before)
        server.standsStill(34_000)
        server.sends("@account=dana :dana!u@h PRIVMSG #care :!claim 7")
        server.livesOn(15_000)
        #expect(!server.isClosed)
        #expect(server.sayings.map(\.text) == ["!claim 7"])
    }

    @Test(arguments: [false, true])
    func `what is read then may be as old as that, unless a clock tells`(hasTime: Bool) {
        var server = ScriptedServer.joined()
        server.sends("@time=2026-11-21T10:32:00.000Z :s PONG s :x")
        server.standsStill(34_000)
        let time = hasTime ? "time=2026-11-21T10:32:24.000Z;" : ""
        server.sends("@\(time)account=dana :dana!u@h PRIVMSG #care :!claim 7")
        server.passes(1000)
        server.sends("@account=dana :dana!u@h PRIVMSG #care :!claim 8")
        #expect(server.sayings.map(\.delay) == [hasTime ? 10_000 : 34_000, 0])
        #expect(server.sayings.map(\.isDelaySure) == [false, false])
    }

    @Test func `a server that was not asked before is asked then, and has its time to answer`() {
        var server = ScriptedServer.joined()
        server.passes(3000)
        server.standsStill(34_000)
        #expect(server.hears().count { $0.hasPrefix("PING ") } == 1)
        server.passes(12_999)
        #expect(!server.isClosed)
        server.passes(1)
        #expect(server.isClosed)
    }

    @Test func `one that was asked before has answered by then, or is dead`() {
        var server = ScriptedServer.joined()
        server.passes(16_000)
        server.standsStill(30_000)
        #expect(!server.isClosed)
        server.passes(1000)
        #expect(server.isClosed)
        #expect(server.hears().count { $0.hasPrefix("PING ") } == 1)
    }

    @Test func `what comes after the end is not heard, and the room is told from when`() {
        var server = ScriptedServer.joined()
        server.passes(28_000)
        #expect(server.isClosed)
        server.passes(5000)
        server.sends("@account=dana :dana!u@h PRIVMSG #care :!claim 7")
        server.loses()
        #expect(server.sayings == [])
        #expect(server.session.memory.marks["#care"]?.awaySince == 1_000_000)
    }

    @Test func `a session that is over wants no more ticks`() {
        var server = ScriptedServer.joined()
        server.quit()
        #expect(server.hears().last == "QUIT Casebell")
        #expect(server.session.nextTick == nil)
        server.quit()
        #expect(server.hears() == [])
    }

    /// A tick that changes nothing and asks for another would keep a processor busy.
    @Test func `a server that answers nothing costs no time`() throws {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = FloodAllowance(burst: 20, every: 100)
        var server = ScriptedServer.joined(configuration, capabilities: "", support: "")
        server.passes(16_000)
        for number in 0..<30 {
            server.say(Utterance(id: "d\(number)", target: "#care", lines: [[.plain("x")]]))
        }
        for _ in 0..<11 {
            server.passes(1000)
            #expect(try #require(server.session.nextTick) > server.now)
        }
    }

    @Test func `somebody who is to wait costs no time`() throws {
        var server = ScriptedServer.joined(capabilities: "", support: "")
        server.say(Utterance(id: "d1", target: "dana", lines: [[.plain("x")]]))
        server.sends(":s 439 casebell dana :Target change too fast, wait 17 seconds")
        for _ in 0..<10 {
            server.livesOn(1000)
            #expect(try #require(server.session.nextTick) > server.now)
        }
    }
}
