import CaseStore
import Casework
import Rota

/// What each queue is told when it opens: once, late rather than never.
extension Turn {
    /// With what is told of all of them, ten lines.
    static let digestListed = 7

    mutating func tellMornings() throws {
        let told = try store.toldOpenings()
        for queue in desk.queues.map(\.name) {
            guard let hours = rota.rota.hours(of: queue),
                let closed = hours.lastClosed(before: now)
            else { continue }
            let last = told.first { $0.queue == queue }?.openedAt
            guard let opened = closed.to else {
                // Whoever begins in the night knows of no opening before it.
                if last == nil {
                    try store.setToldOpening(
                        ToldOpening(queue: queue, openedAt: closed.from ?? now))
                }
                continue
            }
            // A first start tells nothing of the past, and other hours do not make a morning of a
            // day that has begun.
            if let last, opened <= last || (closed.from.map { $0 < last } ?? false) { continue }
            try store.setToldOpening(ToldOpening(queue: queue, openedAt: opened))
            guard let last else { continue }
            // All that nobody was told of: a desk may have been down over several openings.
            let since = [hours.closes(after: last), closed.from].compactMap(\.self).min()
            try tell(queue, from: since ?? last, to: opened)
        }
    }

    private mutating func tell(
        _ queue: QueueName, from: Instant, to opened: Instant
    ) throws {
        let reading = DigestReading(store: store, queue: queue)
        var digest = try reading.digest(
            from: from, to: opened, now: now, listed: DigestReading.casesMax)
        let open = (digest.entries + digest.carried).filter { $0.need == .nobodyHasIt }
        try store.carry(open.map(\.id), in: queue)
        guard !digest.isEmpty else { return }
        digest.keep(Self.digestListed)
        try post(
            Announcement(to: [.oncall(queue), .queue(queue)], .rota(.morning(digest))),
            about: nil, origin: nil)
    }
}

extension Digest {
    fileprivate mutating func keep(_ count: Int) {
        more += max(0, entries.count - count)
        entries = Array(entries.prefix(count))
        carriedMore += max(0, carried.count - count)
        carried = Array(carried.prefix(count))
    }
}
