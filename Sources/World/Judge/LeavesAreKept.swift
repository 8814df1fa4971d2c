import CaseStore
import Casework

// 2, too: whoever says that they are away keeps no case for long that nobody else could take.
extension Evidence {
    /// They are looked at once a minute, and what failed is tried again.
    private static let patience = Lapse.minutes(3)

    private struct Leaving {
        var from: Instant
        var to: Instant
    }

    func leavesAreKept() -> [Breach] {
        guard !hasJumps else { return [] }
        let leaves = leaves()
        return leaves.isEmpty ? [] : caseIDs.flatMap { kept($0, leaves) }
    }

    private func leaves() -> [PersonID: [Leaving]] {
        var leaves: [PersonID: [Leaving]] = [:]
        for event in events {
            switch event.fact {
            case .personAway(let person, let until):
                close(&leaves[person, default: []], event.at)
                leaves[person, default: []].append(
                    Leaving(from: event.at, to: until ?? Instant(milliseconds: .max / 4)))
            case .personBack(let person): close(&leaves[person, default: []], event.at)
            default: break
            }
        }
        return leaves
    }

    private func close(_ leaves: inout [Leaving], _ at: Instant) {
        guard let last = leaves.indices.last else { return }
        leaves[last].to = min(leaves[last].to, at)
    }

    private func kept(_ id: CaseID, _ leaves: [PersonID: [Leaving]]) -> [Breach] {
        let own = ofCase[id] ?? []
        guard let first = own.first, let fact = first.fact,
            var matter = Case(opening: fact, id: id, at: first.at)
        else { return [] }
        var breaches: [Breach] = []
        // Since when it has been somebody's with nothing that keeps it.
        var idle: (holder: PersonID, since: Instant)?
        for event in own.dropFirst() {
            if let fact = event.fact { matter.apply(fact, by: event.by, at: event.at) }
            let holder =
                matter.phase == .claimed && matter.liveDraft == nil ? matter.holder : nil
            guard holder != idle?.holder else { continue }
            if let idle { breaches += kept(id, idle, to: event.at, leaves) }
            idle = holder.map { ($0, event.at) }
        }
        if let idle { breaches += kept(id, idle, to: world.wall.now(), leaves) }
        return breaches
    }

    private func kept(
        _ id: CaseID, _ idle: (holder: PersonID, since: Instant), to end: Instant,
        _ leaves: [PersonID: [Leaving]]
    ) -> [Breach] {
        (leaves[idle.holder] ?? []).compactMap { leave in
            let due = max(leave.from, idle.since) + world.settings.policy.awayGrace
            let late = due + Self.patience
            guard late < min(end, leave.to) else { return nil }
            // Without jumps the wall is as far ahead as ever.
            let at =
                Lapse(milliseconds: (due - world.wall.now()).milliseconds)
                + world.scheduler.now
            guard wasWell(from: at, to: at + Self.patience), isOfDesk(idle.holder, around: at)
            else { return nil }
            return breach(2, "\(idle.holder) is away and kept \(id)", id, at)
        }
    }
}
