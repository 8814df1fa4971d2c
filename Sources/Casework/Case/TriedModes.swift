/// In which modes a reply was tried, live or for practice. What left before that was kept counts as
/// live.
package struct TriedModes: Hashable, Sendable {
    package private(set) var live = false
    package private(set) var practice = false

    package init() {}

    /// - Parameters:
    ///   - revision: of the draft that is, or was, on its way.
    ///   - facts: what happened to its case.
    package init(of revision: Int, in facts: [Fact]) {
        for fact in facts {
            switch fact {
            case .replyDeparted(revision, _, let isPractice),
                .replySettled(revision, _, false, let isPractice, _):
                if isPractice == true { practice = true } else { live = true }
            default: break
            }
        }
    }

    /// No customer can have it.
    var arePracticeAlone: Bool { practice && !live }
}
