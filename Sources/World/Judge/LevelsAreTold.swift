import CaseStore
import Casework

// 6. Service levels: by when a customer is to be answered follows the settings and the priority;
// people are warned of it once at most and told of a breach exactly once, in a room, while nobody
// had answered; and nothing of it is missing where the desk was there to notice.
extension Evidence {
    /// What a desk that is well may take to notice, beside the minute at which reminders come.
    private static let grace = Lapse.minutes(2)

    func levels(_ id: CaseID) -> [Breach] {
        let events = ofCase[id] ?? []
        guard let first = events.first, let fact = first.fact,
            var matter = Case(opening: fact, id: id, at: first.at)
        else { return [] }
        var breaches: [Breach] = []
        // Since when the customer has been promised this: who becomes urgent may be late at once.
        var promisedAt = first.at
        for (index, event) in events.enumerated() {
            if index > 0, let fact = event.fact {
                breaches += reminder(fact, event, matter)
                let before = matter
                matter.apply(fact, by: event.by, at: event.at)
                if before.clock != nil, matter.clock == nil || fact.isReply {
                    breaches += unnoticed(before, since: promisedAt, until: event)
                }
                if deadline(matter)?.due != deadline(before)?.due { promisedAt = event.at }
            }
            let isLast =
                events.indices.contains(index + 1) ? events[index + 1].at != event.at : true
            if isLast { breaches += outdated(matter, event) }
        }
        return breaches + missing(matter, since: promisedAt)
    }

    private func deadline(_ matter: Case) -> Deadline? {
        guard let since = matter.clock?.since else { return nil }
        return world.settings.queue(named: matter.queue)?
            .deadline(matter.response, matter.priority, since: since)
    }

    /// A decision leaves no due time behind that is not the one that was promised.
    private func outdated(_ matter: Case, _ event: StoredEvent) -> [Breach] {
        guard matter.clock?.dueAt != deadline(matter)?.due else { return [] }
        let words = "\(matter.id) has another due time than its priority promises"
        return [breach(6, words, matter.id, onDisk(event.sequence))]
    }

    private func reminder(_ fact: Fact, _ event: StoredEvent, _ before: Case) -> [Breach] {
        let isBreach: Bool
        switch fact {
        case .levelWarned: isBreach = false
        case .levelBreached: isBreach = true
        default: return []
        }
        func wrong(_ words: String) -> [Breach] {
            [breach(6, "\(before.id) \(words)", before.id, onDisk(event.sequence))]
        }
        guard let clock = before.clock, let deadline = deadline(before) else {
            return wrong("was called late, and nobody waits there")
        }
        if clock.breachedAt != nil { return wrong("was called late again") }
        if !isBreach, clock.warnedAt != nil { return wrong("was warned of twice") }
        if event.at < (isBreach ? deadline.breachesAt : deadline.warnsAt) {
            return wrong("was called late too early")
        }
        let told = (index.reminders[event.at] ?? []).contains { record in
            record.words.contains("\(before.id) ") || record.words.contains(" more. ")
        }
        return told ? [] : wrong("is late, and nobody was told")
    }

    /// A clock that ended long after its time without a word.
    private func unnoticed(
        _ before: Case, since promisedAt: Instant, until event: StoredEvent
    ) -> [Breach] {
        guard let clock = before.clock, clock.breachedAt == nil, !hasJumps,
            let deadline = deadline(before), let end = onDisk(event.sequence)
        else { return [] }
        let late = event.at - max(deadline.breachesAt, promisedAt)
        guard late > Self.grace else { return [] }
        let from = Lapse(milliseconds: end.milliseconds - late.milliseconds)
        guard wasWell(from: from, to: from + Self.grace) else { return [] }
        return [breach(6, "\(before.id) was answered late, and nobody was told", before.id, end)]
    }

    func wasWell(from: Lapse, to: Lapse) -> Bool {
        chronicle.lives.contains { $0.begun <= from && ($0.ended ?? to) >= to }
            && !chronicle.disturbances.contains { $0.overlaps(from...to) }
    }

    /// In the end the desk has had all the time that it needs.
    private func missing(_ matter: Case, since promisedAt: Instant) -> [Breach] {
        guard let clock = matter.clock, let deadline = deadline(matter), clock.breachedAt == nil
        else { return [] }
        let now = world.wall.now()
        if max(deadline.breachesAt, promisedAt) + Self.grace < now {
            return [breach(6, "\(matter.id) is late, and nobody was told", matter.id)]
        }
        if clock.warnedAt == nil, max(deadline.warnsAt, promisedAt) + Self.grace < now {
            return [breach(6, "\(matter.id) is soon late, and nobody was warned", matter.id)]
        }
        return []
    }
}

extension Fact {
    fileprivate var isReply: Bool {
        switch self {
        case .replySent, .replySettled(_, _, true, _, _): true
        default: false
        }
    }
}
