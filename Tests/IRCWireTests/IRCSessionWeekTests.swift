import Testing

@testable import IRCWire

/// A week on one connection: people come, go, change names and talk, servers split, and in the
/// end nothing is left of it.
@Suite struct IRCSessionWeekTests {
    @Test(arguments: [1, 2] as [UInt64])
    func `a week leaves nothing behind`(seed: UInt64) {
        var chance = Chance(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        var server = ScriptedServer.joined(members: "casebell")
        var said = 0
        var answered = 0
        let end = server.now + 7 * 24 * 3_600_000
        while server.now < end {
            // Nothing for a while, as at night; the server is heard all along.
            for _ in 0..<chance.below(12) {
                server.passes(14_000)
                server.sends("PING :s")
            }
            happen(&chance, &server)
            if chance.below(4) == 0 {
                said += 1
                let nick = chance.below(3) == 0 ? "p\(chance.below(40))" : "#care"
                server.say(Utterance(id: "d\(said)", target: nick, lines: [[.plain("x")]]))
                echo(&server, chance.below(5))
            }
            answered += server.receipts.count
            _ = server.learns()
            _ = server.hears()
            let violation = SessionLimits.violation(in: server.session)
            #expect(violation == nil)
            guard !server.isClosed, violation == nil else { break }
        }
        #expect(!server.isClosed)
        for person in 0..<40 { server.sends(":p\(person)!u@h QUIT :late") }
        server.livesOn(60_000)
        answered += server.receipts.count
        #expect(answered == said)
        let session = server.session
        #expect(session.roster.people.isEmpty && session.lookUps.open.isEmpty)
        #expect(session.batches.isEmpty && session.rooms.order.count == 1)
        #expect(session.speech.talks.isEmpty && session.speech.awaited.isEmpty)
        #expect(session.speech.isIdle && session.speech.openTalks.isEmpty)
    }

    private func happen(_ chance: inout Chance, _ server: inout ScriptedServer) {
        let nick = "p\(chance.below(40))"
        switch chance.below(9) {
        case 0, 1: server.sends(":\(nick)!u@h JOIN #care \(nick) :P")
        case 2: server.sends(":\(nick)!u@h PART #care :bye")
        case 3: server.sends(":\(nick)!u@h QUIT :bye")
        case 4: server.sends(":\(nick)!u@h NICK p\(chance.below(40))")
        case 5: server.sends(":\(nick)!u@h ACCOUNT \(chance.below(2) == 0 ? "*" : nick)")
        case 6:
            server.sends(":s BATCH +n netsplit a b")
            for person in 0..<chance.below(40) {
                server.sends("@batch=n :p\(person)!u@h QUIT :a b")
            }
            server.sends(":s BATCH -n")
        case 7: server.sends("@account=\(nick) :\(nick)!u@h PRIVMSG #care :!queue")
        default: server.sends(":\(nick)!u@h PRIVMSG casebell :!take 1")
        }
    }

    /// Mostly the server sends back what was said; now and then it refuses, or says nothing until
    /// it is asked.
    private func echo(_ server: inout ScriptedServer, _ kind: Int) {
        guard let text = server.written.last(where: { $0.contains("PRIVMSG ") }),
            let line = IRCLine(parsing: text), let label = line.tags["label"]
        else { return }
        switch kind {
        case 0: server.sends("@label=\(label) :s 404 casebell \(line[0] ?? "") :No")
        case 1:
            server.passes(11_000)
            let pings = server.written.filter { $0.hasPrefix("PING ") }
            for ping in pings { server.sends(":s PONG s :\(ping.dropFirst("PING ".count))") }
        default:
            server.sends("@label=\(label) :casebell!~bot@desk.test PRIVMSG \(line[0] ?? "") :x")
        }
    }

    private struct Chance {
        var state: UInt64
        mutating func below(_ bound: UInt64) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int((state >> 11) % bound)
        }
    }
}
