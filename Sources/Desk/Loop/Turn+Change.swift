import CaseStore
import Casework

extension Turn {
    /// A new configuration, decided under the old one. A queue with open cases does not
    /// disappear: nothing is taken over then. The holders' cases of who leaves stay theirs until
    /// somebody takes them, and their rooms are told.
    mutating func take(_ change: DeskChange) throws {
        let gone = change.queuesGone(from: desk)
        outcome.queuesInUse = try gone.isEmpty ? [] : queues(inUseAmong: gone)
        guard outcome.queuesInUse.isEmpty else { return }
        try store.record(
            [.configChanged(keys: change.keys)], matter: nil, before: nil, by: nil, via: nil,
            at: now)
        if change.setup.settings.priority != desk.priority {
            try store.reassessOpenCases(from: now, within: Intake.reassessingTakes)
        }
        for person in change.leavers(of: directory.people) { try tellHolding(of: person) }
    }

    private func queues(inUseAmong gone: [QueueName]) throws -> [QueueName] {
        let inUse = try store.caseCounts().filter { $0.phase.isOpen && $0.count > 0 }
        return gone.filter { name in inUse.contains { $0.queue == name } }
    }

    private mutating func tellHolding(of person: PersonID) throws {
        let held = try store.cases(
            CaseQuery(
                phases: Phase.allCases.filter(\.isOpen), holder: person,
                limit: CaseQuery.limitMax))
        for queue in desk.queues.map(\.name) {
            let matters = held.filter { $0.queue == queue }.map(\.id)
            guard !matters.isEmpty else { continue }
            try post(
                Announcement(
                    to: [.queue(queue)], .gone(person, holding: matters.sorted())),
                about: nil, origin: nil)
        }
    }
}
