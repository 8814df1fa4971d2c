import Testing

@testable import IRCWire

/// The session takes any bytes in any pieces.
@Suite struct IRCSessionInputTests {
    /// A server's side of a day, with line ends of both kinds and a line that is no UTF-8.
    static let day: [UInt8] =
        Array(
            """
            :s CAP * LS * :account-tag account-notify batch message-tags server-time\r
            :s CAP * LS :extended-join labeled-response echo-message sasl=PLAIN\r
            :s CAP * ACK :account-notify account-tag batch echo-message extended-join \
            labeled-response message-tags server-time sasl\r
            AUTHENTICATE :+\r
            :s 900 casebell c!u@h casebell :in\r
            :s 903 casebell :fine\r
            :s 001 casebell :Welcome
            :s 005 casebell CASEMAPPING=ascii WHOX PREFIX=(ov)@+ :are supported\r
            :casebell!~bot@desk.test JOIN #care casebell :C\r
            :s 353 casebell = #care :@dana +bo casebell\r
            :s 366 casebell #care :End\r
            :s 324 casebell #care +ik secret\r
            :s 354 casebell 999 u h dana dana\r
            :s 315 casebell #care :End\r
            PING :1\r
            @account=dana;msgid=m1;time=2026-11-21T10:31:42.000Z :dana!u@h PRIVMSG #care :!claim 42 ü 日本 👩‍👧\r
            \r
            :bo!u@h NICK bo2\r
            :zed!u@h JOIN #care * :Z\r
            :s BATCH +x netsplit a b\r
            @batch=x :bo2!u@h QUIT :a b\r
            :s BATCH -x\r
            :dana!u@h KICK #care casebell :out\r

            """.utf8) + Array(":ren".utf8) + [0xE9] + Array("!u@h PRIVMSG casebell :hi\r\n".utf8)
        + Array("ERROR :Closing link\r\n".utf8)

    private func after(_ pieces: [ArraySlice<UInt8>]) -> (written: [String], facts: [IRCFact]) {
        var server = ScriptedServer(.withAccount)
        for piece in pieces { server.receives(Array(piece)) }
        return (server.hears(), server.learns())
    }

    @Test func `every cut into two pieces ends the same`() {
        let whole = after([Self.day[...]])
        #expect(whole.written.contains("PONG 1"))
        #expect(whole.facts.count >= 15)
        for cut in 1..<Self.day.count {
            let parts = after([Self.day[..<cut], Self.day[cut...]])
            #expect(parts.written == whole.written, "cut at \(cut)")
            #expect(parts.facts == whole.facts, "cut at \(cut)")
        }
    }

    @Test func `byte by byte ends the same`() {
        let whole = after([Self.day[...]])
        let bytes = after(Self.day.indices.map { Self.day[$0...$0] })
        #expect(bytes.written == whole.written)
        #expect(bytes.facts == whole.facts)
    }

    @Test func `a line without end does not fill the memory`() {
        var server = ScriptedServer.joined()
        for _ in 0..<100 { server.receives([UInt8](repeating: 65, count: 100_000)) }
        server.sends("", ":dana!u@h PRIVMSG #care :still here")
        #expect(server.sayings.map(\.text) == ["still here"])
    }

    /// Lines made of the words the session knows, in any order and number.
    @Test(arguments: 0..<40)
    func `whatever a server says, the session lives and stays within its limits`(seed: UInt64) {
        var random = Chance(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        var server = ScriptedServer(.withAccount)
        let words = [
            "CAP", "LS", "ACK", "NAK", "NEW", "DEL", "*", "sasl=PLAIN", "AUTHENTICATE", "+",
            "PLAIN",
            "001", "005", "324", "353", "354", "366", "315", "318", "330", "433", "432", "437",
            "471",
            "404", "401", "900", "903", "904", "906", "908", "JOIN", "PART", "KICK", "QUIT", "NICK",
            "MODE", "ACCOUNT", "CHGHOST", "BATCH", "+1", "-1", "chathistory", "PRIVMSG", "NOTICE",
            "FAIL", "PING", "PONG", "INVITE", "casebell", "dana", "#care", "#x", ":", ":a b",
            "@a=b",
            "@batch=1", "@label=1.0.d.1", ":dana!u@h", ":casebell!u@h", ":s", "CASEMAPPING=ascii",
            "CASEMAPPING=rfc1459", "PREFIX=(i)@", "WHOX", "+ik-o", "\u{0}", "\u{1}", "é", "999",
            "0",
        ]
        for round in 0..<400 {
            let count = Int(random.next() % 7)
            let line = (0..<count).map { _ in words[Int(random.next() % UInt64(words.count))] }
            server.sends(line.joined(separator: " "))
            if round % 7 == 0 {
                server.say(Utterance(id: "d\(round)", target: "#care", lines: [[.quoted("x\ny")]]))
            }
            if round % 11 == 0 { server.passes(Milliseconds(random.next() % 3000)) }
            #expect(server.session.batches.count <= IRCSession.Batch.openMax)
            #expect(server.session.lookUps.open.count <= LookUps.openMax)
        }
        server.loses()
        let said = 1 + (399 / 7)
        #expect(server.receipts.count == said)
        #expect(!server.hears().contains { $0.isEmpty })
    }

    private struct Chance {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }
}
