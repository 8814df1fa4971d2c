import CaseStore
import Casework
import Chat

// 6. Timers fire once, late rather than never; a jumping clock never shortens an undo window.
extension Evidence {
    func timersFireOnce() -> [Breach] {
        windows() + caseIDs.flatMap(snoozes) + caseIDs.flatMap(rises) + caseIDs.flatMap(levels)
    }

    /// By the world's own time, from when the notice was shown, or was bound to have been.
    private func windows() -> [Breach] {
        var first: [String: AttemptRecord] = [:]
        for attempt in chronicle.attempts {
            let key = "\(attempt.matter) \(attempt.revision)"
            for approval in approvals(attempt.matter, attempt.revision) {
                guard let at = onDisk(approval.sequence), at <= attempt.at else { continue }
                let name = "\(key) \(approval.sequence)"
                if first[name] == nil { first[name] = attempt }
            }
        }
        return caseIDs.flatMap { id in
            Set((ofCase[id] ?? []).compactMap { $0.approvedRevision }).sorted().flatMap {
                revision in
                windows(of: revision, id, first)
            }
        }
    }

    private func approvals(_ id: CaseID, _ revision: Int) -> [StoredEvent] {
        (ofCase[id] ?? []).filter {
            $0.approvedRevision == revision && !wentOn($0, id, revision)
        }
    }

    private func windows(
        of revision: Int, _ id: CaseID, _ first: [String: AttemptRecord]
    ) -> [Breach] {
        return approvals(id, revision).compactMap { approval in
            guard let attempt = first["\(id) \(revision) \(approval.sequence)"],
                let approvedAt = onDisk(approval.sequence)
            else { return nil }
            // A later approval of the same reply has its own window.
            let isLatest = !approvals(id, revision).contains { other in
                other.sequence > approval.sequence
                    && onDisk(other.sequence).map { $0 <= attempt.at } ?? false
            }
            guard isLatest, !isSettled(id, revision, before: attempt.at) else { return nil }
            let shownAt = noticeShown(id, approval)
            let latest = approvedAt + Policy.noticeLatest
            let start = min(shownAt ?? latest, latest)
            let window = window(approvedAt, until: attempt.at)
            guard attempt.at < start + window else { return nil }
            return breach(
                6,
                "revision \(revision) left \((attempt.at.milliseconds - start.milliseconds)) ms after its notice",
                id, attempt.at)
        }
    }

    /// The one that its notice named; a new process knows the one of its own files alone.
    private func window(_ approvedAt: Lapse, until attempt: Lapse) -> Lapse {
        let begins = chronicle.lives.map(\.begun).filter { $0 > approvedAt && $0 <= attempt }
        let around = Lapse(milliseconds: approvedAt.milliseconds - 5000)
        let known =
            adoptions(from: around, to: approvedAt + .seconds(5))
            + begins.flatMap { adoptions(from: $0, to: $0) }
        return known.map(\.window).min() ?? world.settings.policy.undoWindow
    }

    private func isSettled(_ id: CaseID, _ revision: Int, before: Lapse) -> Bool {
        (ofCase[id] ?? []).contains { event in
            guard case .replySettled(revision, _, false, _, _) = event.fact else { return false }
            return onDisk(event.sequence).map { $0 <= before } ?? false
        }
    }

    private func noticeShown(_ id: CaseID, _ approval: StoredEvent) -> Lapse? {
        guard case .draftApproved(_, let mark, _, _, _) = approval.fact else { return nil }
        return (index.posts[id] ?? []).filter { record in
            guard record.post.createdAt == approval.at, record.shownAt != nil else { return false }
            let amongMany = ["\(id) \(mark), ", " approved by "]
            if amongMany.allSatisfy(record.words.contains) { return true }
            return record.words.contains("\(id) \(mark) approved by")
                || record.words.contains("\(id) \(mark) needs no approval")
                || record.words.contains("\(id) \(mark) goes unseen")
        }.compactMap(\.shownAt).min()
    }

    private func snoozes(_ id: CaseID) -> [Breach] {
        var breaches: [Breach] = []
        var until: Instant?
        var before: StoredEvent?
        for event in ofCase[id] ?? [] {
            defer { before = event }
            switch event.fact {
            case .snoozed(let instant): until = instant
            case .woken:
                guard let due = until else {
                    breaches.append(breach(6, "\(id) woke twice", id, onDisk(event.sequence)))
                    continue
                }
                until = nil
                let isCustomers = before.map { $0.at == event.at && $0.isCustomers } ?? false
                if event.by == nil, !isCustomers, event.at < due {
                    breaches.append(breach(6, "\(id) woke early", id, onDisk(event.sequence)))
                }
            case .resolved, .noise, .merged: until = nil
            default: break
            }
        }
        if let until, cases[id]?.phase == .snoozed, until + .minutes(2) < world.wall.now() {
            breaches.append(breach(6, "\(id) sleeps on", id))
        }
        return breaches
    }

    /// Who waits, and has for long, is as urgent as the rules say.
    private func rises(_ id: CaseID) -> [Breach] {
        guard let matter = cases[id] else { return [] }
        let now = world.wall.now()
        let standing = matter.circumstances(at: now)
        guard let since = standing.waitingSince else { return [] }
        let counts = matter.reasons.contains { $0.because == Plan.waitsLong }
        if !counts, since + Plan.longWait + .minutes(2) < now {
            let waited = (now - since).milliseconds / 60_000
            let owed = matter.unanswered.map(\.key.id)
            let words = "\(id) waits for \(waited) minutes with \(owed) and did not rise"
            return [breach(6, words, id)]
        }
        return []
    }
}

extension StoredEvent {
    fileprivate var approvedRevision: Int? {
        if case .draftApproved(let revision, _, _, _, _) = fact { revision } else { nil }
    }

    fileprivate var isCustomers: Bool {
        switch fact {
        case .joined, .mentionEdited, .mentionDeleted, .absorbed, .draftHeld: true
        default: false
        }
    }
}
