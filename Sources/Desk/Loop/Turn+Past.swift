import CaseStore
import Casework

/// What a decision has to know of what happened to its case before, beyond what the case itself tells.
extension Turn {
    static let pastPage = 1000

    /// All that happened to the case, in order, but for what was erased. To be read for what comes up
    /// seldom.
    func past(of id: CaseID) throws -> [Fact] {
        var facts: [Fact] = []
        var after: Int64 = 0
        while true {
            let page = try store.events(after: after, of: id, limit: Turn.pastPage)
            facts += page.compactMap(\.fact)
            guard page.count == Turn.pastPage, let last = page.last else { return facts }
            after = last.sequence
        }
    }

    /// In which modes the reply was tried that is on its way, or may have arrived.
    func informOfModes(_ context: inout Context, of matter: Case) throws {
        guard let draft = matter.leavingDraft else { return }
        context.tried = TriedModes(of: draft.revision, in: try past(of: matter.id))
    }

    /// What was said since the reply left. That something was, the case knows.
    func informOfMeanwhile(_ context: inout Context, of matter: Case) throws {
        guard let draft = matter.leavingDraft else { return }
        switch draft.hold {
        case .customerWrote, .customerEdited:
            context.meanwhile = Meanwhile(of: draft.revision, in: try past(of: matter.id))
        default: break
        }
    }

    /// When approvals were said, where somebody said so long ago that they may not mean the last.
    func informOfApprovals(_ context: inout Context, of matter: Case) throws {
        guard let saidAt = context.actor?.latestSaidAt,
            matter.drafts.contains(where: { $0.approvedAt.map { $0 > saidAt } ?? false })
        else { return }
        context.approvals = SaidApprovals(in: try past(of: matter.id))
    }
}

extension Case {
    /// The reply that is on its way, or may have arrived.
    fileprivate var leavingDraft: Draft? {
        liveDraft.flatMap { $0.state == .sending || $0.state == .unknown ? $0 : nil }
    }
}
