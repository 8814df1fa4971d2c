import Testing

@testable import IRCWire

/// How late a line is, by clocks that may differ.
@Suite struct LineLagsTests {
    /// What is heard, in milliseconds since both clocks began.
    private struct Ear {
        static let epoch: Int64 = 1_795_257_000_000
        var lags = LineLags()

        mutating func hears(server said: Int64, at heard: Milliseconds) {
            lags.hearServer(Self.epoch + said, at: heard)
        }

        mutating func hears(
            _ said: Int64, at heard: Milliseconds, by nick: String = "dana"
        ) -> LineLags.Delay? {
            lags.delay(of: Self.epoch + said, by: CaseMapping.ascii.key(nick), at: heard)
        }

        mutating func lag(
            _ said: Int64, at heard: Milliseconds, by nick: String = "dana"
        ) -> Milliseconds? {
            hears(said, at: heard, by: nick)?.time
        }
    }

    @Test func `what comes late was said when it was said`() {
        var ear = Ear()
        ear.hears(server: 0, at: 500)
        ear.hears(server: 10_000, at: 10_050)
        #expect(ear.lag(10_000, at: 10_040) == 0)
        #expect(ear.lag(11_000, at: 13_000) == 0)
        #expect(ear.lag(12_000, at: 72_050) == 60_000)
    }

    @Test(arguments: [600_000, -60_000] as [Int64])
    func `a server whose clock is wrong makes nobody late`(ahead: Int64) {
        var ear = Ear()
        ear.hears(server: ahead, at: 20)
        #expect(ear.lag(ahead + 10_000, at: 10_030) == 0)
        #expect(ear.lag(ahead + 20_000, at: 50_020) == 30_000)
        #expect(ear.lags.moment(of: Ear.epoch + ahead + 20_000) == 20_020)
    }

    @Test func `before the server has said anything nothing is late`() {
        var ear = Ear()
        #expect(ear.hears(0, at: 100_000) == nil)
        #expect(ear.lags.moment(of: Ear.epoch) == nil)
    }

    @Test func `a clock that is set is believed when it has said so three times`() {
        var ear = Ear()
        ear.hears(server: 0, at: 0)
        for second in [Int64(10), 20, 30] {
            let (said, heard) = (second * 1000 - 300_000, second * 1000)
            #expect(ear.lag(said, at: heard, by: "d\(second)") == 300_000)
            ear.hears(server: said, at: heard)
        }
        #expect(ear.lag(40_000 - 300_000, at: 40_000) == 0)
    }

    @Test func `whoever is dated by another clock is known by it`() {
        var ear = Ear()
        ear.hears(server: 0, at: 0)
        for second in [Int64(10), 20, 30] {
            let delay = ear.hears(second * 1000 - 20_000, at: second * 1000)
            #expect(delay == LineLags.Delay(time: 20_000, isSure: false))
        }
        #expect(
            ear.hears(40_000 - 20_000, at: 40_000) == LineLags.Delay(time: 0, isSure: true))
        #expect(
            ear.hears(50_000 - 20_000, at: 80_000) == LineLags.Delay(time: 30_000, isSure: true))
        // Whoever has the nick then may be elsewhere.
        ear.lags.forget(CaseMapping.ascii.key("dana"))
        #expect(ear.lag(90_000 - 20_000, at: 90_000) == 20_000)
    }

    @Test func `what has piled up is late to its end`() {
        var ear = Ear()
        ear.hears(server: 0, at: 0)
        for said in [Int64(10_000), 20_000, 30_000, 50_000] {
            #expect(ear.lag(said, at: 100_000) == 100_000 - said)
        }
        #expect(ear.lag(101_000, at: 101_000) == 0)
    }

    @Test func `people without end fill no memory`() {
        var ear = Ear()
        ear.hears(server: 0, at: 0)
        for number in 0..<2000 {
            #expect(ear.lag(Int64(number), at: Int64(number), by: "n\(number)") == 0)
        }
        #expect(ear.lags.count <= LineLags.sendersMax)
    }
}
