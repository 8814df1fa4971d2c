/// What was written, or changed, while a reply was leaving: it was approved before that, and does not
/// answer it. The case itself knows the latest alone.
package struct Meanwhile: Hashable, Sendable {
    package private(set) var keys: [MentionKey] = []

    package init() {}

    /// - Parameters:
    ///   - revision: of the draft that is leaving, or may have arrived.
    ///   - facts: what happened to its case, in order.
    package init(of revision: Int, in facts: [Fact]) {
        var isLeaving = false
        for fact in facts {
            switch fact {
            case .replyDeparted(revision, _, _):
                isLeaving = true
                keys = []
            case .joined(let mention, false) where isLeaving: keys.append(mention.key)
            case .mentionEdited(let key, _, _) where isLeaving: keys.append(key)
            default: break
            }
        }
    }
}
