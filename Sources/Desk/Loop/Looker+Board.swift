import CaseStore
import Casework
import Phrasebook

extension Looker {
    /// Drafts counted for the board.
    private static let draftsMax = CaseQuery.limitMax

    /// How the queues stand that somebody supervises, and who is here.
    func board(by person: Person?, _ wording: Wording) async throws -> [Line] {
        let queues = setup.settings.queues.filter { person?.may(.supervisor, in: $0.name) ?? false }
        guard !queues.isEmpty else { throw Refusal.notAllowed(nil, needs: .supervisor) }
        let now = setup.clock.now()
        let rows = try await store.read { store in
            let counts = try store.caseCounts()
            let drafts = try store.waitingDrafts(in: nil, limit: Self.draftsMax)
            return try queues.map { queue in
                var row = BoardQueue(
                    name: queue.name,
                    waits: try store.waits(
                        in: queue.name, now: now, soon: now + queue.warnBeforeMax))
                for count in counts where count.queue == queue.name && count.phase.isOpen {
                    row.add(count)
                }
                row.drafts = drafts.filter { $0.row.queue == queue.name }.count
                return row
            }
        }
        return wording.board(rows, try await colleagues())
    }
}

extension BoardQueue {
    fileprivate init(name: QueueName, waits: QueueWaits) {
        self.init(
            name: name, overdue: waits.overdue, warned: waits.warned, oldest: waits.oldest)
    }

    fileprivate mutating func add(_ count: CaseCount) {
        open += count.count
        if count.phase == .new { free += count.count }
        if count.priority == .p1 { urgent += count.count }
    }
}
