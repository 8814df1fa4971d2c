import CaseStore
import Casework
import Rota

/// What came while a queue was closed, read from the store.
struct DigestReading {
    /// Cases that are looked at one by one; of more only the number is told.
    static let casesMax = 300
    /// How far back a digest goes where nobody told one for long.
    static let reach = Lapse.days(14)

    let store: any CaseReading
    let queue: QueueName

    /// - Parameters:
    ///   - end: when it opened; nothing while it is closed.
    ///   - listed: so many cases are told one by one.
    func digest(
        from start: Instant, to end: Instant?, now: Instant, listed: Int
    ) throws -> Digest {
        let begin = max(start, now - Self.reach)
        var digest = Digest(queue: queue, from: begin, to: end)
        let night = try store.happenings(
            from: begin, to: end ?? now + Lapse(milliseconds: 1), telling: Digest.types)
        var entries: [Digest.Entry] = []
        var looked = 0
        var isOurs: [CaseID: Bool] = [:]
        // The newest are the likeliest to be open.
        for id in night.touched.reversed() {
            guard looked < Self.casesMax else { break }
            let found = try store.matter(id)
            isOurs[id] = found?.queue == queue
            guard let matter = found, matter.queue == queue else { continue }
            looked += 1
            if begin <= matter.openedAt, matter.phase != .noise { digest.came += 1 }
            if let entry = Digest.Entry(matter) {
                entries.append(entry)
            } else if matter.phase != .noise {
                digest.done += 1
            }
        }
        let events = try night.events.filter { event in
            guard let id = event.matter else { return false }
            if isOurs[id] == nil { isOurs[id] = try store.matter(id)?.queue == queue }
            return isOurs[id] ?? false
        }
        add(events, to: &entries, &digest)
        entries.sort { $0.waitsLonger(than: $1) }
        digest.entries = Array(entries.prefix(listed))
        digest.more = entries.count - digest.entries.count
        let carried = try carried(besides: Set(entries.map(\.id)))
        digest.carried = Array(carried.prefix(listed))
        digest.carriedMore = carried.count - digest.carried.count
        return digest
    }

    /// Cases of digests before that still nobody has.
    func carried(besides told: Set<CaseID>) throws -> [Digest.Entry] {
        try store.carriedCases(of: queue).filter { !told.contains($0) }.prefix(Self.casesMax)
            .compactMap { try store.matter($0).flatMap(Digest.Entry.init) }
            .filter { $0.need == .nobodyHasIt }
            .sorted { $0.waitsLonger(than: $1) }
    }

    /// Who was paged, who acknowledged, and who was told when somebody answers.
    /// - Parameter events: of this queue's cases.
    private func add(
        _ events: [StoredEvent], to entries: inout [Digest.Entry], _ digest: inout Digest
    ) {
        var paged: [CaseID: Instant] = [:]
        for event in events {
            guard let id = event.matter else { continue }
            let index = entries.firstIndex { $0.id == id }
            switch event.type {
            case Digest.paged:
                digest.pages += 1
                guard case .paged(let step) = event.fact else { continue }
                if paged[id] == nil || step.isFirst { paged[id] = event.at }
                guard let index else { continue }
                if entries[index].pagedAt == nil { entries[index].pagedAt = event.at }
                entries[index].runAt = paged[id]
                if step.isFirst {
                    entries[index].acknowledgedAt = nil
                    entries[index].acknowledgedBy = nil
                }
                entries[index].paged += step.people.filter { !entries[index].paged.contains($0) }
            case Digest.acknowledged:
                if let since = paged[id] {
                    digest.slowest = max(digest.slowest ?? .zero, event.at - since)
                }
                if let index {
                    entries[index].acknowledgedAt = event.at
                    entries[index].acknowledgedBy = event.by
                    if case .pageAcknowledged(let person, _) = event.fact {
                        entries[index].acknowledgedBy = person
                    }
                }
            default:
                // What a plan says names no time.
                guard case .customerAcknowledged(_, _, let period, _) = event.fact,
                    Acknowledgement.plan(of: period) == nil
                else { continue }
                digest.customersTold += 1
                if let index { entries[index].isToldWhen = true }
            }
        }
    }
}
