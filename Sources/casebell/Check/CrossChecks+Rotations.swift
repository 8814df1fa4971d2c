import Casework
import Rota

/// Rotations: people and layers that exist, and hand-overs at times that there are.
extension CrossChecks {
    func checkRotation(_ rotation: RotationEntry, path: String) {
        checkQueueNames(rotation.queues, path: "\(path).queues")
        reportDoubles(rotation.layers.map(\.name), what: "the layer", in: documents.rota) {
            "\(path).layers[\($0)].name"
        }
        let zone = zone.named(rotation.timezone)
        for layer in rotation.layers {
            for part in layer.parts {
                checkPeople(part.people, path: "\(part.path).people")
                for name in part.calendar?.names ?? [] {
                    checkPeople(
                        [name.person],
                        path: "\(part.path).calendar.names.\(printable(name.written))")
                }
                if part.calendar == nil { checkHandovers(part.turns(zone), path: part.path) }
            }
            checkOverrides(of: layer, isOnly: rotation.layers.count == 1, rotation, path: path)
        }
        for (index, override) in rotation.overrides.enumerated() {
            checkOverride(override, of: rotation, zone, path: "\(path).overrides[\(index)]")
        }
        checkAuthority(of: rotation, path: path)
    }

    private func checkPeople(_ names: [PersonID], path: String) {
        guard documents.peopleAreKnown else { return }
        for (place, name) in names.enumerated() {
            reportUnknown(
                name.rawValue, what: "person", known: configuration.people.map(\.name.rawValue),
                in: documents.rota, path: names.count == 1 ? path : "\(path)[\(place)]")
        }
    }

    /// Hand-overs that clocks leave out in the next 400 days: the next time that they are put
    /// forward is among them.
    private func checkHandovers(_ turns: Turns, path: String) {
        guard !turns.people.isEmpty else { return }
        let window = Stretch(from: now, to: now + .days(400))
        for step in turns.zone.changes(in: window) {
            // Whatever begins in the day around it.
            let first = turns.index(at: turns.zone.wall(at: step - .days(1)))
            for turn in max(first, 0)..<max(first, 0) + 48 / turns.hours + 2 {
                let wall = turns.beginning(of: turn)
                guard case .never(let instant) = turns.zone.showing(of: wall) else { continue }
                documents.rota?.note(
                    .warning, of: "\(path).handover",
                    "the hand-over of \(wall.text) does not exist: clocks are put forward then",
                    "It is at \(turns.zone.text(instant)); choose another time of day.")
                return
            }
        }
    }

    private func checkOverride(
        _ override: OverrideEntry, of rotation: RotationEntry, _ zone: Zone, path: String
    ) {
        checkPeople([override.person], path: "\(path).person")
        if let layer = override.layer {
            reportUnknown(
                layer, what: "layer", known: rotation.layers.map(\.name), in: documents.rota,
                path: "\(path).layer")
        } else if rotation.layers.count > 1 {
            documents.rota?.note(
                .error, of: path, "nothing says which layer this is of",
                "Add layer: \(printable(rotation.layers[0].name)).")
        }
        for (key, wall) in [("from", override.from), ("to", override.to)] {
            guard case .never(let instant) = zone.showing(of: wall) else { continue }
            documents.rota?.note(
                .warning, of: "\(path).\(key)",
                "\(wall.text) does not exist: clocks are put forward then",
                "It is taken as \(zone.text(instant)).")
        }
    }

    /// Of two at once the later one in the file counts, which nobody may have meant.
    private func checkOverrides(
        of layer: LayerEntry, isOnly: Bool, _ rotation: RotationEntry, path: String
    ) {
        let own = rotation.overrides.enumerated().filter { _, override in
            override.layer == layer.name || (override.layer == nil && isOnly)
        }.sorted { $0.element.from < $1.element.from }
        // Of those that begin earlier the one that lasts longest.
        var longest = own.first
        for other in own.dropFirst() {
            defer { longest = longest.map { $0.element.to < other.element.to ? other : $0 } }
            guard let one = longest, other.element.from < one.element.to else { continue }
            documents.rota?.note(
                .warning, of: "\(path).overrides[\(max(one.offset, other.offset))]",
                "this is in part the same time as overrides[\(min(one.offset, other.offset))]",
                "The later one counts; let one end where the other begins.")
        }
    }
}
