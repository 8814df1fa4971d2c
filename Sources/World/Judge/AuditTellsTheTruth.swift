import CaseStore
import Casework
import Chat

// 9. The audit tells the truth: it is whole, it gives the rows, and it is the story that rooms and
// receivers saw.
extension String {
    fileprivate var asMark: Mark { Mark(self) }
}

extension Evidence {
    func theAuditTellsTheTruth() -> [Breach] {
        var breaches: [Breach] = []
        if let broken = audit.broken {
            breaches.append(breach(9, "the chain breaks at \(broken.sequence): \(broken.fault)"))
        }
        if !replay.holds {
            breaches.append(
                breach(
                    9, "replaying gives other rows of \(replay.differing)", replay.differing.first))
        }
        return breaches + story() + commitments() + sendings()
            + chronicle.postOrder.compactMap(told)
    }

    /// What the relay was told: every event, in order, and as it stands in the audit.
    private func story() -> [Breach] {
        var next: Int64 = 1
        var breaches: [Breach] = []
        for record in chronicle.relayed {
            if record.sequence > next {
                breaches.append(
                    breach(
                        9, "event \(next) was never told, \(record.sequence) was", nil, record.at))
                next = record.sequence
            }
            if record.sequence == next { next += 1 }
            let event =
                events.indices.contains(Int(record.sequence) - 1)
                ? events[Int(record.sequence) - 1] : nil
            if event?.hash != record.hash || event?.type != record.type {
                breaches.append(
                    breach(9, "event \(record.sequence) was told and is another", nil, record.at))
            }
        }
        return breaches
    }

    /// What a room was told has happened, as anybody reads it.
    private func told(_ record: PostRecord) -> Breach? {
        guard let at = record.post.createdAt, let line = record.post.lines.first?.words else {
            return nil
        }
        let id: Int64
        let isSo: (Fact) -> Bool
        switch Sight.read(line).1 {
        case .approved(let number, let mark):
            id = number
            isSo = { if case .draftApproved(_, mark.asMark, _, _, _) = $0 { true } else { false } }
        case .sentBack(let number, let mark):
            id = number
            isSo = { if case .draftRejected(_, mark.asMark, _) = $0 { true } else { false } }
        case .calledBack(let number, let mark):
            id = number
            isSo = { if case .draftUndone(_, mark.asMark) = $0 { true } else { false } }
        case .failed(let number, let mark):
            id = number
            isSo = { if case .replyFailed(_, mark.asMark, _) = $0 { true } else { false } }
        case .unknown(let number, let mark):
            id = number
            isSo = { if case .replyUnknown(_, mark.asMark, _) = $0 { true } else { false } }
        case .sent(let number), .begun(let number):
            id = number
            isSo = { if case .replySent = $0 { true } else { false } }
        default: return nil
        }
        let matter = CaseID(id)
        // Looking at a case says what has happened at any time.
        let isThere = (ofCase[matter] ?? []).contains { event in
            event.at <= at || hasJumps ? event.fact.map(isSo) ?? false : false
        }
        guard !isThere else { return nil }
        return breach(9, "a room was told what never happened: \(line)", matter, record.at)
    }

    /// What was on disk once is there for ever.
    private func commitments() -> [Breach] {
        let last = chronicle.commits.last?.last ?? 0
        guard let final = events.last?.sequence ?? (last == 0 ? 0 : nil), final >= last else {
            return [breach(9, "events up to \(last) were on disk and are gone")]
        }
        return []
    }

    /// Each reply that counts as sent was taken in before.
    private func sendings() -> [Breach] {
        let taken = Dictionary(grouping: chronicle.taken) { $0.key }
        return events.compactMap { event in
            guard case .replySent(let revision, _, _, _) = event.fact, let id = event.matter,
                let key = cases[id]?.drafts.first(where: { $0.revision == revision })?.key,
                let at = onDisk(event.sequence)
            else { return nil }
            guard taken[key]?.contains(where: { $0.at <= at }) ?? false else {
                return breach(9, "\(key) counts as sent and nobody had taken it", id, at)
            }
            return nil
        }
    }
}
