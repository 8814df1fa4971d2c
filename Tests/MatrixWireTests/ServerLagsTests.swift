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
            _ said: Milliseconds, at heard: Milliseconds, from server: String = ServerLagsTests.far,
            by name: String = "sam"
        ) -> Milliseconds {
            let epoch = ServerLagsTests.epoch
            return lags.delay(
                of: epoch + said, by: "@\(name):\(server)", from: server, at: heard,
                now: epoch + heard + ahead)
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
        for second in Int64(0)..<3 {
            #expect(ear.hear(600_000 + second * 10_000, at: second * 10_000 + 100) == 0)
        }
        #expect(ear.hear(640_000, at: 70_100) == 30_000)
    }

    @Test func `a clock that is behind is learned by what is said three times`() {
        var ear = Ear()
        for second in [Int64(0), 10, 20] {
            // Never so late that what was said would not be done.
            let delay = ear.hear(second * 1000 - 180_000, at: second * 1000)
            #expect(delay == ServerLags.unknownMax)
        }
        #expect(ear.hear(30_000 - 180_000, at: 30_000) == 0)
        #expect(ear.hear(40_000 - 180_000, at: 70_000) == 30_000)
    }

    @Test func `one date that is ahead makes nobody late`() {
        var ear = Ear()
        for second in [Int64(0), 10, 20] {
            #expect(ear.hear(second * 1000, at: second * 1000) == 0)
        }
        #expect(ear.hear(330_000, at: 30_000) == 0)
        for second in [Int64(40), 50, 60, 70] {
            #expect(ear.hear(second * 1000, at: second * 1000) == 0)
        }
    }

    @Test func `what has piled up elsewhere is late to its end`() {
        var ear = Ear()
        let minute: Milliseconds = 60_000
        for (place, said) in [20, 25, 31, 60, 90, 120].enumerated() {
            let heard = 200 * minute + Int64(place) * 6000
            #expect(ear.hear(Int64(said) * minute, at: heard) == heard - Int64(said) * minute)
        }
        #expect(ear.hear(201 * minute, at: 201 * minute) == 0)
    }

    @Test func `whoever is dated by another clock than their server's is known by it`() {
        var ear = Ear()
        for second in [Int64(0), 10, 20] {
            #expect(ear.hear(second * 1000, at: second * 1000) == 0)
        }
        for second in [Int64(30), 50, 70] {
            #expect(ear.hear(second * 1000 - 180_000, at: second * 1000, by: "ghost") == 180_000)
            #expect(ear.hear(second * 1000 + 8000, at: second * 1000 + 8000) == 0)
        }
        #expect(ear.hear(90_000 - 180_000, at: 90_000, by: "ghost") == 0)
        #expect(ear.hear(100_000, at: 110_000) == 10_000)
    }

    @Test func `what is said on our own server teaches how our clocks differ`() {
        var ear = Ear(ahead: 3_600_000)
        #expect(ear.hear(0, at: 20, from: Self.own) == 0)
        #expect(ear.hear(1000, at: 1050) == 0)
        #expect(ear.hear(2000, at: 12_000, from: Self.own) == 9980)
    }

    @Test func `a clock of ours that is set changes nothing`() {
        var ear = Ear()
        for second in [Int64(0), 10, 20] {
            #expect(ear.hear(second * 1000, at: second * 1000) == 0)
        }
        ear.ahead = 86_400_000
        #expect(ear.hear(31_000, at: 31_050) == 0)
    }

    @Test(arguments: [Int64.min, 0, -1]) func `what has no date is punctual`(_ time: Int64) {
        var lags = ServerLags(own: nil)
        #expect(
            lags.delay(
                of: time, by: "@sam:\(Self.far)", from: Self.far, at: 0, now: Self.epoch) == 0)
    }

    @Test func `servers without end fill no memory, and ours is not forgotten`() {
        var ear = Ear(ahead: 3_600_000)
        #expect(ear.hear(0, at: 20, from: Self.own) == 0)
        #expect(ear.hear(Int64.max - Self.epoch, at: 20) == 0)
        for number in Int64(1)...Int64(ServerLags.knownMax) {
            #expect(ear.hear(number, at: number + 20, from: "s\(number).example") == 0)
        }
        #expect(ear.lags.count == ServerLags.knownMax)
        #expect(ear.hear(5000, at: 5050, from: "new.example") == 0)
    }
}
