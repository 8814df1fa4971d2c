package import Casework

/// When an event that a receiver did not take is told again. (A customer's reply is impatient:
/// `ReplyRetries`.)
package enum EventRetries {
    /// Standard Webhooks begins with 5 s, 5 min and 30 min, each up to a tenth shorter or longer,
    /// goes on to 24 h and then gives up. Here all later events wait behind the one that was not
    /// taken: it is never given up, and no pause grows further, because the feed would stay as far
    /// behind when the receiver is back already.
    private static let pauses: [Lapse] = [.seconds(5), .minutes(5), .minutes(30)]

    /// How long to wait before the next attempt.
    ///
    /// - Parameters:
    ///   - failures: how many attempts have failed, at least 1.
    ///   - asked: the receiver's `Retry-After`; never waited less.
    ///   - jitter: random, 0 to 1, so that many senders do not come back together.
    package static func pause(
        after failures: Int, asked: Lapse? = nil, jitter: Double
    ) -> Lapse {
        let pause = Double(pauses[min(max(failures, 1), pauses.count) - 1].milliseconds)
        let stretch = 0.9 + 0.2 * min(max(jitter, 0), 1)
        return max(asked ?? .zero, Lapse(milliseconds: Int64(pause * stretch)))
    }
}
