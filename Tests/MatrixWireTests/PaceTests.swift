import Testing

@testable import MatrixWire

@Suite struct PaceTests {
    /// Sends as fast as it may for so long, on a server of that bucket; how many were taken.
    private func run(
        _ pace: inout Pace, burst: Int, every: Milliseconds, urgent: Bool, from start: Milliseconds,
        for time: Milliseconds
    ) -> (taken: Int, refused: Int) {
        var credit = Milliseconds(burst) * every
        var taken = 0
        var refused = 0
        var last = start
        for now in stride(from: start, to: start + time, by: 50) {
            credit = min(credit + now - last, Milliseconds(burst) * every)
            last = now
            pace.refill(at: now)
            guard pace.may(urgent: urgent, at: now) else { continue }
            pace.spend()
            if credit >= every {
                credit -= every
                taken += 1
                pace.borne()
            } else {
                refused += 1
                pace.limited(for: every - credit, at: now)
            }
        }
        return (taken, refused)
    }

    @Test func `once it knows of a bucket, half of it is left to what is urgent`() {
        var pace = Pace(.adaptive, at: 0)
        let learning = run(&pace, burst: 10, every: 5000, urgent: false, from: 0, for: 60_000)
        #expect(learning.refused == 1)
        let later = run(
            &pace, burst: 10, every: 5000, urgent: false, from: 60_000, for: 600_000)
        #expect(later.refused == 0)
        #expect(later.taken > 100)
        // Five urgent things at once, whatever waits.
        for _ in 0..<5 {
            #expect(pace.may(urgent: true, at: 660_000))
            pace.spend()
        }
        #expect(!pace.may(urgent: false, at: 660_000))
    }

    @Test func `a strict server is met at its own pace, with few refusals`() {
        var pace = Pace(.adaptive, at: 0)
        let result = run(&pace, burst: 10, every: 5000, urgent: true, from: 0, for: 300_000)
        #expect(result.taken >= 60)
        #expect(result.refused <= 3)
    }

    @Test func `a generous server is soon used as it is by what is urgent`() {
        var pace = Pace(.adaptive, at: 0)
        let result = run(&pace, burst: 1000, every: 10, urgent: true, from: 0, for: 60_000)
        #expect(result.taken == 1200)
        #expect(pace.burst > 100)
    }

    @Test func `and by what is not`() {
        var pace = Pace(.adaptive, at: 0)
        let result = run(&pace, burst: 1000, every: 10, urgent: false, from: 0, for: 60_000)
        #expect(result.taken == 1200)
    }

    @Test func `its lesson lasts an hour`() {
        var pace = Pace(.adaptive, at: 0)
        pace.limited(for: 5000, at: 0)
        for _ in 0..<40 { pace.spend() }
        pace.refill(at: 6000)
        #expect(!pace.may(urgent: false, at: 6000))
        pace.refill(at: Pace.forgivenAfter)
        for _ in 0..<40 { pace.spend() }
        #expect(pace.may(urgent: false, at: Pace.forgivenAfter))
    }

    @Test func `what the administrator allows is not learned away`() {
        var pace = Pace(.fixed(burst: 4, every: 1000), at: 0)
        let result = run(&pace, burst: 1000, every: 1, urgent: false, from: 0, for: 10_000)
        #expect(result.taken == 2 + 9)
        #expect(pace.burst == 4)
    }

    @Test func `without limits only the server's word counts`() {
        var pace = Pace(.unlimited, at: 0)
        #expect(pace.may(urgent: false, at: 0))
        pace.limited(for: 3000, at: 0)
        #expect(!pace.may(urgent: true, at: 2999))
        #expect(pace.may(urgent: false, at: 3000))
    }
}
