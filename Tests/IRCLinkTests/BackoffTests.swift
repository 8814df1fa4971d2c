import Casework
import Testing

@testable import IRCLink

@Suite struct BackoffTests {
    private let reconnect = IRCLinkConfiguration.Reconnect(
        first: Lapse(milliseconds: 200), longest: .seconds(60))

    @Test func `waits grow by half up to the longest`() {
        var backoff = Backoff(reconnect)
        let waits = (0..<20).map { _ in backoff.next(isBarred: false, chance: 0).milliseconds }
        #expect(waits.prefix(4) == [200, 300, 450, 675])
        #expect(waits.last == 60_000)
        backoff.reset()
        #expect(backoff.next(isBarred: false, chance: 0).milliseconds == 200)
    }

    @Test(arguments: [0, 0.5, 1]) func `chance shortens them by at most a quarter`(chance: Double) {
        var backoff = Backoff(reconnect)
        let wait = backoff.next(isBarred: false, chance: chance).milliseconds
        #expect(wait == Int64(200 - 50 * chance))
    }

    @Test func `a server that bars us is left alone`() {
        var backoff = Backoff(reconnect)
        #expect(backoff.next(isBarred: true, chance: 0) == .seconds(30))
        #expect(backoff.next(isBarred: true, chance: 0) == .seconds(30))
    }
}
