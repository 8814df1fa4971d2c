import Casework

// The invariants, looked at from the outside (invariants 2 to 5 and 7).

extension ScenarioDesk {
    mutating func breach(_ words: String) { breaches.append("broken: \(words)") }

    /// - Parameter isAsked: somebody waits for an answer about this very case.
    mutating func check(
        _ decision: Decision, before: Case?, _ actor: Actor?, isAsked: Bool = true
    ) {
        guard let matter = decision.matter else { return breach("a decision without its case") }
        checkReplay(before, decision, actor)
        checkLevel(before, decision)
        checkShape(matter)
        checkDrafts(before, matter)
        for fact in decision.facts { check(fact, matter, actor) }
        for announcement in decision.announcements {
            coverage.notices.insert(ScenarioNames.name(of: announcement.notice))
        }
        guard actor != nil, isAsked else { return }
        let isAnswered = decision.announcements.contains {
            $0.audiences.contains(.asker) || $0.audiences.contains(.askerAlone)
        }
        if !isAnswered { breach("nobody answered the asker") }
    }

    private mutating func checkReplay(_ before: Case?, _ decision: Decision, _ actor: Actor?) {
        var facts = decision.facts[...]
        var replayed = before
        if before == nil, let first = facts.popFirst(), let id = decision.matter?.id {
            replayed = Case(opening: first, id: id, at: now)
        }
        for fact in facts { replayed?.apply(fact, by: actor?.person.id, at: now) }
        if replayed != decision.matter { breach("the facts do not give the case") }
    }

    /// Once each for a clock, in that order, and only while somebody waits.
    private mutating func checkLevel(_ before: Case?, _ decision: Decision) {
        for fact in decision.facts {
            switch fact {
            case .levelWarned(_, let due):
                guard let clock = before?.clock else { return breach("warned, and nobody waits") }
                if clock.warnedAt != nil { breach("warned twice") }
                if clock.breachedAt != nil || now >= due + .minutes(1) { breach("warned too late") }
            case .levelBreached(_, let due):
                guard let clock = before?.clock else { return breach("late, and nobody waits") }
                if clock.breachedAt != nil { breach("late twice") }
                if now < due { breach("late too early") }
            default: break
            }
        }
        guard let matter = decision.matter else { return }
        if matter.clock != nil, !matter.phase.isOpen || matter.phase == .answered {
            breach("\(matter.phase), and somebody waits")
        }
        if !matter.unanswered.isEmpty, matter.clock == nil { breach("somebody waits by no clock") }
    }

    private mutating func checkShape(_ matter: Case) {
        let live = matter.drafts.filter(\.state.isLive)
        if live.count > 1 { breach("two live drafts") }
        let expected: Phase? =
            switch live.first?.state {
            case .waiting, .held, .failed: .drafted
            case .approved, .sending, .unknown: .approved
            default: nil
            }
        if let expected, matter.phase != expected {
            breach("\(matter.phase) with a draft \(live[0].state)")
        }
        if expected == nil, matter.phase == .drafted || matter.phase == .approved {
            breach("\(matter.phase) without a live draft")
        }
        let isHeld = matter.holder != nil
        switch matter.phase {
        case .new, .resolved, .noise: if isHeld { breach("\(matter.phase) and held") }
        case .claimed, .drafted, .approved: if !isHeld { breach("\(matter.phase), not held") }
        case .answered, .snoozed: break
        }
        if isHeld != (matter.heldSince != nil) { breach("a holder since no time") }
        if (matter.phase == .snoozed) != (matter.snoozedUntil != nil) {
            breach("\(matter.phase) until \(matter.snoozedUntil as Any)")
        }
    }

    private mutating func checkDrafts(_ before: Case?, _ matter: Case) {
        for draft in matter.drafts {
            if draft.approver == draft.author { breach("an author stands as the approver") }
            let old = before?.drafts.first { $0.revision == draft.revision }
            if let old {
                var same = draft
                same.state = old.state
                same.approver = old.approver
                same.approvedAt = old.approvedAt
                same.alone = old.alone
                same.hold = old.hold
                same.heldAt = old.heldAt
                same.reference = old.reference
                same.remark = old.remark
                if same != old { breach("the content of a draft changed") }
                if !old.state.isLive, draft.state != old.state { breach("a dead draft rose") }
            }
            let from = old?.state.rawValue ?? "–"
            if from != draft.state.rawValue {
                coverage.drafts.insert("\(from) → \(draft.state.rawValue)")
            }
        }
    }

    private mutating func check(_ fact: Fact, _ matter: Case, _ actor: Actor?) {
        coverage.facts.insert(fact.type)
        checkDoubt(fact, matter)
        var entry = ledger.entries[matter.id] ?? ScenarioLedger.Entry()
        switch fact {
        case .opened:
            mentionsTaken += 1
        case .joined:
            mentionsTaken += 1
            entry.changed = ledger.step
        case .mentionEdited, .mentionDeleted, .absorbed:
            entry.changed = ledger.step
        case .draftWritten(let draft):
            let before = matter.post(before: draft)
            entry.writers[draft.revision] = .init(
                texts: draft.bareTexts, author: draft.author, step: ledger.step,
                after: before.flatMap { entry.writers[$0.revision]?.after } ?? entry.sentRevision)
            if !ledger.keys.insert(draft.key).inserted { breach("a key is used twice") }
        case .draftApproved(let revision, _, let approver, let alone, _):
            if let draft = matter.drafts.first(where: { $0.revision == revision }), draft.goesOn,
                draft.replaced == nil, entry.writers[revision]?.step == ledger.step
            {
                checkGoingOn(draft, (approver, alone), matter, entry)
                entry.goingOn.insert(revision)
            } else if let alone {
                checkAlone(alone, revision, matter, entry)
            } else {
                checkApproval(revision, by: approver, actor, matter, entry)
            }
            entry.approved[revision] = ledger.step
            // All of it was read once more.
            entry.recalled.remove(revision)
        case .draftHeld(let revision, _, _), .draftUndone(let revision, _),
            .replyFailed(let revision, _, _):
            if case .draftHeld(_, _, .recalled) = fact,
                matter.drafts.contains(where: { $0.revision == revision && $0.state != .held })
            {
                entry.recalled.insert(revision)
                break
            }
            entry.approved[revision] = nil
            entry.goingOn.remove(revision)
        case .replyDeparted(let revision, _, let practice):
            checkDeparture(revision, matter, entry)
            entry.departed.insert(revision)
            if practice != true { entry.triedLive.insert(revision) }
        case .replySettled(let revision, _, let asSent, let practice, _):
            if !entry.departed.contains(revision) { breach("settled, but never left") }
            if asSent { entry.sentRevision = revision }
            if !asSent, practice != true { entry.triedLive.insert(revision) }
        case .replySent(let revision, _, _, _):
            if !entry.departed.contains(revision) { breach("sent, but never left") }
            entry.sentRevision = revision
        default:
            break
        }
        ledger.entries[matter.id] = entry
    }

    /// What may have arrived ends as sent or unknown: after anything else another reply could be
    /// written, and the customer gets two. For practice nothing arrives.
    private mutating func checkDoubt(_ fact: Fact, _ matter: Case) {
        switch fact {
        case .replyFailed(let revision, _, _), .draftHeld(let revision, _, _),
            .draftVoided(let revision, _, _), .draftRejected(let revision, _, _),
            .draftUndone(let revision, _):
            // What follows was called back, not the post itself.
            if case .draftHeld(_, _, .recalled) = fact, matter.liveDraft?.state != .held { return }
            let draft = matter.drafts.first { $0.revision == revision }
            let isLive = ledger.entries[matter.id]?.triedLive.contains(revision) ?? false
            if isLive, draft.flatMap({ replies[$0.key] })?.uncertain == true {
                breach("\(fact.type), although it may have arrived")
            }
        default:
            break
        }
    }

    /// Four eyes: not by whoever wrote these words, not over the customer's head.
    private mutating func checkApproval(
        _ revision: Int, by approver: PersonID?, _ actor: Actor?, _ matter: Case,
        _ entry: ScenarioLedger.Entry
    ) {
        guard let words = entry.writers[revision],
            let draft = matter.drafts.first(where: { $0.revision == revision })
        else { return breach("approved, but never written") }
        if brakes.contains(where: { $0.covers(matter.queue) }) {
            breach("approved under the brake")
        }
        if let rule = draft.outOfHours, approver == nil {
            if settings.policy.outOfHours != rule { breach("another rule of the night") }
            if closed[matter.queue] == nil { breach("the night's rule by day") }
            if rule == .canned, draft.canned?.words != .asWritten || !draft.attachments.isEmpty {
                breach("own words went unseen at night")
            }
        } else if draft.needsApproval || settings.approval(in: matter.queue) == .always {
            guard let approver, approver == actor?.person.id else {
                return breach("approved by nobody")
            }
            let wrote = entry.writers.contains { number, other in
                number > words.after && other.author == approver
                    && !Set(other.texts).isDisjoint(with: words.texts)
            }
            if wrote { breach("approved by \(approver), who wrote it") }
            if attachers(of: draft, matter, since: words.after).contains(approver) {
                breach("approved by \(approver), who attached something")
            }
        }
        // The landings that a decision sees have times and no order: a clock that went back and
        // forth can make a notice seen before look like one seen after.
        guard entry.changed > words.step, let actor, !ledger.clockWentBack else { return }
        let wasTold = entry.holdSeen.contains {
            $0.step >= entry.changed && $0.at < actor.saidAt
        }
        if !wasTold { breach("approved over the customer's head") }
    }

    /// Nobody says another word, so all of it has to be what was approved with the post before it,
    /// which is there; and it stops for whatever would have stopped that one.
    private mutating func checkGoingOn(
        _ draft: Draft, _ approval: (by: PersonID?, alone: AloneRule?), _ matter: Case,
        _ entry: ScenarioLedger.Entry
    ) {
        guard let before = matter.post(before: draft),
            let approved = entry.approved[before.revision]
        else { return breach("it goes on with a thread that nobody approved") }
        if before.state != .sent { breach("it goes on, and the post before it is not there") }
        if before.thread?.rest != draft.texts { breach("it goes on with other words") }
        if before.approver != approval.by || before.alone != approval.alone
            || before.author != draft.author || before.answers != draft.answers
            || before.visibility != draft.visibility
        {
            breach("it goes on otherwise than approved")
        }
        let isBraked = brakes.contains { $0.covers(matter.queue) }
        let isRecalled = entry.recalled.contains(before.revision)
        if isBraked || isRecalled || approved < entry.changed, draft.state != .held {
            breach("it goes on although it has to stop")
        }
    }

    /// Whoever was the first to attach what goes with it.
    func attachers(of draft: Draft, _ matter: Case, since sent: Int) -> [PersonID] {
        draft.attachments.compactMap { attachment in
            matter.drafts.first { $0.revision > sent && $0.attachments.contains(attachment) }?
                .author
        }
    }

    private mutating func checkDeparture(
        _ revision: Int, _ matter: Case, _ entry: ScenarioLedger.Entry
    ) {
        guard let approved = entry.approved[revision] else {
            return breach("left without an approval")
        }
        if approved < entry.changed { breach("left although the customer spoke since") }
        if approved < entry.writers[revision]?.step ?? 0 { breach("left after a change") }
        if brakes.contains(where: { $0.covers(matter.queue) }) { breach("left under the brake") }
        let approvedAt = matter.drafts.first { $0.revision == revision }?.approvedAt ?? now
        if !ledger.clockWentBack, !entry.goingOn.contains(revision),
            now < approvedAt + settings.undoWindow(in: matter.queue)
        {
            breach("left before the undo window was over")
        }
    }
}

extension Draft {
    /// What each post says besides its number, counted anew.
    fileprivate var bareTexts: [String] {
        guard let thread else { return [text] }
        return texts.enumerated().map { position, text in
            let end = " (\(thread.number + position)/\(thread.of))"
            return text.hasSuffix(end) ? String(text.dropLast(end.count)) : text
        }
    }
}
