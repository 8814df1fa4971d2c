// Many people, one answer: drafts that say the same share a card. Each of them stays a draft of its
// own, with its own approval, undo window and delivery.

/// A draft of another case that waits.
package struct Twin: Hashable, Sendable {
    package var draft: Draft
    /// How many are listed on its card.
    package var listed: Int
    package init(draft: Draft, listed: Int) {
        self.draft = draft
        self.listed = listed
    }

    /// So many are listed on one card, so that whoever approves them can have read them all.
    package static let listedMax = 30
}

extension Deliberation {
    /// The draft on whose card this one is listed; nothing if it gets a card of its own.
    func card(listing draft: Draft) -> Mark? {
        guard let twin = context.twin, twin.listed < Twin.listedMax,
            twin.draft.state == .waiting, twin.draft.listedOn == nil,
            twin.draft.isPlain, draft.isPlain, twin.draft.says(the: draft)
        else { return nil }
        return twin.draft.mark
    }

    /// Approved by the mark of the card, as far as whoever says so has read that it is listed there.
    /// What the customer said meanwhile has to be answered for itself.
    mutating func approveListed(on card: Mark) throws(Refusal) {
        let actor = try requireActor()
        guard let draft = matter.liveDraft, draft.listedOn == card else { throw .noSuchMark(card) }
        let own = Notice.Waiting(
            id: matter.id, mark: draft.mark, customer: matter.customer.handle)
        do throws(Refusal) {
            try requireOtherEyes(actor, draft)
        } catch {
            guard case .yourOwn(_, _, let onShift) = error else { throw error }
            throw .listedYourOwn([own], card: card, onShift: onShift)
        }
        if draft.state == .held, let cause = draft.hold {
            let (saying, at) = words(of: cause, else: draft.heldAt ?? context.now)
            throw .heldMeanwhile(
                brief(of: cause), brief(of: draft), cause: cause, saying: saying, at: at)
        }
        // What was called back is approved for itself, too.
        guard draft.state == .waiting, draft.heldAt == nil else {
            throw .notWaiting(brief, brief(of: draft))
        }
        let wasListed = context.landings.contains {
            $0.purpose == .draftCard && $0.revision == draft.revision && $0.wasRead(by: actor)
        }
        guard wasListed else { throw .listedLater([own], card: card) }
        if let brake { throw .braked(brief, brake) }
        try requireHarmless(draft)
        try requireSameDestination(draft)
        approve(draft, by: actor.person.id)
    }
}

extension Draft {
    /// A canned text in which nobody changed a word, and of which nothing is to be said but that
    /// every reply is approved.
    fileprivate var isPlain: Bool {
        guard let canned, !canned.isEdited else { return false }
        return attachments.isEmpty && thread == nil && approvalReasons == [Policy.everyReply]
    }

    fileprivate func says(the other: Draft) -> Bool {
        text == other.text && canned?.name == other.canned?.name
            && visibility == other.visibility && answers.source == other.answers.source
    }
}

extension Refusal {
    /// It is about one draft and says nothing of others on its card.
    package var isOfOneDraft: Bool {
        switch self {
        case .yourOwn, .heldMeanwhile, .notShownYet, .alreadyApproved, .notWaiting, .outdatedMark,
            .noDraft, .blockedWord, .otherDestination, .listedYourOwn, .listedLater:
            true
        default: false
        }
    }

    /// The draft is past what was asked.
    package var isOver: Bool {
        switch self {
        case .alreadyApproved, .notWaiting, .outdatedMark, .noDraft: true
        default: false
        }
    }

    /// Two that say the same of other drafts, as one.
    package func merged(with other: Refusal) -> Refusal? {
        switch (self, other) {
        case (.listedYourOwn(let left, let card, let people), .listedYourOwn(let right, _, _)):
            .listedYourOwn(left + right, card: card, onShift: people)
        case (.listedLater(let left, let card), .listedLater(let right, _)):
            .listedLater(left + right, card: card)
        default: nil
        }
    }
}
