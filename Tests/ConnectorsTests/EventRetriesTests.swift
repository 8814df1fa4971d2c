import Casework
import Testing

@testable import Connectors

@Suite struct EventRetriesTests {
    @Test func `an event is tried for as long as it takes, every half an hour in the end`() {
        let pauses = [1, 2, 3, 4, 10, 1000].map { EventRetries.pause(after: $0, jitter: 0.5) }
        #expect(
            pauses == [
                .seconds(5), .minutes(5), .minutes(30), .minutes(30), .minutes(30), .minutes(30),
            ])
    }

    @Test(arguments: [(0.0, 4500), (1.0, 5500), (-3.0, 4500), (9.0, 5500)])
    func `jitter moves an event's pause by a tenth at most`(jitter: Double, milliseconds: Int64) {
        #expect(
            EventRetries.pause(after: 1, jitter: jitter)
                == Lapse(milliseconds: milliseconds))
    }

    @Test func `the receiver's wish is never undercut`() {
        #expect(EventRetries.pause(after: 1, asked: .minutes(9), jitter: 0) == .minutes(9))
        #expect(EventRetries.pause(after: 6, asked: .hours(3), jitter: 0.5) == .hours(3))
        #expect(EventRetries.pause(after: 6, asked: .seconds(1), jitter: 0.5) == .minutes(30))
    }

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ])
    func `the three forms of an HTTP date are one moment`(text: String) {
        #expect(HTTPDate.parse(text) == Instant(seconds: 784_111_777))
    }

    @Test(arguments: [
        "", "GMT", "Sun, 31 Feb 2026 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, xx Nov 1994 1:1:1 GMT",
    ])
    func `no other text is an HTTP date`(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }

    @Test func `a date that has passed asks for no wait`() {
        let now = Instant(seconds: 784_111_877)
        #expect(RetryAfter.lapse("Sun, 06 Nov 1994 08:49:37 GMT", now: now) == .zero)
    }
}
