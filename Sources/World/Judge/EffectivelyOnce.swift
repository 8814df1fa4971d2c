import CaseStore
import Casework

// 5. Effectively once: no reply is sent again after a success, and none is silently lost.
extension Evidence {
    func effectivelyOnce() -> [Breach] {
        attempts() + keys() + ends() + afterTheEnd()
    }

    /// Of a receiver that is gone for good a process asks nothing more, but for what was on its way
    /// to it.
    private func afterTheEnd() -> [Breach] {
        let all = chronicle.attempts + chronicle.tellings
        let ends = all.filter { $0.answer == "gone" }
        return all.compactMap { attempt in
            let wasGone = ends.contains { end in
                guard let at = end.answeredAt, end.life == attempt.life else { return false }
                return end.receiver == attempt.receiver && at + .seconds(1) < attempt.at
            }
            guard wasGone else { return nil }
            return breach(
                5, "\(attempt.key) was sent to \(attempt.receiver), which is gone", attempt.matter,
                attempt.at)
        }
    }

    /// When a supervisor asked for another attempt, by the reply's key.
    private func settledAgain(_ id: CaseID, _ revision: Int) -> [Lapse] {
        (ofCase[id] ?? []).compactMap { event in
            guard case .replySettled(revision, _, false, _, _) = event.fact else { return nil }
            return onDisk(event.sequence)
        }
    }

    private func sentOnDisk(_ id: CaseID, _ revision: Int) -> Lapse? {
        let event = (ofCase[id] ?? []).first { event in
            switch event.fact {
            case .replySent(revision, _, _, _), .replySettled(revision, _, true, _, _): true
            default: false
            }
        }
        return event.flatMap { onDisk($0.sequence) }
    }

    private func attempts() -> [Breach] {
        var breaches: [Breach] = []
        var last: [DeliveryID: AttemptRecord] = [:]
        for attempt in chronicle.attempts {
            defer { last[attempt.key] = attempt }
            if let sent = sentOnDisk(attempt.matter, attempt.revision), sent < attempt.at {
                breaches.append(
                    breach(
                        5, "\(attempt.key) was tried after it had been sent", attempt.matter,
                        attempt.at))
            }
            guard let before = last[attempt.key] else { continue }
            if before.number == attempt.number {
                breaches.append(
                    breach(
                        5, "\(attempt.key): two attempts have one number", attempt.matter,
                        attempt.at))
            }
            let isSure = ["retry", "refused", "gone"].contains(before.answer)
            if before.answer == nil, before.life == attempt.life {
                breaches.append(
                    breach(5, "\(attempt.key): two attempts at once", attempt.matter, attempt.at))
            }
            if before.answer == "sent", before.life == attempt.life {
                breaches.append(
                    breach(
                        5, "\(attempt.key) was tried after its success", attempt.matter,
                        attempt.at))
            }
            guard !isSure, !deduplicates(attempt.receiver) else { continue }
            let isAsked = settledAgain(attempt.matter, attempt.revision).contains {
                $0 >= before.at && $0 <= attempt.at
            }
            if !isAsked {
                breaches.append(
                    breach(
                        5, "\(attempt.key) was tried again though it may have arrived",
                        attempt.matter, attempt.at))
            }
        }
        return breaches
    }

    private func deduplicates(_ name: SourceName) -> Bool {
        world.receivers.first { $0.name == name }?.deduplicates ?? false
    }

    private func keys() -> [Breach] {
        var owners: [DeliveryID: String] = [:]
        return chronicle.attempts.compactMap { attempt in
            let owner = "\(attempt.matter) \(attempt.revision)"
            defer { owners[attempt.key] = owner }
            guard let before = owners[attempt.key], before != owner else { return nil }
            return breach(5, "\(attempt.key) names two replies", attempt.matter, attempt.at)
        }
    }

    // MARK: - In the end

    private func ends() -> [Breach] {
        let taken = Dictionary(grouping: chronicle.taken) { $0.key }
        return caseIDs.flatMap { id in
            (cases[id]?.drafts ?? []).flatMap { end(of: $0, id, taken[$0.key] ?? []) }
        }
    }

    private func end(of draft: Draft, _ id: CaseID, _ taken: [TakenReply]) -> [Breach] {
        let history = ofCase[id] ?? []
        let again = settledAgain(id, draft.revision).count
        let isSettled = history.contains { event in
            switch event.fact {
            case .replySettled(draft.revision, _, true, _, _): true
            default: false
            }
        }
        var breaches: [Breach] = []
        if taken.count > 1 + again {
            breaches.append(
                breach(5, "\(draft.key) reached its customer \(taken.count) times", id, taken[1].at)
            )
        }
        switch draft.state {
        case .approved, .sending:
            breaches.append(breach(5, "\(draft.mark) is still \(draft.state.rawValue)", id))
        case .sent where taken.isEmpty && !isSettled:
            breaches.append(breach(5, "\(draft.mark) counts as sent and is nowhere", id))
        case .sent where !isSettled && !wasTold(id, ["\(id) sent to"]):
            breaches.append(breach(5, "nobody was told that \(draft.mark) was sent", id))
        case .failed where !taken.isEmpty:
            breaches.append(breach(5, "\(draft.mark) failed and has arrived", id, taken[0].at))
        case .failed where !wasTold(id, ["\(id) \(draft.mark) ", "was not delivered"]):
            breaches.append(breach(5, "nobody was told that \(draft.mark) failed", id))
        case .unknown where !wasTold(id, ["\(id) \(draft.mark) ", "may or may not"]):
            breaches.append(breach(5, "nobody was told that \(draft.mark) is unknown", id))
        case .sent where draft.thread?.rest.isEmpty == false && !isFollowed(draft, id):
            breaches.append(breach(5, "what follows \(draft.mark) is lost", id))
        case .waiting, .held, .rejected, .voided:
            if let first = taken.first, !history.contains(where: { $0.leftBefore(draft.revision) })
            {
                breaches.append(
                    breach(5, "\(draft.mark) was called back and arrived", id, first.at))
            }
        default: break
        }
        return breaches
    }

    /// What was left of its thread became a draft.
    private func isFollowed(_ draft: Draft, _ id: CaseID) -> Bool {
        (cases[id]?.drafts ?? []).contains {
            $0.thread?.after == draft.mark && $0.revision > draft.revision
        }
    }

    /// A room was told, or was told that it may not have been.
    func wasTold(_ id: CaseID, _ words: [String]) -> Bool {
        (index.posts[id] ?? []).contains { record in
            guard words.allSatisfy(record.words.contains) else { return false }
            return record.shownAt != nil || record.wasRefused || record.wasInDoubt
        }
    }
}

extension StoredEvent {
    /// The reply left, so that it may have arrived whatever became of it.
    fileprivate func leftBefore(_ revision: Int) -> Bool {
        if case .replyDeparted(revision, _, _) = fact { true } else { false }
    }
}
