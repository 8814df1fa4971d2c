/// A service level that people have to hear of: one case's part of a line that may name several.
package struct Reminder: Hashable, Sendable {
    package var brief: CaseBrief
    /// Too late, and not only soon.
    package var isBreach: Bool
}

extension Reminder {
    /// Cases that one line names; more are counted.
    package static let namedMax = 10

    /// What is told because of all these, which came at one time: one line for each queue and
    /// kind, and one for each person who holds some of them.
    package static func announcements(for reminders: [Reminder]) -> [Announcement] {
        var announcements: [Announcement] = []
        for isBreach in [true, false] {
            let all = reminders.filter { $0.isBreach == isBreach }.map(\.brief)
                .sorted { $0.isMoreUrgent(than: $1) }
            for queue in all.map(\.queue).once {
                let audiences: [Audience] =
                    isBreach ? [.queue(queue), .approvals(queue)] : [.queue(queue)]
                announcements.append(
                    announcement(all.filter { $0.queue == queue }, isBreach, to: audiences))
            }
            for holder in all.compactMap(\.holder).once {
                announcements.append(
                    announcement(
                        all.filter { $0.holder == holder }, isBreach, to: [.person(holder)]))
            }
        }
        return announcements
    }

    private static func announcement(
        _ briefs: [CaseBrief], _ isBreach: Bool, to audiences: [Audience]
    ) -> Announcement {
        let named = Array(briefs.prefix(namedMax))
        return Announcement(
            to: audiences, lane: briefs.contains { $0.priority == .p1 } ? .urgent : .normal,
            isBreach
                ? .overdue(named, total: briefs.count) : .dueSoon(named, total: briefs.count))
    }
}

extension CaseBrief {
    fileprivate func isMoreUrgent(than other: CaseBrief) -> Bool {
        if priority != other.priority { return priority < other.priority }
        let (mine, theirs) = (dueAt?.milliseconds ?? .max, other.dueAt?.milliseconds ?? .max)
        return mine == theirs ? id < other.id : mine < theirs
    }
}

extension Sequence where Element: Hashable {
    /// Each once, in the order of first coming.
    fileprivate var once: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
