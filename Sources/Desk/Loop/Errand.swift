import Casework
import CaseStore
import Phrasebook

/// A signal made ready for its decision: read, and its speaker recognised.
enum Errand: Sendable {
    case mentions([Mention])
    /// Something a person of the desk asked to be done.
    case act(Act, by: Person, Origin)
    /// It is not done, for a reason that no case knows; answered and remembered all the same.
    case refusal(Refusal, by: PersonID?, Origin)
    case ends([PostEnd], noticed: [NoticedApproval])
    case attempted(AttemptReport)
    case clock(ready: [ArmedReply])
}

/// The notice of an approval that has just been seen: its undo window starts.
struct NoticedApproval: Sendable {
    var matter: CaseID
    var revision: Int
    var at: Instant
}

/// A reply that does something of its own when its time has come.
struct ArmedReply: Hashable, Sendable {
    var key: DeliveryID
    var matter: CaseID
}

/// What a decided errand asks for once the transaction is on disk.
struct Outcome: Sendable {
    var acceptances: [Acceptance] = []
    /// Born leased: posted right after the commit.
    var posts: [LeasedPost] = []
    /// Networks for which posts wait.
    var deferred: [NetworkName] = []
    /// Attempts that are counted and leased, and may begin.
    var attempts: [ReplyRow] = []
    /// How long from now until a reply may do something again.
    var armed: [(reply: ArmedReply, after: Lapse)] = []
    var disarmed: [DeliveryID] = []
    var firstResponses: [Lapse] = []
    /// The store or a bug got in the way of this one errand; nothing of it was recorded.
    var failure: String?
}
