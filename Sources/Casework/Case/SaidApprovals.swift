/// When a case's approvals were said, of those that were decided later than that.
package struct SaidApprovals: Hashable, Sendable {
    private var times: [Int: Instant] = [:]

    package init() {}

    /// - Parameter facts: what happened to the case, in order.
    package init(in facts: [Fact]) {
        for fact in facts {
            guard case .draftApproved(let revision, _, _, _, let saidAt) = fact else { continue }
            times[revision] = saidAt
        }
    }

    /// Nothing: when it was decided.
    subscript(revision: Int) -> Instant? { times[revision] }
}
