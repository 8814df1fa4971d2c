extension Case {
    /// What becomes of the run through the chain.
    mutating func applyToPaging(_ fact: Fact, at: Instant) {
        switch fact {
        case .paged(let step):
            if step.isFirst || paging == nil {
                paging = Paging(step, at: at)
            } else {
                paging?.take(step, at: at)
            }
        case .pageAcknowledged(let person, let how):
            var acknowledged = Paging.Acknowledgement(by: person, at: at)
            acknowledged.isFollowed = how == .taken
            paging?.acknowledged = acknowledged
        case .pagingEnded:
            paging?.isExhausted = true
        case .released, .reopened, .woken, .resolved, .noise, .merged, .snoozed, .replySent:
            paging = nil
        case .joined(_, thanks: false):
            // Whoever writes again is paged for again, unless somebody has acknowledged after the end.
            if paging?.isExhausted == true, paging?.acknowledged == nil { paging = nil }
        default:
            if fact.followsUp { paging?.acknowledged?.isFollowed = true }
        }
    }

    /// Nobody has it, and a customer waits: what a chain is for.
    package var isUnattended: Bool {
        phase.isOpen && phase != .snoozed && phase != .answered && holder == nil
    }
}

extension Fact {
    /// A case that pages nobody may have to from here on.
    var mayCallForPages: Bool {
        switch self {
        case .opened, .joined, .absorbed, .reprioritised, .routed, .released, .reopened, .woken,
            .mentionEdited:
            true
        default:
            false
        }
    }

    /// Something is done about a case for which somebody was called.
    var followsUp: Bool {
        switch self {
        case .claimed, .assigned, .noted, .escalated, .expertAsked, .draftWritten, .tagged, .linked:
            true
        default:
            false
        }
    }

    /// The case has a holder who had it not.
    var givesHolder: Bool {
        switch self {
        case .claimed, .assigned: true
        default: false
        }
    }
}
