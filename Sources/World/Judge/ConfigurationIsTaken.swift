import CaseStore
import Casework

// 3, too: a configuration that is taken over while the desk runs holds at once. Whoever is no longer
// of the desk is nobody, and what they hold is free unless a draft keeps it.
extension Evidence {
    /// Those on which a desk may have run at some moment of that time.
    func adoptions(from: Lapse, to: Lapse) -> [Adoption] {
        let all = chronicle.adoptions
        return all.indices.filter { index in
            let end = all.indices.contains(index + 1) ? all[index + 1].at : Plan.day + Plan.rest
            return all[index].at <= to && end >= from
        }.map { all[$0] }
    }

    /// At every moment around then.
    func isOfDesk(_ person: PersonID, around at: Lapse) -> Bool {
        let from = Lapse(milliseconds: at.milliseconds - Evidence.turning.milliseconds)
        return adoptions(from: from, to: at + Evidence.turning).allSatisfy {
            $0.people.contains(person)
        }
    }

    /// Between a change that is written and one that everybody knows of.
    private static let turning = Lapse.seconds(60)

    func configurationIsTaken() -> [Breach] {
        guard chronicle.adoptions.contains(where: { $0.people.count < world.staff.count }) else {
            return []
        }
        return events.compactMap(strangers) + events.flatMap(left)
    }

    private func strangers(_ event: StoredEvent) -> Breach? {
        guard let person = event.by, let at = onDisk(event.sequence) else { return nil }
        let from = Lapse(milliseconds: at.milliseconds - Evidence.turning.milliseconds)
        let known = adoptions(from: from, to: at).contains { $0.people.contains(person) }
        return known
            ? nil
            : breach(3, "\(person) is not of the desk and did \(event.type)", event.matter, at)
    }

    /// What they held is nobody's with the same decision.
    private func left(_ event: StoredEvent) -> [Breach] {
        guard case .configChanged = event.fact, let at = onDisk(event.sequence),
            let next = chronicle.adoptions.first(where: { $0.at >= at }),
            let before = chronicle.adoptions.last(where: { $0.at < at }),
            !chronicle.lives.contains(where: { $0.begun > before.at && $0.begun <= next.at })
        else { return [] }
        let leavers = before.people.subtracting(next.people)
        return leavers.isEmpty
            ? [] : caseIDs.compactMap { kept($0, by: leavers, after: event, at) }
    }

    private func kept(
        _ id: CaseID, by leavers: Set<PersonID>, after change: StoredEvent, _ at: Lapse
    ) -> Breach? {
        let own = ofCase[id] ?? []
        guard let first = own.first, first.sequence < change.sequence, let fact = first.fact,
            var matter = Case(opening: fact, id: id, at: first.at)
        else { return nil }
        for event in own.dropFirst()
        where event.sequence < change.sequence || event.at == change.at && event.by == nil {
            if let fact = event.fact { matter.apply(fact, by: event.by, at: event.at) }
        }
        guard let holder = matter.holder, leavers.contains(holder), matter.phase == .claimed,
            matter.liveDraft == nil
        else { return nil }
        return breach(2, "\(holder) is not of the desk any more and holds \(id)", id, at)
    }
}
