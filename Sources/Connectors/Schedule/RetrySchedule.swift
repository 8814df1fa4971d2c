package import Casework

/// When to try again what did not get through.
package enum RetrySchedule: Hashable, Sendable {
    /// A customer waits: 1, 2, 5, 10, 10 s, then every 30 s until the reply's deadline, which
    /// whoever decides watches.
    case customerReply
    /// Standard Webhooks: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, each up to a
    /// tenth shorter or longer, then no more.
    case event

    private static let eventPauses: [Lapse] = [
        .seconds(5), .minutes(5), .minutes(30), .hours(2), .hours(5), .hours(10), .hours(14),
        .hours(20), .hours(24),
    ]

    /// How long to wait before the next attempt, or nothing if there is to be none.
    ///
    /// - Parameters:
    ///   - failures: how many attempts have failed, at least 1.
    ///   - asked: the receiver's `Retry-After`; never waited less, but it adds no attempt.
    ///   - jitter: random, 0 to 1, so that many senders do not come back together.
    package func pause(after failures: Int, asked: Lapse? = nil, jitter: Double) -> Lapse? {
        let asked = asked ?? .zero
        switch self {
        case .customerReply:
            return max(asked, ReplyRetries.pause(after: max(failures, 1)))
        case .event:
            let pauses = RetrySchedule.eventPauses
            guard failures <= pauses.count else { return nil }
            let pause = Double(pauses[max(failures, 1) - 1].milliseconds)
            let stretch = 0.9 + 0.2 * min(max(jitter, 0), 1)
            return max(asked, Lapse(milliseconds: Int64(pause * stretch)))
        }
    }
}
