import Testing

@testable import IRCWire

/// A session beside servers that throttle, each in its own way.
@Suite struct FloodTests {
    /// 3 people × 20 commands, each answered with one line.
    private func answers(_ count: Int = 60, bytes: Int = 60) -> [Utterance] {
        (1...count).map { number in
            let text = "#\(number) " + String(repeating: "x", count: bytes)
            return Utterance(id: "d\(number)", target: "#care", lines: [[.plain(text)]])
        }
    }

    private func expectAll(_ server: ThrottlingServer, _ count: Int = 60) {
        #expect(server.killed == nil)
        #expect(server.receipts.count == count)
        #expect(server.receipts.allSatisfy { if case .sent = $0.outcome { true } else { false } })
        let numbers = server.passed.map { $0.text.prefix { $0 != " " } }
        #expect(numbers == (1...count).map { "#\($0)" })
    }

    @Test func `a server that kills above 20 lines and one a second: all, in order, in a minute`() {
        var server = ThrottlingServer(.inspircd(threshold: 20, isKilling: true))
        let start = server.now
        server.say(answers())
        server.lives(120_000, untilReceipts: 60)
        expectAll(server)
        #expect(server.now - start <= 56_000)
    }

    @Test func `the same without echo, where receipts cost lines`() {
        var server = ThrottlingServer(.inspircd(threshold: 20, isKilling: true), hasEcho: false)
        let start = server.now
        server.say(answers())
        server.lives(120_000, untilReceipts: 60)
        expectAll(server)
        #expect(server.now - start <= 66_000)
    }

    @Test(arguments: [true, false])
    func `a whole afternoon of it kills nobody`(hasEcho: Bool) {
        var server = ThrottlingServer(
            .inspircd(threshold: 10, isKilling: true), hasEcho: hasEcho, latency: 80)
        var said = 0
        for _ in 0..<20 {
            server.say(
                (1...25).map { number in
                    Utterance(id: "d\(said + number)", target: "#care", lines: [[.plain("hi")]])
                })
            said += 25
            server.lives(20_000)
        }
        server.lives(600_000, untilReceipts: said)
        #expect(server.killed == nil)
        #expect(server.receipts.count == said)
    }

    @Test func `a server that holds back is never far behind`() {
        for (throttle, most) in [
            (ThrottlingServer.Throttle.inspircd(threshold: 10, isKilling: false), 56_000),
            (.bucket(burst: 3, every: 333), 56_000),
            (.bucket(burst: 2, every: 2000), 130_000),
        ] {
            var server = ThrottlingServer(throttle)
            let start = server.now
            server.say(answers())
            server.lives(300_000, untilReceipts: 60)
            expectAll(server)
            #expect(server.now - start <= most)
            #expect(server.unreadMost <= UnreadWindow.linesStart)
        }
    }

    @Test func `what is urgent passes what a slow server has not read`() {
        var server = ThrottlingServer(.bucket(burst: 1, every: 2000))
        server.say(
            answers().map {
                var bulk = $0
                bulk.lane = 3
                return bulk
            })
        server.lives(60_000)
        let start = server.now
        server.say([Utterance(id: "u", target: "#care", lane: 1, lines: [[.plain("#0 fire")]])])
        server.lives(30_000)
        let urgent = server.passed.first { $0.text.hasPrefix("#0 ") }
        #expect((urgent?.at ?? .max) - start <= 8000)
    }

    @Test func `SAFERATE is used as fast as the server reads`() {
        var server = ThrottlingServer(
            .bucket(burst: 5, every: 500), latency: 40, support: "SAFERATE")
        let start = server.now
        server.say(answers())
        server.lives(300_000, untilReceipts: 60)
        expectAll(server)
        #expect(server.now - start <= 29_000)
        #expect(server.unreadMost <= 2 * UnreadWindow.linesStart)
    }

    @Test func `SAFERATE on a server that is quick takes no time to speak of`() {
        var server = ThrottlingServer(.none, latency: 10, support: "soju.im/SAFERATE")
        let start = server.now
        server.say(answers(1000))
        server.lives(60_000, untilReceipts: 1000)
        expectAll(server, 1000)
        #expect(server.now - start <= 1500)
    }

    @Test(arguments: [true, false])
    func `2,000 at once without limits: none is lost, and bytes stay few`(hasEcho: Bool) {
        var server = ThrottlingServer(.none, policy: .unlimited, hasEcho: hasEcho)
        server.say(answers(2000, bytes: 300))
        server.lives(60_000, untilReceipts: 2000)
        #expect(server.receipts.count == 2000)
        #expect(server.passed.count == 2000)
        // One for every window's worth: 30 lines of 300 bytes.
        #expect(server.pings < 2000 / 20)
    }

    @Test func `however long the lines, a server never holds more than it bears`() {
        for hasEcho in [true, false] {
            var server = ThrottlingServer(
                .bucket(burst: 1, every: 1500), policy: .fixed(.init(burst: 500, every: 1)),
                hasEcho: hasEcho)
            server.say(answers(bytes: 380))
            server.lives(300_000, untilReceipts: 60)
            expectAll(server)
            #expect(server.unreadBytesMost <= 8192)
        }
    }

    @Test func `thousands that wait cost a line no more than a few`() {
        func cost(_ count: Int) -> Duration {
            var server = ScriptedServer.joined(
                capabilities: "batch echo-message labeled-response message-tags")
            server.sends(":s 005 casebell X :are supported")
            let utterances = answers(count)
            return ContinuousClock().measure {
                for utterance in utterances { server.say(utterance) }
                for line in server.hears() {
                    guard let sent = IRCLine(parsing: line), let label = sent.tags["label"],
                        let text = sent[1]
                    else { continue }
                    server.sends("@label=\(label) :casebell!u@h PRIVMSG #care :\(text)")
                }
            }
        }
        _ = cost(100)
        #expect(cost(3200) < cost(400) * 8 * 4)
    }
}
