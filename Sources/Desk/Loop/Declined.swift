import CaseStore
import Casework

/// What was asked while the store could not write: whoever asks is told that nothing has changed, and
/// may say it again.
///
/// Said outside the outbox, that answer may be lost. So the place counts as heard until before the
/// question (`HearingLedger`) until it is on disk what became of it, as soon as anything can be:
/// that its asker knows, or, in the outbox, the answer once more. From then on nobody does it any
/// more, whoever hears it again.
struct Declined {
    struct Entry: Sendable {
        var origin: Origin
        /// Whoever asked has the answer.
        var isTold = false
    }

    /// Of each kind; beyond it the oldest answers count as lost, or what was answered is forgotten.
    static let max = 2000

    /// Their answers are on their way.
    private var open: [Entry] = []
    private var due: [Entry] = []

    mutating func decline(_ origin: Origin) {
        guard !open.contains(where: { $0.origin.reference == origin.reference }) else { return }
        open.append(Entry(origin: origin))
        if open.count > Self.max { put([open.removeFirst()]) }
    }

    /// The answer's receipt is in.
    mutating func ended(_ reference: SignalReference, isTold: Bool) {
        guard let index = open.firstIndex(where: { $0.origin.reference == reference }) else {
            return
        }
        var entry = open.remove(at: index)
        entry.isTold = isTold
        put([entry])
    }

    /// Whether there is something that is on no disk and could be.
    var isDue: Bool { !due.isEmpty }

    /// All of it; nothing if there is none.
    mutating func errand() -> Errand? {
        guard isDue else { return nil }
        defer { due = [] }
        return .declined(due)
    }

    /// It is to be written, perhaps anew.
    mutating func put(_ entries: [Entry]) { due = (due + entries).suffix(Self.max) }
}

extension SignalReference {
    /// Stands beside that of what was heard and not done: nobody who takes it back undoes anything.
    var declined: SignalReference { SignalReference("declined:\(rawValue)") }
}
