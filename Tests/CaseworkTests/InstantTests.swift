import Casework
import Testing

@Suite struct InstantTests {
    @Test func `instants and lapses add up`() {
        let morning = Instant(seconds: 1_000)
        #expect(morning + .minutes(1) == Instant(milliseconds: 1_060_000))
        #expect(morning - .seconds(1) == Instant(seconds: 999))
        #expect((morning + .hours(2)) - morning == .minutes(120))
        #expect(.days(7) == Lapse.hours(168))
        #expect(Lapse.seconds(1) + .zero == Lapse(milliseconds: 1000))
        #expect(morning < morning + Lapse(milliseconds: 1))
        #expect(Lapse.seconds(-1) < .zero)
        #expect(morning - (morning + .seconds(5)) == .seconds(-5))
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 5), (4, 10), (5, 10), (6, 30), (500, 30), (0, 1)])
    func `an impatient customer is answered by 1, 2, 5, 10, 10, then every 30 s`(
        failed: Int, seconds: Int64
    ) {
        #expect(ReplyRetries.pause(after: failed) == .seconds(seconds))
    }
}
