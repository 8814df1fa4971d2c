import CaseStore
import Casework

extension Turn {
    /// A new configuration, decided under the old one. A queue with open cases does not
    /// disappear: nothing is taken over then. The cases of whoever leaves are free again, but for
    /// those with a draft, which stay theirs until somebody takes them; their rooms are told.
    mutating func take(_ change: DeskChange) throws {
        let gone = change.queuesGone(from: desk)
        outcome.queuesInUse = try gone.isEmpty ? [] : queues(inUseAmong: gone)
        guard outcome.queuesInUse.isEmpty else { return }
        try store.record(
            [.configChanged(keys: change.keys)], matter: nil, before: nil, by: nil, via: nil,
            at: now)
        try endPlans(in: change.setup.settings)
        let settings = change.setup.settings.laying(outcome.plans ?? desk.running)
        try tellOfChangedPlans(under: change.setup.settings)
        // What is more urgent now, whose it is, and by when customers are to be answered.
        if settings.concernsWhatWaits(otherThan: desk) {
            try store.reassessOpenCases(from: now, within: Intake.reassessingTakes)
        }
        for person in change.leavers(of: directory.people) { try freeCases(of: person) }
    }

    /// What was let go, or shown to be approved, in another mode than the desk begins in stops:
    /// whoever let it go knew where it would end.
    mutating func begin(forPractice practice: Bool) throws {
        let before = try store.wasForPractice()
        guard before != practice else { return }
        try store.begins(forPractice: practice)
        guard before != nil else { return }
        var news = HeldNews()
        for id in try store.casesWithLiveDraft() {
            guard let matter = try store.matter(id) else { continue }
            var decision = try decision(on: matter, .mode(practice: practice))
            for announcement in decision.takeHolds() {
                let targets = directory.targets(announcement.audiences, origin: nil, desk: desk)
                for target in targets { news.add(announcement, about: id, at: target) }
            }
            try write(decision, before: matter, actor: nil, origin: nil)
        }
        for place in news.places { try tell(place, practice: practice) }
    }

    /// A few holds are told one by one. Of many there is one line: those that it names have been
    /// told by it, and whoever wants another one to go hears first what holds it.
    private mutating func tell(_ place: HeldNews.Place, practice: Bool) throws {
        guard place.matters > HeldNews.aloneMax else {
            for (id, announcement) in place.told {
                let root = try root(
                    of: announcement, at: place.target, about: id, origin: nil)
                _ = try put(announcement, at: place.target, about: id, under: root)
            }
            return
        }
        let named = place.told.compactMap(\.announcement.heldByMode).prefix(HeldNews.namedMax)
        _ = try put(
            Announcement(
                to: [], lane: .urgent,
                .heldByMode(
                    practice: practice, named: Array(named), total: place.matters, at: now),
                purpose: .hold), at: place.target, about: nil, under: nil)
    }

    private func queues(inUseAmong gone: [QueueName]) throws -> [QueueName] {
        let inUse = try store.caseCounts().filter { $0.phase.isOpen && $0.count > 0 }
        return gone.filter { name in inUse.contains { $0.queue == name } }
    }

    mutating func freeCases(of person: PersonID) throws {
        let held = try store.cases(
            CaseQuery(
                phases: Phase.allCases.filter(\.isOpen), holder: person, order: .urgency,
                limit: CaseQuery.limitMax))
        var freed: [QueueName: [CaseID]] = [:]
        var kept: [QueueName: [CaseID]] = [:]
        for row in held {
            guard let matter = try store.matter(row.id) else { continue }
            let decision = try decide(matter, .giveBack(from: person, forGood: true))
            if decision.facts.isEmpty {
                kept[row.queue, default: []].append(row.id)
            } else {
                freed[row.queue, default: []].append(row.id)
            }
        }
        for queue in Set(held.map(\.queue)).sorted() {
            try post(
                Announcement(
                    to: [.queue(queue)],
                    .gone(person, freed: freed[queue] ?? [], holding: kept[queue] ?? [])),
                about: nil, origin: nil)
        }
    }
}

/// What a change of mode holds, place by place.
private struct HeldNews {
    /// So many are told one by one in one place.
    static let aloneMax = 5
    /// So many of more than that are named.
    static let namedMax = 5

    struct Place {
        var target: Target
        var told: [(id: CaseID, announcement: Announcement)] = []
        /// How many cases are told of.
        var matters = 0
    }
    private(set) var places: [Place] = []

    /// What is told of one case comes together.
    mutating func add(_ announcement: Announcement, about id: CaseID, at target: Target) {
        let index = places.firstIndex { $0.target == target } ?? places.endIndex
        if index == places.endIndex { places.append(Place(target: target)) }
        if places[index].told.last?.id != id { places[index].matters += 1 }
        places[index].told.append((id, announcement))
    }
}

extension Decision {
    /// What rooms are to be told of holds; it is told by somebody else. What the brake holds too is
    /// told of in any case: once that is off, nobody who wants it to go is told anything first.
    fileprivate mutating func takeHolds() -> [Announcement] {
        if case .brake = matter?.liveDraft?.hold { return [] }
        let holds = announcements.filter(\.tellsRoomsOfHold)
        announcements.removeAll(where: \.tellsRoomsOfHold)
        return holds
    }
}

extension Announcement {
    fileprivate var tellsRoomsOfHold: Bool {
        guard case .held = notice else { return false }
        return !audiences.contains { if case .person = $0 { true } else { false } }
    }

    /// The draft that it tells of, where nothing but the change of mode holds that.
    fileprivate var heldByMode: Notice.HeldDraft? {
        guard purpose == .hold, case .held(let brief, let draft, .mode, _, _) = notice else {
            return nil
        }
        return Notice.HeldDraft(
            id: brief.id, revision: draft.revision, mark: draft.mark,
            customer: brief.customer.handle)
    }
}
