import CaseStore
import Casework
import Chat

extension Intake {
    /// Tells each queue's rooms what came in without ringing.
    func speakOfArrivals(_ state: inout LoopState) {
        for digest in state.digests.due(at: setup.clock.uptime(), every: gathers) {
            let rooms = setup.settings.queue(named: digest.queue)?.rooms ?? []
            for place in rooms.flatMap(directory.places) { announcer.tell(digest, in: place) }
        }
    }

    func gathers(_ queue: QueueName) -> Lapse? {
        setup.settings.queue(named: queue)?.digest
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
