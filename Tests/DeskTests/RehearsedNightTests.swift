import Casework
import Rehearsal
import Testing

@testable import Desk

/// Forty mentions in a night; the first who is called sleeps, the second's mail server is down and he
/// may not answer customers, the process dies twice and the clock is set forward. What everybody saw is
/// held against what is configured, counted again by hand.
@Suite(.timeLimit(.minutes(5)))
struct RehearsedNightTests {
    @Test(arguments: [1, 8, 21] as [UInt64])
    func `a night`(seed: UInt64) async throws {
        let watch = try NightWatch(seed: seed)
        try await watch.pass()
        let reckoning = NightReckoning(watch)
        #expect(watch.cases.values.flatMap(\.mentions).count == RehearsedNight.mentions)
        #expect(reckoning.steps() == [])
        #expect(reckoning.pages() == [])
        #expect(reckoning.tellings() == [])
        #expect(reckoning.replies() == [])
        #expect(reckoning.crises() == [])
        #expect(reckoning.digest() == [])
    }
}
