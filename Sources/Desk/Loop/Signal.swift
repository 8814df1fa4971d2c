import CaseStore
import Casework
import Chat
import Phrasebook

/// Something happened. Each signal goes the one way round: a command, a decision, a commit.
enum Signal: Sendable {
    case mentions([Mention], CheckedContinuation<[Acceptance], any Error>)
    case said(Saying)
    case receipt(NetworkName, Receipt)
    /// All of a post has left its link.
    case underWay(DeliveryID, attempt: Int, at: Instant)
    case linkUp(NetworkName, rooms: [RoomAddress])
    case linkDown(NetworkName)
    case listening(NetworkName, rooms: [RoomAddress], at: Instant, bookmark: String?)
    case reacted(Reaction)
    case changed(MessageChange)
    case absence(NetworkName, rooms: [RoomAddress], from: Instant, to: Instant)
    /// A room is another one than before under the same name.
    case moved(NetworkName, RoomAddress)
    /// Who can read along in a room is known anew.
    case privacy(NetworkName)
    /// Something that the administrators have to know.
    case trouble(NetworkName, String)
    /// The same of whoever is told of events, by name.
    case relayTrouble(String, String)
    /// The first one of the desk is back on a network that was lost.
    case peopled(NetworkName)
    /// Somebody of the desk is to be seen who was not.
    case arrived(PersonID)
    /// They hold cases and are not of the desk any more.
    case left([PersonID])
    /// An administrator is to be seen.
    case adminHere
    case attempted(AttemptReport)
    /// A new configuration; it has a turn of its own.
    case change(DeskChange)
    /// Somebody used the link of a page, by what its secret hashes to.
    case pageLink(String, AsyncStream<Bool>.Continuation)
    /// A way to somebody did not take a page; whether its end is on disk.
    case pageGivenUp(Page, PageEnd, reason: String, AsyncStream<Bool>.Continuation)
    /// What the administrators have to know of the configuration, or of a receiver that it names,
    /// however often it was told.
    case configuration([String])
    /// What the statistician found out, for whoever asked and nobody else.
    case counted(Result<StatsReport, Refusal>, Origin)
    /// Something has fallen due.
    case clock
    /// Nothing is handed out any more; what is decided from here on waits on disk.
    case stopping
}

extension Signal {
    var isChange: Bool { if case .change = self { true } else { false } }
}

/// How an attempt to deliver a reply ended, as the courier saw it.
struct AttemptReport: Sendable {
    var matter: CaseID
    var attempt: ReplyAttempt
}
