import CaseStore
import Casework

// 4. Four eyes: the exact reply, as it was shown, was approved by another person than whoever
// wrote or last changed it; an edit voids the approval, and a customer who speaks holds it.
extension Evidence {
    func fourEyes() -> [Breach] { caseIDs.flatMap(fourEyes) }

    private func fourEyes(_ id: CaseID) -> [Breach] {
        var watch = ReviewWatch(id)
        var breaches: [Breach] = []
        for event in ofCase[id] ?? [] {
            breaches += watch.take(event, self)
        }
        for attempt in chronicle.attempts where attempt.matter == id {
            guard let draft = watch.written[attempt.revision], draft.text == attempt.text,
                draft.attachments == attempt.attachments,
                draft.visibility == attempt.visibility,
                answered(by: draft, in: id).contains(attempt.inReplyTo),
                draft.key == attempt.key
            else {
                breaches.append(
                    breach(4, "\(attempt.key) is not what was approved", id, attempt.at))
                continue
            }
            guard let approver = watch.approvers[attempt.revision] else {
                breaches.append(breach(4, "\(attempt.key) was never approved", id, attempt.at))
                continue
            }
            let isUnseen = draft.needsApproval && !watch.alones.contains(attempt.revision)
            if approver == nil, isUnseen {
                breaches.append(breach(4, "\(attempt.key) went out unseen", id, attempt.at))
            }
            // One that came back may have been approved again, by somebody else.
            if !(watch.everyApprover[attempt.revision] ?? []).contains(attempt.approver) {
                breaches.append(
                    breach(4, "\(attempt.key) names an approver who was none", id, attempt.at))
            }
            if let rejected = watch.rejected[attempt.revision], rejected < attempt.at {
                breaches.append(breach(4, "\(attempt.key) was sent back and sent", id, attempt.at))
            }
        }
        return breaches
    }

    // MARK: - One approval

    /// The command by which that person approved it, said after the very text was shown.
    func approval(
        of draft: Draft, in id: CaseID, by person: PersonID, _ event: StoredEvent,
        heldSince: Lapse?
    ) -> [Breach] {
        let time = onDisk(event.sequence) ?? Plan.day
        let commands = heard(["ok", "approve"]).filter { said in
            guard said.person == person, let intent = said.intent,
                said.hearings.contains(where: { $0.at <= time })
            else { return false }
            let mark = (intent.mark ?? intent.words)?.lowercased()
            guard let mark else { return intent.matter == id.number }
            if mark == draft.mark.rawValue { return true }
            return mark == draft.listedOn?.rawValue && wasListed(draft, in: id, before: said)
        }
        guard !commands.isEmpty else {
            return [breach(4, "\(person) never approved \(draft.mark)", id, time)]
        }
        // What the policy asks nobody about is shown to nobody.
        let seen = commands.filter { said in
            !draft.needsApproval || draft.texts.allSatisfy { wasShown($0, before: said) }
        }
        guard !seen.isEmpty else {
            return [breach(4, "\(person) approved \(draft.mark) before it was shown", id, time)]
        }
        guard let heldSince else { return [] }
        let knowing = seen.contains { said in
            index.holds.contains { shown in
                shown.at >= heldSince && shown.at < said.at
                    && shown.text.contains(draft.mark.rawValue)
                    && (isSameRoom(shown.room, said.room) || said.room == nil
                        || shown.person == person)
            }
        }
        return knowing
            ? [] : [breach(4, "\(draft.mark) was held and approved unknowingly", id, time)]
    }

    /// It stood on that card, for whoever spoke.
    private func wasListed(_ draft: Draft, in id: CaseID, before said: Said) -> Bool {
        guard let card = draft.listedOn else { return false }
        let names = ["\(id) \(draft.mark) by ", "the same as \(card)"]
        return (index.posts[id] ?? []).contains { record in
            guard record.network == said.network, let shownAt = record.shownAt, shownAt < said.at
            else { return false }
            return names.allSatisfy(record.words.contains)
        }
    }

    /// A room of the desk may be in several networks.
    private func isSameRoom(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return false }
        return one.dropFirst() == other.dropFirst()
    }

    /// In a room of the desk, or to that person alone; for a bare number in that very room.
    private func wasShown(_ text: String, before said: Said) -> Bool {
        let lines = text.tokens(.reply).first.flatMap { index.replies[$0] } ?? chronicle.shown
        let isBare = said.intent?.mark == nil && said.intent?.words == nil
        return lines.contains { shown in
            guard shown.at < said.at, shown.text.contains(text) else { return false }
            if isBare { return isSameRoom(shown.room, said.room) }
            return shown.room != nil || shown.person == said.person
        }
    }
}

/// Follows the drafts of one case through its audit.
struct ReviewWatch {
    let id: CaseID
    var written: [Int: Draft] = [:]
    var approvers: [Int: PersonID?] = [:]
    var everyApprover: [Int: Set<PersonID?>] = [:]
    /// Revisions that left without other eyes, by a rule that allows it.
    var alones: Set<Int> = []
    /// Since when revisions are sent back.
    var rejected: [Int: Lapse] = [:]
    /// The revision that stands approved at this point.
    private var approved: Int?
    private var heldSince: [Int: Int64] = [:]
    private var lastSent = 0
    /// The last reply that was sent before a thread began, by the revisions of its posts.
    private var sentBefore: [Int: Int] = [:]
    /// These are on their way.
    private var departed: Set<Int> = []
    /// The customer has spoken since these were approved, or what follows them was called back.
    private var overtaken: Set<Int> = []

    init(_ id: CaseID) { self.id = id }

    mutating func take(_ event: StoredEvent, _ evidence: Evidence) -> [Breach] {
        let at = evidence.onDisk(event.sequence)
        switch event.fact {
        case .draftWritten(let draft):
            written[draft.revision] = draft
            sentBefore[draft.revision] =
                before(draft).flatMap { sentBefore[$0.revision] } ?? lastSent
            approved = nil
        case .draftApproved(let revision, _, let approver, let alone, _):
            approvers[revision] = approver
            everyApprover[revision, default: []].insert(approver)
            let stands =
                !evidence.wentOn(event, id, revision)
                || written[revision].flatMap(before).map { !overtaken.contains($0.revision) }
                    ?? false
            overtaken.remove(revision)
            defer {
                approved = stands ? revision : nil
                heldSince[revision] = nil
            }
            if let alone {
                alones.insert(revision)
                return unseen(revision, approver, alone, evidence, at)
            }
            alones.remove(revision)
            if evidence.wentOn(event, id, revision) {
                return goingOn(revision, approver, evidence, at)
            }
            return approval(revision, approver, event, evidence)
        case .draftRejected(let revision, _, _):
            rejected[revision] = at
            if approved == revision {
                return [
                    evidence.breach(4, "revision \(revision) was sent back once approved", id, at)
                ]
            }
        case .draftHeld(let revision, _, .recalled) where departed.contains(revision):
            // What follows it may not leave; it is on its way itself.
            overtaken.insert(revision)
        case .draftHeld(let revision, _, let cause):
            departed.remove(revision)
            if approved == revision { approved = nil }
            if case .brake = cause {
                heldSince[revision] = nil
            } else {
                heldSince[revision] = event.sequence
            }
        case .draftVoided(let revision, _, _), .draftUndone(let revision, _):
            if approved == revision { approved = nil }
        case .joined, .mentionEdited, .mentionDeleted, .absorbed:
            // What the customer says holds it; a departure after this needs another approval.
            approved = nil
            overtaken.formUnion(written.keys)
        case .replyDeparted(let revision, _, _):
            departed.insert(revision)
            guard approved == revision else {
                return [
                    evidence.breach(
                        4, "revision \(revision) left although its approval did not stand", id, at)
                ]
            }
        case .replySent(let revision, _, _, _): lastSent = revision
        case .replyFailed(let revision, _, _):
            departed.remove(revision)
            if approved == revision { approved = nil }
        default: break
        }
        return []
    }

    private func before(_ draft: Draft) -> Draft? {
        draft.thread?.after.flatMap { mark in
            written.values.first { $0.mark == mark && $0.revision < draft.revision }
        }
    }

    private func sent(before draft: Draft) -> Int { sentBefore[draft.revision] ?? lastSent }

    /// The next post of a thread: approved with the one before it, by the same eyes.
    private func goingOn(
        _ revision: Int, _ approver: PersonID?, _ evidence: Evidence, _ at: Lapse?
    ) -> [Breach] {
        guard let draft = written[revision], let before = before(draft),
            evidence.follows(draft, id), approvers[before.revision] == .some(approver),
            !alones.contains(before.revision)
        else {
            return [
                evidence.breach(4, "revision \(revision) goes on as nobody approved it", id, at)
            ]
        }
        return []
    }

    /// Only where the policy says so, only what it says, and nobody stands as the approver.
    private func unseen(
        _ revision: Int, _ approver: PersonID?, _ rule: AloneRule, _ evidence: Evidence,
        _ at: Lapse?
    ) -> [Breach] {
        guard let draft = written[revision] else {
            return [evidence.breach(4, "what was never written went unseen", id)]
        }
        let allowed = evidence.world.settings.policy.alone
        let isAllowed: Bool =
            switch rule {
            case .never: false
            case .canned:
                allowed == rule && draft.canned?.words == .asWritten
                    && draft.attachments.isEmpty
            case .reviewedAfter: allowed == rule
            }
        let isNeeded = draft.needsApproval && approver == nil
        return isAllowed && isNeeded
            ? [] : [evidence.breach(4, "\(draft.mark) went unseen and may not", id, at)]
    }

    /// Whoever brought what goes with it.
    private func attachers(of draft: Draft) -> [PersonID] {
        draft.attachments.compactMap { attachment in
            written.values.filter {
                $0.revision > sent(before: draft) && $0.attachments.contains(attachment)
            }
            .min { $0.revision < $1.revision }?.author
        }
    }

    private func approval(
        _ revision: Int, _ approver: PersonID?, _ event: StoredEvent, _ evidence: Evidence
    ) -> [Breach] {
        guard let draft = written[revision] else {
            return [evidence.breach(4, "what was never written was approved", id)]
        }
        let at = evidence.onDisk(event.sequence)
        guard let approver else {
            return draft.needsApproval
                ? [evidence.breach(4, "\(draft.mark) was approved by nobody", id, at)] : []
        }
        let authors = written.values.filter { other in
            other.revision > sent(before: draft)
                && !Set(other.texts).isDisjoint(with: draft.texts)
        }.map(\.author)
        guard !authors.contains(approver), !attachers(of: draft).contains(approver) else {
            return [evidence.breach(4, "\(approver) approved their own \(draft.mark)", id, at)]
        }
        return evidence.approval(
            of: draft, in: id, by: approver, event,
            heldSince: heldSince[revision].flatMap { evidence.onDisk($0) })
    }
}
