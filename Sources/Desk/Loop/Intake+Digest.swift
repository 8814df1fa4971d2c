import CaseStore
import Casework
import Chat

extension Intake {
    /// Tells each queue's rooms what came in without ringing.
    func speakOfArrivals(_ state: inout LoopState) {
        let open = Set(state.openLinks.keys)
        let due = state.digests.due(at: setup.clock.uptime()) { gathers($0, whileOpen: open) }
        for digest in due {
            for place in places(of: digest.queue) { announcer.tell(digest, in: place) }
        }
    }

    /// How long a queue's digest gathers; nothing where none is said, or none of its rooms can be
    /// told: then it goes on gathering.
    func gathers(_ queue: QueueName, whileOpen open: Set<NetworkName>) -> Lapse? {
        guard places(of: queue).contains(where: { open.contains($0.network) }) else { return nil }
        return setup.settings.queue(named: queue)?.digest
    }

    private func places(of queue: QueueName) -> [RoomPlace] {
        (setup.settings.queue(named: queue)?.rooms ?? []).flatMap(directory.places)
    }

    /// What the process before did not come to tell.
    static func untold(
        _ settings: DeskSettings, in store: any CaseReading, now: Instant
    ) throws -> [DigestBook.Arrival] {
        try settings.queues.flatMap { queue -> [DigestBook.Arrival] in
            guard let digest = queue.digest else { return [] }
            return try store.cases(
                CaseQuery(phases: [.new], queue: queue.name, free: true, limit: 200)
            ).filter { $0.priority != .p1 && $0.openedAt + digest > now }.map {
                DigestBook.Arrival(queue: queue.name, priority: $0.priority, text: $0.opening)
            }
        }
    }
}
