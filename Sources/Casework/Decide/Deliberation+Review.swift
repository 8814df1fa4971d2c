// The four eyes (invariant 4): the exact reply, as it was shown, is approved by another person
// than whoever wrote it.

extension Deliberation {
    mutating func review(_ command: Command) throws(Refusal) {
        switch command {
        case .approve(let mark): try approve(mark)
        case .approveListed(let card): try approveListed(on: card)
        case .reject(let mark, let reason): try reject(mark, reason)
        case .undo: try undo()
        case .settle(let asSent): try settle(asSent)
        default: break
        }
    }

    private mutating func approve(_ mark: Mark?) throws(Refusal) {
        let actor = try requireActor()
        let draft = try liveDraft(mark)
        try requireOtherEyes(actor, draft)
        try requireAgent()
        switch draft.state {
        case .approved, .sending:
            throw .alreadyApproved(brief, brief(of: draft), by: draft.approver)
        case .unknown:
            throw .notWaiting(brief, brief(of: draft))
        default:
            break
        }
        if draft.state == .waiting, let calledBackAt = draft.heldAt, actor.saidAt <= calledBackAt {
            throw .notWaiting(brief, brief(of: draft))
        }
        if mark == nil {
            try requireRead(draft, by: actor)
        } else {
            try requireShown(draft, to: actor)
        }
        try requireNoticeSeen(draft, by: actor)
        if let brake { throw .braked(brief, brake) }
        try requireHarmless(draft)
        try requireSameDestination(draft)
        // Where the policy asks nobody, the author may let it go; that makes nobody an approver.
        let me = actor.person.id
        approve(draft, by: me == draft.author ? nil : me)
    }

    /// From here the undo window is to open: its notice goes out first, and the reply leaves a
    /// window after the notice was seen.
    mutating func approve(_ draft: Draft, by person: PersonID?, alone: AloneRule? = nil) {
        let window = context.desk.undoWindow(in: matter.queue)
        let saidAt = context.actor.map(\.saidAt).flatMap {
            context.now - $0 > Policy.saidAgoMin ? $0 : nil
        }
        happen(
            .draftApproved(
                revision: draft.revision, mark: draft.mark, approver: person, alone: alone,
                saidAt: saidAt))
        let latest = window == .zero ? Lapse.zero : Policy.noticeLatest + window
        reply(.schedule(key: draft.key, revision: draft.revision, due: context.now + latest))
        tell(
            [.asker, approvalsRoom, workRoom], lane: .answer,
            .approved(brief, brief(of: draft), by: person, window: window),
            purpose: .approval, revision: draft.revision)
    }

    private func liveDraft(_ mark: Mark?) throws(Refusal) -> Draft {
        if let mark {
            guard let named = matter.draft(marked: mark) else { throw .noSuchMark(mark) }
            guard let live = matter.liveDraft, live.revision == named.revision,
                !bearsUsedMark(live)
            else {
                throw .outdatedMark(brief, mark, now: matter.liveDraft.map { brief(of: $0) })
            }
            return live
        }
        guard let live = matter.liveDraft else { throw .noDraft(brief) }
        return live
    }

    /// A mark that this case has used before, said before the draft that bears it now was written,
    /// meant the other one.
    private func bearsUsedMark(_ draft: Draft) -> Bool {
        guard let saidAt = context.actor?.saidAt, saidAt < draft.writtenAt else { return false }
        return matter.drafts.contains { $0.mark == draft.mark && $0.revision < draft.revision }
    }

    func requireOtherEyes(_ actor: Actor, _ draft: Draft) throws(Refusal) {
        let me = actor.person.id
        let isSupervisor = actor.person.may(.supervisor, in: matter.queue)
        guard needsOtherEyes(draft) else {
            guard me == draft.author || me == matter.holder || isSupervisor else {
                throw .notAllowed(brief, needs: .supervisor)
            }
            return
        }
        guard !writers(of: draft).contains(me) else {
            throw .yourOwn(brief, brief(of: draft), onShift: onShift(without: draft))
        }
        // A supervisor's rewrite may go back to its first author's eyes; a colleague's edit of it
        // may not, or two agents could do without any supervisor.
        guard isSupervisor || (isRewrite(draft) && me == draft.originator) else {
            throw .notAllowed(brief, needs: .supervisor)
        }
    }

    /// Whether the policy asks for other eyes now or did when the draft was written: the customer
    /// may have become a VIP since, or the policy stricter.
    private func needsOtherEyes(_ draft: Draft) -> Bool {
        if draft.needsApproval { return true }
        guard let answered = matter.mentions.last(where: { $0.key == draft.answers }) else {
            return false
        }
        return !approvalReasons(for: draft.proposal, answering: answered).isEmpty
    }

    func isRewrite(_ draft: Draft) -> Bool {
        guard draft.originator != draft.author else { return false }
        return context.people.contains {
            $0.id == draft.author && $0.may(.supervisor, in: matter.queue)
        }
    }

    /// A bare number means the newest draft only where that draft was shown before it was said.
    private func requireRead(_ draft: Draft, by actor: Actor) throws(Refusal) {
        guard case .room = actor.place else { throw .markNeeded(brief, brief(of: draft)) }
        let wasShown = context.landings.contains {
            $0.purpose == .draftCard && $0.revision == draft.revision && $0.wasRead(by: actor)
        }
        // Dropping or rejecting a draft and writing another replaces it as much as an edit does.
        let replaced = matter.drafts.contains {
            $0.revision == draft.revision - 1 && $0.state != .sent
        }
        let isNew = replaced && actor.saidAt < draft.writtenAt + Policy.replacementRest
        guard wasShown, !isNew else { throw .notTheOneYouRead(brief, brief(of: draft)) }
    }

    /// A mark names one text, and its card has it whole. It may be known without that: the notice of
    /// a hold names it, the author does, and so does the beginning of a card that broke off, which
    /// counts as one that is not there.
    ///
    /// Where receipts come late, somebody may have read a card before its own: on the network that
    /// it has just left for, whoever speaks after that is heard behind it.
    private func requireShown(_ draft: Draft, to actor: Actor) throws(Refusal) {
        guard needsOtherEyes(draft) else { return }
        if draft.state != .held, let network = actor.via,
            let since = context.cardUnderWay[network], since <= actor.saidAt
        {
            return
        }
        let wasShown = context.landings.contains {
            $0.purpose == .draftCard && $0.revision == draft.revision
                && $0.isOpen(to: actor.person.id)
        }
        guard wasShown else { throw .notShownYet(brief, brief(of: draft)) }
    }

    func requireNoticeSeen(_ draft: Draft, by actor: Actor) throws(Refusal) {
        guard draft.state == .held, let cause = draft.hold else { return }
        try requireTold(cause, of: draft, actor)
    }

    private func requireTold(
        _ cause: HoldCause, of draft: Draft, _ actor: Actor
    ) throws(Refusal) {
        guard let heldAt = draft.heldAt else { return }
        if case .brake = cause {
            guard actor.saidAt <= heldAt else { return }
        } else {
            let wasSeen = context.landings.contains {
                // The notice of an earlier hold, said late, does not tell of this one.
                $0.purpose == .hold && $0.revision == draft.revision && $0.askedAt >= heldAt
                    && $0.wasRead(by: actor)
            }
            guard !wasSeen else { return }
        }
        let (saying, at) = words(of: cause, else: heldAt)
        throw .heldMeanwhile(
            brief(of: cause), brief(of: draft), cause: cause, saying: saying, at: at)
    }

    /// Words may have come onto the blocked list since it was written.
    func requireHarmless(_ draft: Draft) throws(Refusal) {
        if let word = blockedWord(in: draft) { throw .blockedWord(brief, word: word) }
    }

    func blockedWord(in draft: Draft) -> String? {
        blockedWord(in: draft.words) ?? blockedWord(in: draft.attachments)
    }

    /// What was approved names where it goes; another relay may answer there by now.
    func requireSameDestination(_ draft: Draft) throws(Refusal) {
        let source = draft.answers.source
        guard let destination = context.desk.destination(of: source) else {
            throw .noDestination(brief, source)
        }
        let fingerprint = context.fingerprint(
            Draft.parts(
                text: draft.text, destination: destination.name, visibility: draft.visibility,
                answers: draft.answers, attachments: draft.attachments, thread: draft.thread))
        guard fingerprint == draft.fingerprint else {
            throw .otherDestination(brief, brief(of: draft))
        }
    }

    /// What the customer said that held the draft, and when.
    func words(of cause: HoldCause, else heldAt: Instant) -> (String?, Instant) {
        switch cause {
        case .customerWrote(let key), .customerEdited(let key):
            guard let mention = matter.mentions.last(where: { $0.key == key }) else {
                return (nil, heldAt)
            }
            let words = mention.deletedAt == nil ? mention.text : nil
            return (words, mention.editedAt ?? mention.postedAt)
        case .customerDeleted, .recalled, .brake, .mode, .blockedWord:
            return (nil, heldAt)
        }
    }

    private mutating func reject(_ mark: Mark?, _ reason: String) throws(Refusal) {
        let actor = try requireSupervisor()
        let draft = try liveDraft(mark)
        guard !reason.isEmpty else {
            throw .reasonNeeded(
                brief, doing: "reject", known: context.desk.policy.rejectionReasons.known)
        }
        switch draft.state {
        case .approved, .sending:
            throw .alreadyApproved(brief, brief(of: draft), by: draft.approver)
        case .unknown:
            throw .notWaiting(brief, brief(of: draft))
        default:
            break
        }
        happen(.draftRejected(revision: draft.revision, mark: draft.mark, reason: reason))
        tell(
            [.asker, workRoom, .person(draft.author)], lane: .answer,
            .rejected(brief, brief(of: draft), by: actor.person.id, reason: reason))
    }

    /// Whether a reply is called back or leaves is decided here, in `depart` and before each attempt,
    /// one after the other on the same case, and nowhere else.
    private mutating func undo() throws(Refusal) {
        let actor = try requireActor()
        guard let draft = matter.liveDraft else {
            if let last = matter.drafts.last, last.state == .sent {
                throw .tooLateToUndo(brief, brief(of: last))
            }
            throw .nothingToUndo(brief)
        }
        let me = actor.person.id
        let concerned = [matter.holder, draft.author, draft.originator, draft.approver]
        guard concerned.contains(me) || actor.person.may(.supervisor, in: matter.queue) else {
            throw .notYoursToUndo(brief, brief(of: draft))
        }
        switch draft.state {
        case .approved: break
        // Between two attempts, of which none may have arrived, nothing is out.
        case .sending where !context.attemptUnderWay && !context.replyUncertain: break
        case .sending, .unknown:
            if draft.thread?.rest.isEmpty == false { try requireApproved(draft, before: actor) }
            return try recall(draft, by: me)
        default: throw .nothingToUndo(brief)
        }
        try requireApproved(draft, before: actor)
        happen(.draftUndone(revision: draft.revision, mark: draft.mark))
        reply(.cancel(key: draft.key))
        showRest(draft)
        tell(
            [.asker, approvalsRoom, workRoom], lane: .answer,
            .undone(brief, brief(of: draft), by: me))
    }

    /// What was long on its way to us is about the approval that stood when it was said, and takes
    /// none back that was said after that. What may be late by a clock alone counts as said now: a
    /// reply that was called back can be let go again. Later than now is what a clock said that was
    /// set back since.
    private func requireApproved(_ draft: Draft, before actor: Actor) throws(Refusal) {
        let approval = approved(draft)
        guard let approvedAt = approval.approvedAt, approvedAt <= context.now else { return }
        let saidAt = context.approvals[approval.revision] ?? approvedAt
        guard saidAt - actor.latestSaidAt > Policy.saidAgoMin else { return }
        throw .approvedSince(brief, brief(of: draft), by: approval.approver, at: approvedAt)
    }

    /// A person decides what nobody could know (invariant 5). Again means under the same key.
    private mutating func settle(_ asSent: Bool) throws(Refusal) {
        let actor = try requireSupervisor()
        guard let draft = matter.liveDraft, draft.state == .unknown else {
            throw .nothingToSettle(brief)
        }
        if !asSent {
            // For practice all counts as sent, and this one may be with the customer or not.
            if isForPractice, context.tried.live { throw .triedLive(brief, brief(of: draft)) }
            if let brake { throw .braked(brief, brake) }
            // What the customer has said since was held against nothing.
            if let cause = draft.hold, !cause.isRecall { try requireTold(cause, of: draft, actor) }
            try requireHarmless(draft)
            try requireSameDestination(draft)
        }
        happen(
            .replySettled(
                revision: draft.revision, mark: draft.mark, asSent: asSent,
                practice: !asSent && isForPractice ? true : nil,
                settled: asSent ? settledByReply : nil))
        if asSent {
            reply(.finish(key: draft.key, as: .sent))
            reassessCircumstances()
        } else {
            reply(.schedule(key: draft.key, revision: draft.revision, due: context.now))
            reply(.depart(key: draft.key))
        }
        tell(
            [.asker, workRoom], lane: .answer,
            .settled(brief, brief(of: draft), asSent: asSent, by: actor.person.id))
        if asSent { goOn(after: draft, isSettled: true) }
    }
}
