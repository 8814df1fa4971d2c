import Casework
import IRCWire
import Testing

@testable import IRCLink

@Suite struct BackoffTests {
    private let reconnect = IRCLinkConfiguration.Reconnect(
        first: Lapse(milliseconds: 200), longest: .seconds(60))

    private func waits(
        _ count: Int, after farewell: Backoff.Farewell, outage: Lapse = .zero,
        _ reconnect: IRCLinkConfiguration.Reconnect
    ) -> [Int64] {
        var backoff = Backoff(reconnect)
        return (0..<count).map { _ in
            backoff.next(after: farewell, outage: outage, chance: 0).milliseconds
        }
    }

    @Test func `waits grow by half up to the longest, and anew after a connection that held`() {
        var backoff = Backoff(reconnect)
        let waits = (0..<20).map { _ in
            backoff.next(after: .ended(.dropped), outage: .zero, chance: 0).milliseconds
        }
        #expect(waits.prefix(4) == [200, 300, 450, 675])
        #expect(waits.last == 60_000)
        backoff.held(for: .seconds(9))
        #expect(
            backoff.next(after: .ended(.dropped), outage: .zero, chance: 0).milliseconds == 60_000)
        backoff.held(for: .seconds(10))
        #expect(
            backoff.next(after: .ended(.dropped), outage: .zero, chance: 0).milliseconds == 200)
    }

    @Test(arguments: [0, 0.5, 1]) func `chance shortens them by at most a quarter`(chance: Double) {
        var backoff = Backoff(reconnect)
        let wait = backoff.next(after: .ended(.dropped), outage: .zero, chance: chance)
        #expect(wait.milliseconds == Int64(200 - 50 * chance))
    }

    @Test func `what cannot be reached is asked again soon, for the longer the more seldom`() {
        let patient = IRCLinkConfiguration.Reconnect()
        let asked = { (outage: Lapse) in
            waits(30, after: .unreachable, outage: outage, patient).last
        }
        #expect(asked(.zero) == 1000)
        // Back within two seconds of its return even after twenty minutes.
        #expect(asked(.minutes(10)) == 1000)
        #expect(asked(.minutes(20)) == 2000)
        #expect(asked(.hours(10)) == 60_000)
        #expect(asked(.hours(1000)) == 300_000)
    }

    @Test func `a server that restarts is asked again at once, every time`() {
        #expect(waits(5, after: .ended(.restarting), reconnect) == [200, 200, 200, 200, 200])
    }

    @Test func `a server that does not want us is left alone, ever longer`() {
        let patient = IRCLinkConfiguration.Reconnect()
        #expect(
            waits(5, after: .ended(.throttled), patient) == [
                30_000, 60_000, 120_000, 240_000, 300_000,
            ])
        #expect(waits(3, after: .ended(.killed), patient) == [10_000, 20_000, 40_000])
        #expect(
            waits(7, after: .ended(.banned), patient) == [
                60_000, 120_000, 240_000, 480_000, 960_000, 1_800_000, 1_800_000,
            ])
    }

    @Test func `only a long peace makes a ban forgotten`() {
        var backoff = Backoff(IRCLinkConfiguration.Reconnect())
        _ = backoff.next(after: .ended(.banned), outage: .zero, chance: 0)
        backoff.held(for: .minutes(9))
        #expect(backoff.next(after: .ended(.banned), outage: .zero, chance: 0) == .minutes(2))
        backoff.held(for: .minutes(10))
        #expect(backoff.next(after: .ended(.banned), outage: .zero, chance: 0) == .minutes(1))
    }

    @Test func `what the administrator allows at the longest holds for all but a ban`() {
        let short = IRCLinkConfiguration.Reconnect(first: .seconds(1), longest: .seconds(5))
        #expect(waits(2, after: .ended(.throttled), short) == [5000, 5000])
        #expect(waits(2, after: .ended(.banned), short) == [30_000, 30_000])
    }
}
