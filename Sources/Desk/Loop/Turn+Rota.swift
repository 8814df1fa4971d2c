import CaseStore
import Casework
import Phrasebook
import Rota

/// What people say of the rota.
extension Turn {
    mutating func change(_ request: RotaRequest, _ actor: Actor, _ origin: Origin) throws {
        do {
            let acts = try store.rotaActs()
            let order = try order(request, acts, actor, origin)
            let (fact, act) = try decideRota(
                order, acts: acts, number: (acts.map(\.number).max() ?? 0) + 1,
                try context(nil, actor: actor))
            // Whose time it was is asked before it is another's.
            var relieved = relieved(by: act)
            let before = onCall(at: act.place)
            try keep(fact, act, by: actor)
            if case .rotaEnded = fact { relieved = self.relieved(by: act) }
            // A change of shift tells of itself whoever has it now, and whoever had it.
            let isTold = before != onCall(at: act.place) && before.isSuperset(of: relieved)
            try tell(
                fact, act, relieved: relieved, isTold: isTold, by: actor.person.id, origin)
        } catch let refusal as Refusal {
            try answer(refusal, origin)
        }
    }

    private func order(
        _ request: RotaRequest, _ acts: [RotaAct], _ actor: Actor, _ origin: Origin
    ) throws -> RotaOrder {
        let me = actor.person
        switch request {
        case .cover(let typed, let person, let from, let to):
            let place = try self.place(typed)
            let clock = RotaClock(zone: zone(of: place), now: now)
            let begin = clock.beginning(from)
            return .cover(
                place, by: try person.map { try colleague($0, origin) } ?? me.id, from: begin,
                to: clock.end(to, from: begin))
        case .mine(let typed, let until):
            let place = try typed.map { try self.place($0) } ?? ownPlace(of: me)
            let clock = RotaClock(zone: zone(of: place), now: now)
            return .cover(place, by: me.id, from: now, to: clock.end(until, from: now))
        case .uncover(let typed, let person):
            return .takeBack(
                of: try colleague(person, origin), in: try typed.map { try self.place($0) })
        case .undo: return .takeBack(of: nil, in: nil)
        case .swap(let typed, let one, let other):
            return try swap(
                try one.map { try colleague($0, origin) } ?? me.id,
                try colleague(other, origin), in: typed)
        case .agree(let with):
            return .agree(
                with: try with.map { try colleague($0, origin) },
                stand: acts.filter { $0.asks == me.id && stands($0) }.map(\.number))
        case .decline: return .decline
        }
    }

    /// The layer that is meant; where there is one, it need not be named.
    private func place(_ typed: String?) throws -> RotaPlace {
        let places = rota.rota.places
        guard !places.isEmpty else { throw Refusal.rota(.noRotation) }
        let fitting = typed.map { typed in places.filter { $0.isMeant(by: typed, among: places) } }
        guard let found = (fitting ?? places).first else {
            throw Refusal.rota(.noSuchLayer(typed ?? "", known: places.map(\.told)))
        }
        guard (fitting ?? places).count == 1 else {
            throw Refusal.rota(.whichLayer(known: (fitting ?? places).map(\.told)))
        }
        return found
    }

    /// The first layer of the first rotation that somebody's queues have.
    private func ownPlace(of person: Person) throws -> RotaPlace {
        let places = rota.rota.places
        guard !places.isEmpty else { throw Refusal.rota(.noRotation) }
        let own = places.first { place in
            place.queues.isEmpty
                || place.queues.contains { person.may(.oncall, in: $0) || person.worksIn($0) }
        }
        return own ?? places[0]
    }

    private func zone(of place: RotaPlace) -> Zone {
        rota.rota.rotations.first { $0.name == place.rotation }?.zone ?? .utc
    }

    /// The next turns of the two in the layer that is named, or in the first that both are in.
    private func swap(
        _ one: PersonID, _ other: PersonID, in typed: String?
    ) throws -> RotaOrder {
        var places = rota.rota.places
        if let typed { places = [try place(typed)] }
        guard let first = places.first else { throw Refusal.rota(.noRotation) }
        guard one != other else { throw Refusal.rota(.withYourself) }
        let window = Stretch(from: now, to: now + RotaAct.aheadMax)
        var without: (PersonID, RotaPlace)?
        for place in places {
            let layer = rota.rota.layer(place)
            guard let mine = layer?.nextTurn(of: one, over: window) else {
                without = without ?? (one, place)
                continue
            }
            guard let theirs = layer?.nextTurn(of: other, over: window),
                theirs.pieces.count + mine.pieces.count <= RotaAct.coversMax
            else {
                without = (other, place)
                continue
            }
            return .swap(place, one: .init(mine), other: .init(theirs))
        }
        throw Refusal.rota(.noTurn(without?.0 ?? one, without?.1 ?? first))
    }

    /// Whether the turns that are to change hands are still those two people's.
    private func stands(_ act: RotaAct) -> Bool {
        guard let layer = rota.rota.layer(act.place), act.people.count == 2 else { return false }
        return act.covers.allSatisfy { cover in
            let held = layer.held(over: Stretch(from: cover.from, to: cover.to))
            return held.allSatisfy { $0.person != cover.person && act.people.contains($0.person) }
                && !held.isEmpty
        }
    }

    /// Whose time it is otherwise.
    private func relieved(by act: RotaAct) -> [PersonID] {
        guard let layer = rota.rota.layer(act.place) else { return [] }
        var people: [PersonID] = []
        for cover in act.covers {
            for held in layer.held(over: Stretch(from: cover.from, to: cover.to))
            where held.person != cover.person && !people.contains(held.person) {
                people.append(held.person)
            }
        }
        return people
    }

    private func onCall(at place: RotaPlace) -> Set<PersonID> {
        Set(rota.rota.layer(place)?.people(at: now) ?? [])
    }

    private mutating func keep(_ fact: Fact, _ act: RotaAct, by actor: Actor?) throws {
        try store.record(
            [fact], matter: nil, before: nil, by: actor?.person.id, via: actor?.via, at: now)
        if case .rotaEnded = fact {
            try store.endRotaAct(act.number)
        } else {
            try store.setRotaAct(act)
        }
        rota = rota.laying(try store.rotaActs())
        outcome.rotaActs = rota.acts
    }

    private mutating func tell(
        _ fact: Fact, _ act: RotaAct, relieved: [PersonID], isTold: Bool, by me: PersonID,
        _ origin: Origin
    ) throws {
        let room = rooms(of: act.place)
        var audiences: [Audience] = [.asker]
        let notice: RotaNotice
        switch fact {
        case .rotaOffered:
            notice = .swapOffered(act, with: act.asks ?? me)
            audiences += (act.asks.map { [$0] } ?? []).map(Audience.person)
        case .rotaSwapped:
            notice = .swapped(act, agreed: me)
            audiences += act.people.map(Audience.person) + room
        case .rotaEnded(_, let end):
            notice = .ended(act, because: end, by: me)
            audiences += (act.people + [act.by]).map(Audience.person)
            if act.counts { audiences += relieved.map(Audience.person) + room }
        default:
            notice = .covered(act, relieved: relieved, there: there(act))
            if !isTold {
                audiences += (act.people + relieved).map(Audience.person) + room
            }
        }
        audiences.removeAll { $0 == .person(me) }
        try post(
            Announcement(to: audiences, lane: .answer, .rota(notice)), about: nil, origin: origin)
    }

    /// The times by the rotation's clocks, where the desk's show others.
    private func there(_ act: RotaAct) -> String? {
        let zone = zone(of: act.place)
        let desk = localTime(act.begins)
        let minute = zone.wall(at: act.begins).secondOfDay / 60
        guard minute != Int64(desk.hour * 60 + desk.minute) else { return nil }
        return "\(zone.text(act.begins.toTheMinute)) to \(zone.text(act.ends.toTheMinute)) in "
            + zone.name
    }

    /// Where the people are who are on call there.
    func rooms(of place: RotaPlace) -> [Audience] {
        queues(of: place).map(Audience.oncall)
    }

    func queues(of place: RotaPlace) -> [QueueName] {
        let all = desk.queues.map(\.name)
        let own = place.queues.filter(all.contains)
        return own.isEmpty ? all : own
    }

    /// Acts that end of themselves; whoever they concern is told where that is no matter of course.
    mutating func endRotaActs() throws {
        let people = directory.people.map(\.id)
        for act in try store.rotaActs() {
            let isKnown = rota.rota.has(act.place) && act.people.allSatisfy(people.contains)
            guard let end = act.ending(at: now, isKnown: isKnown) else { continue }
            try keep(.rotaEnded(act: act.number, because: end), act, by: nil)
            guard end != .over else { continue }
            try post(
                Announcement(
                    to: (act.people + [act.by]).map(Audience.person)
                        + (end == .gone ? rooms(of: act.place) : []),
                    .rota(.ended(act, because: end, by: nil))),
                about: nil, origin: nil)
        }
    }
}

extension RotaOrder.Turn {
    fileprivate init(_ turn: Layer.Turn) {
        self.init(
            person: turn.person,
            pieces: turn.pieces.map { RotaAct.Cover(turn.person, from: $0.from, to: $0.to) })
    }
}

extension RotaPlace {
    /// `care, first`; `care` where there is one layer.
    fileprivate var told: String { isOnlyLayer ? rotation : "\(rotation) \(layer)" }

    /// `first`, `care first`, or `care`, which is its first layer.
    fileprivate func isMeant(by typed: String, among places: [RotaPlace]) -> Bool {
        let words = typed.lowercased().split { $0 == " " || $0 == "," || $0 == "/" }
            .joined(separator: " ")
        let (rotation, layer) = (rotation.lowercased(), layer.lowercased())
        if words == rotation {
            return self == places.first { $0.rotation == self.rotation }
        }
        return words == layer || words == "\(rotation) \(layer)"
    }
}

extension Instant {
    fileprivate var toTheMinute: Instant {
        Instant(milliseconds: milliseconds - milliseconds % 60_000)
    }
}
