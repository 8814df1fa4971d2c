package import Casework

/// The seam to where replies go. A connector carries one reply at a time and says how that
/// ended; it keeps nothing, retries nothing and decides nothing.
///
/// Invariants every connector keeps (one contract suite runs them all):
/// - Every attempt of one delivery shows the receiver the same key.
/// - `sent` is said only when the receiver has said so; where it may have taken the reply in
///   without saying so, the outcome is `unknown`, never `retry`.
/// - It answers within its time limit, whatever the receiver does.
/// - No reason carries a secret of ours. What a receiver says in its own words stands behind its
///   status, and may repeat a customer's: `ReceiverWords` takes it off for the log, and wherever
///   customers' words are kept back.
package protocol Connector: Sendable {
    var name: SourceName { get }
    /// Whether the receiver deduplicates by the delivery's key, so that an unknown outcome may
    /// be tried again under it.
    var deduplicates: Bool { get }
    /// - Parameter attempt: from 1.
    func send(_ reply: ReplyRequest, key: DeliveryID, attempt: Int) async -> ReplyOutcome
}

/// How an attempt to deliver ended.
package enum ReplyOutcome: Hashable, Sendable {
    /// The receiver has it; the reference is its own id of it, if it told one.
    case sent(reference: String?)
    /// Certainly not taken in; the receiver may have said how long to wait.
    case retry(after: Lapse?, reason: String)
    /// Certainly not taken in, and never will be.
    case refused(reason: String)
    /// Perhaps taken in.
    case unknown(reason: String)
    /// The destination has ended itself (410): nothing more is to be sent there, which whoever
    /// asked has to remember.
    case gone
}

extension ReplyOutcome {
    /// Why nothing is sent to a destination that has ended itself.
    package static let goneReason = "the receiver is gone for good (410)"

    /// What the decision about a reply hears of it.
    package var forDecision: ReplyAttempt.Outcome {
        switch self {
        case .sent(let reference): .sent(reference: reference)
        case .retry(let after, let reason): .retry(after: after, reason: reason)
        case .refused(let reason): .refused(reason: reason)
        case .unknown(let reason): .unknown(reason: reason)
        case .gone: .refused(reason: Self.goneReason)
        }
    }

    /// One word for a metric's label: a closed set.
    package var label: String {
        switch self {
        case .sent: "sent"
        case .retry: "retry"
        case .refused: "refused"
        case .unknown: "unknown"
        case .gone: "gone"
        }
    }
}
