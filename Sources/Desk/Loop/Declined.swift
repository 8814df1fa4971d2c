import CaseStore
import Casework

/// What was asked while the store could not write: whoever asked was told that nothing has changed,
/// and may have said it again since.
///
/// Until they have that answer the place counts as heard until before the question, so that the
/// next process hears it again (`HearingLedger`). From then on it must not: what was declined is
/// kept with the next decision, and heard no more.
struct Declined {
    /// Of each kind; beyond it the oldest are forgotten.
    static let max = 500

    private var unanswered: [SignalReference] = []
    private var answered: [SignalReference] = []

    mutating func decline(_ reference: SignalReference) {
        guard !unanswered.contains(reference) else { return }
        unanswered = (unanswered + [reference]).suffix(Self.max)
    }

    /// Whoever asked has their answer, or nobody will.
    mutating func told(_ reference: SignalReference) {
        guard let index = unanswered.firstIndex(of: reference) else { return }
        unanswered.remove(at: index)
        answered = (answered + [reference]).suffix(Self.max)
    }

    /// Whether there is something that is on no disk.
    var isDue: Bool { !answered.isEmpty }

    /// All of it; nothing if there is none.
    mutating func errand() -> Errand? {
        guard isDue else { return nil }
        defer { answered = [] }
        return .declined(answered)
    }

    /// They could not be written.
    mutating func takeBack(_ references: [SignalReference]) {
        answered = (references + answered).suffix(Self.max)
    }
}

extension SignalReference {
    /// Stands beside that of what was heard and not done: nobody who takes it back undoes anything.
    var declined: SignalReference { SignalReference("declined:\(rawValue)") }
}
