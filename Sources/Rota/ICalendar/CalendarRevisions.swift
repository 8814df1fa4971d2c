import Casework

/// Events that say something of one another: of those with one UID and one occurrence the newest
/// counts, and those with a RECURRENCE-ID stand for an occurrence of the others (RFC 5545, 3.8.4.4).
struct CalendarRevisions {
    /// In the order of the file.
    private(set) var kept: [CalendarEvent] = []
    /// The beginnings that others stand for, by UID.
    private(set) var replaced: [String: Set<Instant>] = [:]

    private struct Key: Hashable {
        var uid: String
        var occurrence: Instant?
    }

    /// How long those are that come again, by UID.
    private var lengths: [String: CalendarLength] = [:]

    init(_ events: [CalendarEvent]) {
        var newest: [Key: Int] = [:]
        for (index, event) in events.enumerated() where !event.uid.isEmpty {
            let key = Key(uid: event.uid, occurrence: event.replaces?.instant)
            if let other = newest[key], events[other].sequence > event.sequence { continue }
            newest[key] = index
        }
        for (index, event) in events.enumerated() {
            guard !event.uid.isEmpty else {
                kept.append(event)
                continue
            }
            let key = Key(uid: event.uid, occurrence: event.replaces?.instant)
            guard newest[key] == index else { continue }
            kept.append(event)
            if let occurrence = key.occurrence {
                replaced[event.uid, default: []].insert(occurrence)
            } else {
                lengths[event.uid] = event.length
            }
        }
    }

    /// An occurrence that does not say how long it is is as long as the others.
    func lengthened(_ event: CalendarEvent) -> CalendarEvent {
        guard event.replaces != nil, !event.hasOwnLength, let length = lengths[event.uid] else {
            return event
        }
        var longer = event
        longer.length = length
        return longer
    }
}
