extension Case {
    /// What the facts about drafts and replies make of the case.
    mutating func applyToDrafts(_ fact: Fact, by: PersonID?, at: Instant) {
        switch fact {
        case .draftWritten(let draft):
            drafts.append(draft)
            phase = .drafted
        case .draftApproved(let revision, _, let approver, let alone, _):
            change(revision) { draft in
                draft.state = .approved
                draft.approver = approver
                draft.alone = alone
                draft.approvedAt = at
                draft.hold = nil
                draft.heldAt = nil
                draft.remark = nil
            }
            phase = .approved
        case .draftRejected(let revision, _, let reason):
            change(revision) { draft in
                draft.state = .rejected
                draft.remark = reason
            }
            phase = quietPhase
        case .draftHeld(_, _, .recalled(let person)) where liveDraft?.isLeaving == true:
            // What follows it is held; the post itself cannot be called back any more.
            spokeWhileLeaving(.recalled(by: person), at: at)
        case .draftHeld(let revision, _, let cause):
            change(revision) { draft in
                draft.state = .held
                draft.hold = cause
                draft.heldAt = at
                draft.takeBackApproval()
            }
            phase = .drafted
        case .draftVoided(let revision, _, let because):
            change(revision) { draft in
                draft.state = .voided
                draft.remark = because
            }
            phase = quietPhase
        case .draftUndone(let revision, _):
            change(revision) { draft in
                draft.state = .waiting
                draft.heldAt = at
                draft.takeBackApproval()
            }
            phase = .drafted
        default:
            applyToReply(fact, at: at)
        }
    }

    private mutating func applyToReply(_ fact: Fact, at: Instant) {
        switch fact {
        case .replyDeparted(let revision, _, _):
            change(revision) { $0.state = .sending }
        case .replySent(let revision, _, let reference, let settled):
            change(revision) { draft in
                draft.state = .sent
                draft.reference = reference
            }
            answered(revision, upTo: settled, at: at)
        case .replyFailed(let revision, _, let reason):
            change(revision) { draft in
                draft.state = .failed
                draft.remark = reason
                draft.takeBackApproval()
            }
            phase = .drafted
        case .replyUnknown(let revision, _, let reason):
            change(revision) { draft in
                draft.state = .unknown
                draft.remark = reason
            }
        case .replySettled(let revision, _, let asSent, _, let settled):
            change(revision) { $0.state = asSent ? .sent : .sending }
            if asSent { answered(revision, upTo: settled, at: at) }
        default:
            break
        }
    }

    /// - Parameter known: so many mentions are settled; nothing where the fact does not say so.
    private mutating func answered(_ revision: Int, upTo known: Int?, at: Instant) {
        if firstResponseAt == nil { firstResponseAt = at }
        let hold = drafts.last { $0.revision == revision }?.hold
        phase = hold?.isOwedAnswer == true ? quietPhase : .answered
        let meanwhile = hold?.owedMention.flatMap { key in
            mentions.firstIndex { $0.key == key }
        }
        settled = known ?? meanwhile ?? mentions.count
    }

    /// A reply that is leaving is not held any more, but it does not answer what the customer says
    /// meanwhile: the case stays owed, and if the reply fails it is held after all.
    mutating func spokeWhileLeaving(_ cause: HoldCause, at: Instant) {
        guard let draft = liveDraft, draft.isLeaving,
            // A post that goes asks for nothing, and does not take back what was asked.
            cause.isOwedAnswer || draft.hold == nil
        else { return }
        change(draft.revision) { draft in
            draft.hold = cause
            draft.heldAt = at
        }
    }

    /// The phase of a case that has no live draft any more and is still worked on.
    var quietPhase: Phase { holder == nil ? .new : .claimed }

    private mutating func change(_ revision: Int, _ body: (inout Draft) -> Void) {
        guard let index = drafts.lastIndex(where: { $0.revision == revision }) else { return }
        body(&drafts[index])
    }
}

extension Draft {
    /// It may be with the customer at any moment, or is.
    var isLeaving: Bool { state == .sending || state == .unknown }
}

extension HoldCause {
    var isMode: Bool { if case .mode = self { true } else { false } }

    /// The customer said something that the reply on its way does not answer.
    fileprivate var isOwedAnswer: Bool { owedMention != nil }

    /// It is about what follows, not about the post that is leaving.
    package var isRecall: Bool { if case .recalled = self { true } else { false } }

    fileprivate var owedMention: MentionKey? {
        switch self {
        case .customerWrote(let key), .customerEdited(let key): key
        case .customerDeleted, .recalled, .brake, .mode, .blockedWord: nil
        }
    }
}

extension Draft {
    fileprivate mutating func takeBackApproval() {
        approver = nil
        alone = nil
        approvedAt = nil
    }
}
