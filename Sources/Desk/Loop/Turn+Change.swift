import CaseStore
import Casework

extension Turn {
    /// A new configuration, decided under the old one. A queue with open cases does not
    /// disappear: nothing is taken over then. The cases of whoever leaves are free again, but for
    /// those with a draft, which stay theirs until somebody takes them; their rooms are told.
    mutating func take(_ change: DeskChange) throws {
        let gone = change.queuesGone(from: desk)
        outcome.queuesInUse = try gone.isEmpty ? [] : queues(inUseAmong: gone)
        guard outcome.queuesInUse.isEmpty else { return }
        try store.record(
            [.configChanged(keys: change.keys)], matter: nil, before: nil, by: nil, via: nil,
            at: now)
        try endPlans(in: change.setup.settings)
        let settings = change.setup.settings.laying(outcome.plans ?? desk.running)
        try tellOfChangedPlans(under: change.setup.settings)
        // What is more urgent now, whose it is, and by when customers are to be answered.
        if settings.concernsWhatWaits(otherThan: desk) {
            try store.reassessOpenCases(from: now, within: Intake.reassessingTakes)
        }
        for person in change.leavers(of: directory.people) { try freeCases(of: person) }
    }

    /// What was let go, or shown to be approved, in another mode than the desk begins in stops:
    /// whoever let it go knew where it would end.
    mutating func begin(forPractice practice: Bool) throws {
        let before = try store.wasForPractice()
        guard before != practice else { return }
        try store.begins(forPractice: practice)
        guard before != nil else { return }
        for id in try store.casesWithLiveDraft() {
            guard let matter = try store.matter(id) else { continue }
            _ = try decide(matter, .mode(practice: practice))
        }
    }

    private func queues(inUseAmong gone: [QueueName]) throws -> [QueueName] {
        let inUse = try store.caseCounts().filter { $0.phase.isOpen && $0.count > 0 }
        return gone.filter { name in inUse.contains { $0.queue == name } }
    }

    mutating func freeCases(of person: PersonID) throws {
        let held = try store.cases(
            CaseQuery(
                phases: Phase.allCases.filter(\.isOpen), holder: person, order: .urgency,
                limit: CaseQuery.limitMax))
        var freed: [QueueName: [CaseID]] = [:]
        var kept: [QueueName: [CaseID]] = [:]
        for row in held {
            guard let matter = try store.matter(row.id) else { continue }
            let decision = try decide(matter, .giveBack(from: person, forGood: true))
            if decision.facts.isEmpty {
                kept[row.queue, default: []].append(row.id)
            } else {
                freed[row.queue, default: []].append(row.id)
            }
        }
        for queue in Set(held.map(\.queue)).sorted() {
            try post(
                Announcement(
                    to: [.queue(queue)],
                    .gone(person, freed: freed[queue] ?? [], holding: kept[queue] ?? [])),
                about: nil, origin: nil)
        }
    }
}
