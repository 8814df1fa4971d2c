package import Casework

/// What people said in chat, over what the file says.
extension Rota {
    /// Acts that count go before the overrides of the file, each before those said earlier. What
    /// names a layer that is not there changes nothing.
    package func laying(_ acts: [RotaAct]) -> Rota {
        var laid = self
        for act in acts.standing {
            guard let (rotation, layer) = place(of: act.place) else { continue }
            laid.rotations[rotation].layers[layer].overrides += act.covers.map {
                Held(person: $0.person, during: Stretch(from: $0.from, to: $0.to))
            }
        }
        return laid
    }

    package func has(_ place: RotaPlace) -> Bool { self.place(of: place) != nil }

    private func place(of place: RotaPlace) -> (rotation: Int, layer: Int)? {
        guard let rotation = rotations.firstIndex(where: { $0.name == place.rotation }),
            let layer = rotations[rotation].layers.firstIndex(where: { $0.name == place.layer })
        else { return nil }
        return (rotation, layer)
    }

    package func layer(_ place: RotaPlace) -> Layer? {
        self.place(of: place).map { rotations[$0.rotation].layers[$0.layer] }
    }

    /// All layers, in the order of the rota.
    package var places: [RotaPlace] {
        rotations.flatMap { rotation in
            rotation.layers.map {
                RotaPlace(
                    rotation: rotation.name, layer: $0.name,
                    isOnlyLayer: rotation.layers.count == 1, queues: rotation.queues)
            }
        }
    }
}

extension Layer {
    /// Who has it then, each once.
    package func people(at instant: Instant) -> [PersonID] {
        people(in: held(over: Stretch(from: instant, to: instant + Lapse(milliseconds: 1))))
    }

    private func people(in held: [Held]) -> [PersonID] {
        held.reduce(into: []) { people, held in
            if !people.contains(held.person) { people.append(held.person) }
        }
    }

    /// A turn of somebody: what they have until others have it, in pieces where it is to be filled
    /// for parts of the day alone.
    package struct Turn: Hashable, Sendable {
        package var person: PersonID
        package var pieces: [Stretch]
    }

    /// The first turn that begins within the window and is over before its end; nothing if there is
    /// none.
    package func nextTurn(of person: PersonID, over window: Stretch) -> Turn? {
        // A turn that began before the window is not one that is to come.
        let ahead = Stretch(from: window.from - .days(40), to: window.to)
        var turns: [Turn] = []
        for held in held(over: ahead) {
            if turns.last?.person == held.person {
                turns[turns.count - 1].pieces.append(held.during)
            } else {
                turns.append(Turn(person: held.person, pieces: [held.during]))
            }
        }
        return turns.first { turn in
            guard turn.person == person, let first = turn.pieces.first, let last = turn.pieces.last
            else { return false }
            return window.from < first.from && last.to < window.to
        }
    }

    /// Since when the same people have it, as far as that is known.
    package func began(before instant: Instant) -> Instant? {
        changes(over: Stretch(from: instant - .days(35), to: instant + Lapse(milliseconds: 1)))
            .last
    }

    /// When others have it than just before, within the window and after its beginning.
    package func changes(over window: Stretch) -> [Instant] {
        let held = held(over: window)
        let moments = Set(held.flatMap { [$0.during.from, $0.during.to] }).sorted()
        var found: [Instant] = []
        var before = Set(held.filter { $0.during.contains(window.from) }.map(\.person))
        for moment in moments where window.from < moment && moment < window.to {
            let now = Set(held.filter { $0.during.contains(moment) }.map(\.person))
            if now != before { found.append(moment) }
            before = now
        }
        return found
    }
}

extension Rota {
    /// When anything of it changes the next time: who is on call, or whether a queue is open; the end
    /// of the window if nothing does in it.
    package func nextChange(over window: Stretch) -> Instant {
        let shifts = rotations.flatMap(\.layers).compactMap { $0.changes(over: window).first }
        let openings = hours.flatMap { $0.hours.open(over: window) }.map(\.from)
            .filter { window.from < $0 }
        return (shifts + openings).min() ?? window.to
    }
}
