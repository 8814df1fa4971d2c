import CaseStore
import Casework

// 9. The audit tells the truth: it is whole, it gives the rows, and it is the story that rooms and
// receivers saw.
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
            guard case .replySent(let revision, _, _) = event.fact, let id = event.matter,
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
