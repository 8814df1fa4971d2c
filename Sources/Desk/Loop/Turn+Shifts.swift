import CaseStore
import Casework
import Phrasebook
import Rota

/// Who is on call now, told when it is another than before: once, late rather than never.
extension Turn {
    /// Cases that are named when a shift changes.
    static let handedOverMax = 5
    /// How far ahead the end of a shift, and the next change, are looked for.
    private static let shiftHorizon = Lapse.days(35)
    static let rotaHorizon = Lapse.days(2)

    /// All that the rota asks for by now; and when it has to be looked at again.
    mutating func keepRota() throws {
        try endRotaActs()
        try tellShifts()
        try tellMornings()
        // By other hours other cases page, and at another time.
        if let hoursBefore, hoursBefore != rota.written.hours {
            try store.reassessOpenCases(from: now, within: Intake.reassessingTakes)
        }
        let window = Stretch(from: now, to: now + Self.rotaHorizon)
        let ends = rota.acts.map { $0.nextEnding(after: now) }.min()
        outcome.rotaWatch = LoopState.RotaWatch(
            edition: rota.edition, next: min(rota.rota.nextChange(over: window), ends ?? window.to),
            hours: rota.written.hours)
    }

    /// Compares who has each layer with what was told last. What nobody was ever told of is no
    /// change: the first start with a rota tells nothing of the past.
    private mutating func tellShifts() throws {
        var told = try store.toldShifts()
        for place in rota.rota.places {
            guard let layer = rota.rota.layer(place) else { continue }
            let people = layer.people(at: now)
            let index = told.firstIndex { $0.isOf(place) }
            guard let before = index.map({ told.remove(at: $0) }) else {
                try store.setToldShift(
                    ToldShift(
                        rotation: place.rotation, layer: place.layer, people: people, since: now))
                continue
            }
            guard Set(people) != Set(before.people) else { continue }
            var next = before
            next.was = before.people
            next.people = people
            next.since = max(layer.began(before: now) ?? now, before.since)
            let concerned = next.concerned
            next.untold = concerned.filter { directory.addresses(of: $0).isEmpty }
            try store.setToldShift(next)
            try tell(next, of: place, layer, to: concerned.map(Audience.person) + rooms(of: place))
        }
        // Layers that are gone are spoken of no more.
        for gone in told {
            try store.forgetToldShift(of: gone.rotation, layer: gone.layer)
        }
    }

    /// Somebody has come who could not be told that they are on call, or are no more, or that
    /// their turn is asked for.
    mutating func remindOfShifts(_ person: PersonID) throws {
        for var shift in try store.toldShifts() where shift.untold.contains(person) {
            shift.untold.removeAll { $0 == person }
            try store.setToldShift(shift)
            guard let place = rota.rota.places.first(where: shift.isOf),
                let layer = rota.rota.layer(place)
            else { continue }
            try tell(shift, of: place, layer, to: [.person(person)])
        }
        for act in try store.rotaActs() where act.asks == person && now < act.begins {
            try post(
                Announcement(
                    to: [.person(person)], .rota(.swapOffered(act, with: person))),
                about: nil, origin: nil)
        }
    }

    private mutating func tell(
        _ shift: ToldShift, of place: RotaPlace, _ layer: Layer, to audiences: [Audience]
    ) throws {
        let window = Stretch(from: now, to: now + Self.shiftHorizon)
        let (open, total) = try openCases(of: place)
        let change = ShiftChange(
            place: place, from: shift.was, to: shift.people, at: shift.since,
            until: layer.changes(over: window).first, open: open, total: total)
        try post(
            Announcement(to: audiences, .rota(.shiftChanged(change))), about: nil, origin: nil)
    }

    private func openCases(of place: RotaPlace) throws -> ([ShiftChange.OpenCase], Int) {
        let queues = queues(of: place)
        let open = Phase.allCases.filter(\.isOpen)
        let urgent = try queues.flatMap { queue in
            try store.cases(
                CaseQuery(
                    phases: open, queue: queue, order: .urgency, limit: Self.handedOverMax))
        }.sorted { $0.isMoreUrgent(than: $1) }.prefix(Self.handedOverMax)
        let total = try store.caseCounts().filter { $0.phase.isOpen && queues.contains($0.queue) }
            .reduce(0) { $0 + $1.count }
        return (
            try urgent.map {
                ShiftChange.OpenCase(
                    id: $0.id, priority: $0.priority, holder: $0.holder,
                    acknowledgedBy: try store.matter($0.id)?.paging?.acknowledged?.by,
                    dueAt: $0.dueAt)
            }, total
        )
    }
}

extension ToldShift {
    fileprivate func isOf(_ place: RotaPlace) -> Bool {
        rotation == place.rotation && layer == place.layer
    }

    /// Those who had it and those who have it now.
    fileprivate var concerned: [PersonID] { was + people.filter { !was.contains($0) } }
}
