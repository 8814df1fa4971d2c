import Casework
import Rota

/// Whoever is on call may do something about what they are paged for, and does not come after
/// themselves.
extension CrossChecks {
    func checkAuthority(of rotation: RotationEntry, path: String) {
        guard documents.peopleAreKnown, documents.queuesAreKnown else { return }
        // Their roles are the one mistake, wherever they stand.
        var seen: Set<PersonID> = []
        func check(_ person: PersonID, at place: String, inCalendar: Bool = false) {
            guard seen.insert(person).inserted, let without = queues(without: person, rotation)
            else { return }
            let known = self.known(rotation.queues)
            let isPartly = without.count < known.count
            documents.rota?.note(
                inCalendar || isPartly ? .warning : .error, of: place,
                "\(person) is on call for \(without.map(\.rawValue).joined(separator: " and ")) "
                    + "and has neither the role oncall nor agent there",
                "Give them roles: [oncall] in people.yaml, or "
                    + (inCalendar ? "somebody else the duty." : "put somebody else in."))
        }
        // What is over is nobody's duty any more, by whatever clock.
        let over = Zone.utc.wall(at: now - .days(1))
        for part in rotation.layers.flatMap(\.parts) where part.until.map({ over < $0 }) ?? true {
            for (place, person) in part.people.enumerated() {
                let list = "\(part.path).people"
                check(person, at: part.people.count == 1 ? list : "\(list)[\(place)]")
            }
        }
        for (place, override) in rotation.overrides.enumerated() where over < override.to {
            check(override.person, at: "\(path).overrides[\(place)].person")
        }
        let window = Stretch(from: now, to: now + Self.horizon)
        for part in rotation.layers.flatMap(\.parts) {
            for held in configuration.calendars[part.path]?.held(touching: window) ?? [] {
                check(held.person, at: "\(part.path).calendar", inCalendar: true)
            }
        }
    }

    /// The rotation's queues in which somebody can neither acknowledge a case nor hold one; nothing
    /// where there are none, or where it is not known what they may.
    private func queues(without id: PersonID, _ rotation: RotationEntry) -> [QueueName]? {
        guard let index = configuration.people.firstIndex(where: { $0.name == id }),
            documents.people?.hasErrors(under: "people[\(index)]") == false
        else { return nil }
        let person = configuration.people[index].person
        let without = known(rotation.queues).filter {
            !person.may(.oncall, in: $0) && !person.worksIn($0)
        }
        return without.isEmpty ? nil : without
    }

    /// Somebody who has two layers at once is paged by both, and nobody else is.
    func checkLayersAtOnce(_ rota: Rota, over window: Stretch) {
        for (index, rotation) in rota.rotations.enumerated() {
            let layers = rotation.layers
            for later in layers.indices {
                for earlier in layers[..<later].indices {
                    let pair = (layers[earlier].name, layers[later].name)
                    guard let chain = chain(paging: pair, apartIn: index),
                        let held = layers[earlier].shared(with: layers[later], over: window)
                    else { continue }
                    documents.rota?.note(
                        .warning, of: "rotations[\(index)].layers[\(later)]",
                        "\(held.person) has \(pair.0) and \(pair.1) at once "
                            + "\(rotation.zone.told(held.during)), and the chain "
                            + "\"\(printable(chain.name))\" pages one after the other",
                        "Put somebody else into one of them for that time.")
                }
            }
        }
    }

    /// A chain in which either layer has a step without the other.
    private func chain(paging pair: (String, String), apartIn index: Int) -> ChainEntry? {
        let rotation = configuration.rota.rotations[index]
        return configuration.rota.chains.first { chain in
            guard rotation.serves(chain) else { return false }
            let steps = steps(of: chain).map { step in
                (
                    one: step.pages(pair.0, of: rotation.name),
                    other: step.pages(pair.1, of: rotation.name)
                )
            }
            return steps.contains { $0.one && !$0.other } && steps.contains { $0.other && !$0.one }
        }
    }

    /// With those of the chains that it goes on with.
    private func steps(of chain: ChainEntry) -> [StepEntry] {
        var steps = chain.steps
        var seen = [chain.name]
        var next = chain.next
        while let name = next, !seen.contains(name),
            let other = configuration.rota.chains.first(where: { $0.name == name })
        {
            steps += other.steps
            seen.append(name)
            next = other.next
        }
        return steps
    }
}

extension StepEntry {
    fileprivate func pages(_ layer: String, of rotation: String) -> Bool {
        targets.contains { target in
            guard case .onCall(let other, let name) = target else { return false }
            return (other ?? rotation) == rotation && (name ?? layer) == layer
        }
    }
}
