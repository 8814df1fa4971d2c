import CaseStore
import Casework

/// What does not ring: cases that came into a queue since its last digest.
struct DigestBook {
    /// A digest without anything of middle priority waits until so many have gathered.
    static let quietMin = 10

    /// A case that waits in the queue and did not ring.
    struct Arrival: Sendable {
        var queue: QueueName
        var priority: Priority
        var text: String
    }

    private struct Page {
        var count = 0
        var middle = 0
        var refrain = Refrain()
        /// By uptime.
        var since: Lapse
    }
    private var pages: [QueueName: Page] = [:]

    /// What there is to say of one queue.
    struct Digest {
        var queue: QueueName
        var count: Int
        /// Of them, of middle priority.
        var middle: Int
        var lapse: Lapse
        var refrain: (word: String, count: Int)?
    }

    mutating func note(_ arrival: Arrival, at uptime: Lapse) {
        var page = pages[arrival.queue] ?? Page(since: uptime)
        if page.count == 0 { page.since = uptime }
        page.count += 1
        if arrival.priority == .p2 { page.middle += 1 }
        page.refrain.hear(arrival.text)
        pages[arrival.queue] = page
    }

    /// - Parameter every: how long a queue's digest gathers; nothing where none is said.
    mutating func due(at uptime: Lapse, every: (QueueName) -> Lapse?) -> [Digest] {
        var due: [Digest] = []
        for (queue, page) in pages {
            guard let end = end(queue, page, every), end <= uptime else { continue }
            due.append(
                Digest(
                    queue: queue, count: page.count, middle: page.middle,
                    lapse: Lapse(milliseconds: uptime.milliseconds - page.since.milliseconds),
                    refrain: page.refrain.word.map { ($0.0, $0.count) }))
            var next = Page(since: uptime)
            next.refrain = page.refrain
            next.refrain.turn()
            pages[queue] = next
        }
        return due.sorted { $0.queue < $1.queue }
    }

    func nextDue(every: (QueueName) -> Lapse?) -> Lapse? {
        pages.compactMap { end($0.key, $0.value, every) }.min()
    }

    private func end(
        _ queue: QueueName, _ page: Page, _ every: (QueueName) -> Lapse?
    ) -> Lapse? {
        guard page.middle > 0 || page.count >= Self.quietMin else { return nil }
        return every(queue).map { page.since + $0 }
    }
}
