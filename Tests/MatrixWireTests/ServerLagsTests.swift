import Testing

@testable import MatrixWire

/// How late an event is, by clocks that may differ.
@Suite struct ServerLagsTests {
    private static let epoch: Int64 = 1_700_000_000_000
    private static let far = "far.example"
    private static let own = "example.org"

    /// What is heard, by our clocks in milliseconds since both began.
    private struct Ear {
        var lags = ServerLags(own: ServerLagsTests.own)
        /// Our wall's clock is ahead of the true one by so much.
        var ahead: Milliseconds = 0

        mutating func hear(
            _ said: Milliseconds, at heard: Milliseconds, from server: String = ServerLagsTests.far
        ) -> Milliseconds {
            let epoch = ServerLagsTests.epoch
            return lags.delay(
                of: epoch + said, from: server, at: heard, now: epoch + heard + ahead)
        }
    }

    @Test func `what comes late counts as said when it was said`() {
        var ear = Ear()
        #expect(ear.hear(0, at: 10_000) == 10_000)
        #expect(ear.hear(20_000, at: 20_100) == 0)
        #expect(ear.hear(30_000, at: 90_000) == 60_000)
        #expect(ear.hear(30_000, at: 4 * 3_600_000) > 3 * 3_600_000)
    }

    @Test func `what no long poll does sooner is no delay`() {
        var ear = Ear()
        #expect(ear.hear(0, at: 5) == 0)
        #expect(ear.hear(1000, at: 1900) == 0)
        #expect(ear.hear(2000, at: 4100) == 2100)
    }

    @Test func `a clock that is ahead is no delay, and what comes late by it is`() {
        var ear = Ear()
        #expect(ear.hear(600_000, at: 100) == 0)
        #expect(ear.hear(610_000, at: 10_100) == 0)
        #expect(ear.hear(620_000, at: 50_100) == 30_000)
    }

    @Test func `a clock that is behind is learned in half an hour`() {
        var ear = Ear()
        for minute in Int64(0)..<30 {
            #expect(ear.hear(minute * 60_000 - 300_000, at: minute * 60_000) == 300_000)
        }
        #expect(ear.hear(1_500_000, at: 1_800_000) == 0)
        #expect(ear.hear(1_600_000, at: 1_930_000) == 30_000)
    }

    @Test func `of a first event no more counts as late than a clock may be wrong by`() {
        var ear = Ear()
        #expect(ear.hear(-7_200_000, at: 0) == ServerLags.firstMax)
    }

    @Test func `what is said on our own server teaches how our clocks differ`() {
        var ear = Ear(ahead: 3_600_000)
        #expect(ear.hear(0, at: 20, from: Self.own) == 0)
        #expect(ear.hear(1000, at: 1050) == 0)
        #expect(ear.hear(2000, at: 12_000, from: Self.own) == 9980)
    }

    @Test func `a clock of ours that is set changes nothing`() {
        var ear = Ear()
        #expect(ear.hear(0, at: 20) == 0)
        ear.ahead = 86_400_000
        #expect(ear.hear(1000, at: 1050) == 0)
    }

    @Test(arguments: [Int64.min, 0, -1]) func `what has no date is punctual`(_ time: Int64) {
        var lags = ServerLags(own: nil)
        #expect(lags.delay(of: time, from: Self.far, at: 0, now: Self.epoch) == 0)
    }

    @Test func `servers without end fill no memory, and ours is not forgotten`() {
        var ear = Ear(ahead: 3_600_000)
        #expect(ear.hear(0, at: 20, from: Self.own) == 0)
        #expect(ear.hear(Int64.max - Self.epoch, at: 20) == 0)
        for number in Int64(1)...Int64(ServerLags.serversMax) {
            #expect(ear.hear(number, at: number + 20, from: "s\(number).example") == 0)
        }
        #expect(ear.hear(5000, at: 5050, from: "new.example") == 0)
    }
}
