import CaseStore
import Casework
import Phrasebook
import Rota

/// Looking at what came out of hours.
extension Looker {
    static let digestMax = 40

    /// Of the queue that is named, or of those that are worked in the room, or by whoever asks.
    func digest(
        _ typed: String?, by person: Person?, in room: RoomPlace?, _ wording: Wording
    ) async throws -> [Line] {
        let queues = try queues(typed, person, room)
        let now = setup.clock.now()
        let rota = setup.rota.rota
        let digests = try await store.read { store in
            try queues.compactMap { queue -> Digest? in
                guard let closed = rota.hours(of: queue)?.lastClosed(before: now) else {
                    return nil
                }
                return try DigestReading(store: store, queue: queue).digest(
                    from: closed.from ?? now - DigestReading.reach, to: closed.to, now: now,
                    listed: Self.digestMax)
            }
        }
        return wording.digest(digests, of: queues)
    }

    private func queues(
        _ typed: String?, _ person: Person?, _ room: RoomPlace?
    ) throws -> [QueueName] {
        let all = setup.settings.queues
        if let typed {
            let folded = typed.lowercased()
            guard let queue = all.first(where: { $0.name.rawValue.lowercased() == folded }) else {
                throw Refusal.unknownQueue(typed)
            }
            return [queue.name]
        }
        let here = all.filter { queue in
            room.map { (queue.rooms + queue.oncall).contains($0.name) } ?? false
        }
        let own = all.filter { queue in
            person.map { $0.worksIn(queue.name) || $0.may(.oncall, in: queue.name) } ?? false
        }
        let found = here.isEmpty ? own : here
        return (found.isEmpty ? all : found).map(\.name)
    }
}
