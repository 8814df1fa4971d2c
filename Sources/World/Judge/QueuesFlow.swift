import CaseStore
import Casework

// 1, too: a case comes into its queue, or into the next one while too many wait there; and what
// comes without a ring is told to the rooms in a digest.
extension Evidence {
    func queuesFlow() -> [Breach] { overflows() + digests() }

    /// Counts who waits, event by event, as the desk had to.
    private func overflows() -> [Breach] {
        guard let care = world.settings.queues.first, let overflow = care.overflow,
            world.settings.queue(named: overflow.to) != nil
        else { return [] }
        var matters: [CaseID: Case] = [:]
        var waiting: Set<CaseID> = []
        var breaches: [Breach] = []
        var before = 0
        for event in events {
            guard let id = event.matter, let fact = event.fact else { continue }
            if matters[id] == nil {
                before = waiting.count
                matters[id] = Case(opening: fact, id: id, at: event.at)
            } else {
                matters[id]?.apply(fact, by: event.by, at: event.at)
            }
            if case .routed(let queue, let because) = fact, queue == care.name || because.isFull {
                if (before > overflow.above) != because.isFull {
                    breaches.append(
                        breach(
                            1, "\(id) came into \(queue) while \(before) waited in \(care.name)",
                            id, onDisk(event.sequence)))
                }
            }
            let waits = matters[id].map { $0.phase == .new && $0.queue == care.name } ?? false
            if waits { waiting.insert(id) } else { waiting.remove(id) }
        }
        return breaches
    }

    private static let grace = Lapse.minutes(2)

    /// One of middle priority is always told of.
    private func digests() -> [Breach] {
        guard let care = world.settings.queues.first, let every = care.digest else { return [] }
        let told = chronicle.postOrder.filter {
            $0.words.contains(" new in \(care.name) in the last ")
        }.map(\.at)
        return caseIDs.compactMap { id in
            guard let first = ofCase[id]?.first, let at = onDisk(first.sequence),
                case .opened(_, care.name, .p2, _, _, _, _) = first.fact,
                waits(id, as: first)
            else { return nil }
            let end = at + every + Self.grace
            // A network that is away longer than anything else goes on to be told nothing.
            let start = Lapse(milliseconds: at.milliseconds - Lapse.minutes(25).milliseconds)
            guard end < Plan.day, wasWell(from: start, to: end),
                !told.contains(where: { $0 >= at && $0 <= end })
            else { return nil }
            return breach(1, "\(id) came in, and no digest told of it", id, at)
        }
    }

    /// After the decision that opened it.
    private func waits(_ id: CaseID, as first: StoredEvent) -> Bool {
        guard let fact = first.fact, var matter = Case(opening: fact, id: id, at: first.at) else {
            return false
        }
        for event in (ofCase[id] ?? []).dropFirst() where event.at == first.at {
            if let fact = event.fact { matter.apply(fact, by: event.by, at: event.at) }
        }
        return matter.phase == .new && matter.queue == world.settings.queues[0].name
    }
}

extension String {
    fileprivate var isFull: Bool { hasSuffix(" is full") }
}
