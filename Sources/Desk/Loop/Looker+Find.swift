import CaseStore
import Casework
import Phrasebook

extension Looker {
    /// What has happened and is not read yet goes without saying as long as it is so little, and
    /// something else was found.
    static let unreadMin: Int64 = 100

    /// The newest cases in which all of it stands, each with a line of what stands there. The index
    /// knows how things were a moment ago: what is shown is looked at as it is now.
    func find(
        _ query: FindQuery, in room: RoomPlace?, _ wording: Wording
    ) async throws -> [Line] {
        let (found, seen, stale) = try await store.read { store in
            let found = try store.find(query, limit: Self.countMax)
            var seen: [FoundCase] = []
            var stale = 0
            for id in found.cases where seen.count < Self.listMax {
                guard let matter = try store.matter(id),
                    let glimpse = query.glimpse(in: matter, notes: try store.notes(of: id))
                else {
                    stale += 1
                    continue
                }
                seen.append(FoundCase(matter, glimpse))
            }
            return (found, seen, stale)
        }
        if let part = found.tooWide { return wording.tooWide(part) }
        let shows = showsText(in: room)
        let shown = seen.map { shows ? $0 : $0.withoutCustomerText() }
        let reach = FindReach(
            total: found.cases.count - stale, hasMore: found.hasMore,
            gaps: gaps(of: found, isEmpty: seen.isEmpty),
            missing: found.missing)
        return wording.find(shown, for: query, reach)
    }

    private func gaps(of found: Found, isEmpty: Bool) -> [FindReach.Gap] {
        var gaps: [FindReach.Gap] = []
        if let gap = found.gaveUp { gaps.append(.gaveUp(backTo: gap.backTo)) }
        if let gap = found.reading { gaps.append(.reading(backTo: gap.backTo)) }
        let isSaid = found.unread > (isEmpty ? 0 : Self.unreadMin)
        if isSaid { gaps.append(.unread(found.unread)) }
        return gaps
    }
}

extension FoundCase {
    fileprivate func withoutCustomerText() -> FoundCase {
        guard glimpse.source == .mention else { return self }
        var discreet = self
        discreet.glimpse.excerpt = Mention.keptBack
        discreet.glimpse.isCutBefore = false
        return discreet
    }
}
