package import Casework

/// When an event that a receiver did not take is told again. (A customer's reply is impatient:
/// `ReplyRetries`.)
package enum EventRetries {
    /// Standard Webhooks: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, each up to a
    /// tenth shorter or longer, then no more.
    private static let pauses: [Lapse] = [
        .seconds(5), .minutes(5), .minutes(30), .hours(2), .hours(5), .hours(10), .hours(14),
        .hours(20), .hours(24),
    ]

    /// How long to wait before the next attempt, or nothing if there is to be none.
    ///
    /// - Parameters:
    ///   - failures: how many attempts have failed, at least 1.
    ///   - asked: the receiver's `Retry-After`; never waited less, but it adds no attempt.
    ///   - jitter: random, 0 to 1, so that many senders do not come back together.
    package static func pause(
        after failures: Int, asked: Lapse? = nil, jitter: Double
    ) -> Lapse? {
        guard failures <= pauses.count else { return nil }
        let pause = Double(pauses[max(failures, 1) - 1].milliseconds)
        let stretch = 0.9 + 0.2 * min(max(jitter, 0), 1)
        return max(asked ?? .zero, Lapse(milliseconds: Int64(pause * stretch)))
    }
}
