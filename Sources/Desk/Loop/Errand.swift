import CaseStore
import Casework
import Phrasebook

/// A signal made ready for its decision: read, and its speaker recognised.
enum Errand: Sendable {
    case mentions([Mention])
    /// Something a person of the desk asked to be done.
    case act(Act, by: Person, Origin)
    /// The same, said by a sign on a message.
    case sign(Act, KeptSign, by: Person, Origin)
    /// The sign was taken away again.
    case unsign(Act, KeptSign, by: Person, Origin)
    /// Somebody took a card or a draft's message away; whether it is put up again at once.
    case messageGone(KeptMessage, again: Bool)
    /// A room is another one now, and what the desk has said in the one before stays there.
    case moved(RoomPlace)
    /// It is not done, for a reason that no case knows; answered and remembered all the same.
    case refusal(Refusal, by: PersonID?, Origin)
    /// Nothing was done, because it could not be written; those who asked know that, or are told
    /// now.
    case declined([Declined.Entry])
    case ends([PostEnd], noticed: [NoticedApproval])
    case attempted(AttemptReport)
    /// A reply's time has come.
    case due(ArmedReply)
    /// Who has been gone for so long that their cases are free again.
    case gone([Missing])
    /// Who is not of the desk any more and held cases when it began.
    case left([PersonID])
    /// Somebody has come who may not know what they were asked meanwhile.
    case arrived(PersonID)
    /// The link of a page was used, by what its secret hashes to.
    case pageLink(String)
    /// A way to somebody did not take a page, and is not tried again.
    case pageGivenUp(Page, PageEnd, reason: String)
    /// A new configuration, which the desk runs on once this is on disk.
    case change(DeskChange)
    /// The clock on the wall was set, by so much: back, if that is less than nothing.
    case clockWasSet(by: Lapse)
    /// The desk begins, for practice or live.
    case begins(forPractice: Bool)
    case clock
}

/// Somebody who has been gone for so long.
struct Missing: Hashable, Sendable {
    var person: PersonID
    var gone: Lapse
}

/// The notice of an approval that has just been seen: its undo window starts.
struct NoticedApproval: Sendable {
    var matter: CaseID
    var revision: Int
    /// When it was approved: an approval that was called back meanwhile is another one.
    var approvedAt: Instant
    var at: Instant
}

/// A reply that does something of its own when its time has come.
struct ArmedReply: Hashable, Sendable {
    var key: DeliveryID
    var matter: CaseID
    /// Nothing where that was not looked up.
    var queue: QueueName?
    /// As its row said when it was armed: a row that says something else was scheduled anew.
    var due: Instant
    /// It was on its way when the desk began, and not only since.
    var isFromBefore = false
}

/// When the loop looks at a reply again.
enum Arming: Sendable {
    case after(Lapse, ArmedReply)
    /// The notice was seen: a whole undo window from now, but no later than it was to leave.
    case window(Lapse, ArmedReply)
    /// It was scheduled anew and, unless the loop knows that already, leaves after this.
    case corrected(Lapse, ArmedReply, was: Instant)
    /// As many attempts as may be are under way to its relay: when its turn comes, or after this,
    /// when it would come late.
    case inLine(String, Lapse, ArmedReply, isAcknowledgement: Bool)
    case off(DeliveryID)
}

/// What a decided errand asks for once the transaction is on disk.
struct Outcome: Sendable {
    var acceptances: [Acceptance] = []
    /// Born leased: posted right after the commit.
    var posts: [LeasedPost] = []
    /// Posts that wait in the outbox, by network and lane.
    var deferred: [(network: NetworkName, lane: Lane)] = []
    /// Attempts that are counted and leased, and may begin, each to its relay.
    var attempts: [(relay: String, departure: Departure)] = []
    /// In the order in which they were decided.
    var armings: [Arming] = []
    var firstResponses: [Lapse] = []
    /// New cases that did not ring.
    var arrivals: [DigestBook.Arrival] = []
    /// Who is away now, or is not any more.
    var leaves: [(PersonID, Leave?)] = []
    /// What was said of the rota, if that has changed.
    var rotaActs: [RotaAct]?
    /// The plans that are on, if that has changed.
    var plans: [RunningPlan]?
    /// When the rota is to be looked at again, once it was.
    var rotaWatch: LoopState.RotaWatch?
    /// Who was to be told, about which case, and is not to be seen in any chat.
    var unseen: [(PersonID, CaseID?)] = []
    /// Queues that a new configuration leaves out although cases are open there: it is not taken.
    var queuesInUse: [QueueName] = []
    /// Canned texts that were shown, and texts that only a thread can say, which wait for their
    /// asker's word.
    var offers: [Act] = []
    /// Cases in which a text that was too long is a draft now.
    var threads: [CaseID] = []
    /// Steps of chains that were taken, until they are pages.
    var calls: [PageCall] = []
    /// Pages wait for whoever carries them.
    var hasPages = false
    /// Cards that do not show their cases any more as they are.
    var touched: Set<CardBook.Place> = []
    /// Of posts that people may answer, those that are known to be there.
    var landed: [DeliveryID] = []
    /// The store or a bug got in the way of this one errand; nothing of it was recorded.
    var failure: String?
    /// Something due could not be done and is tried again after a rest.
    var mustRest = false
}
