import Casework
import Chat

/// Something happened. Each signal goes the one way round: a command, a decision, a commit.
enum Signal: Sendable {
    case mentions([Mention], CheckedContinuation<[Acceptance], any Error>)
    case said(Saying)
    case receipt(NetworkName, Receipt)
    case linkUp(NetworkName)
    case linkDown(NetworkName)
    case attempted(AttemptReport)
    /// Something has fallen due.
    case clock
}

/// How an attempt to deliver a reply ended, as the courier saw it.
struct AttemptReport: Sendable {
    var matter: CaseID
    var attempt: ReplyAttempt
}
