import Casework
import Rota

/// Who is on call in the next 90 days: nobody, or two at once.
extension CrossChecks {
    /// More of one kind are counted.
    private static let toldMax = 3

    func checkCoverage() {
        guard let document = documents.rota, !document.hasErrors() else { return }
        let window = Stretch(startingWith: now, lasting: Self.horizon)
        let rota = configuration.duty.laying(acts)
        for rotation in rota.coverage(over: window) {
            let path = "rotations[\(rotation.index)]"
            let entry = configuration.rota.rotations[rotation.index]
            for layer in rotation.layers {
                tell(
                    isKnown(entry.layers[layer.index]) ? layer.gaps : [], in: rotation.zone,
                    path: "\(path).layers[\(layer.index)]",
                    "nobody is on call", "Add a person, a part or an override for that time.")
                tellOverlaps(
                    layer.overlaps, in: rotation.zone, path: "\(path).layers[\(layer.index)]")
            }
            tell(
                entry.layers.allSatisfy(isKnown) ? rotation.gaps : [], in: rotation.zone,
                path: path,
                "no layer has anybody while the queue is closed",
                "Let the hours of some layer reach so far.")
        }
        checkLayersAtOnce(rota, over: window)
    }

    /// Not where a calendar is missing: who is on call by it nobody can tell, and it was told.
    private func isKnown(_ layer: LayerEntry) -> Bool {
        layer.parts.allSatisfy {
            $0.calendar == nil || configuration.calendars[$0.path] != nil
        }
    }

    private func tell(
        _ stretches: [Stretch], in zone: Zone, path: String, _ what: String, _ wayOut: String
    ) {
        for stretch in stretches.prefix(Self.toldMax) {
            documents.rota?.note(.warning, of: path, "\(what) \(zone.told(stretch))", wayOut)
        }
        tellRest(stretches.count, path, what)
    }

    private func tellOverlaps(_ overlaps: [Overlap], in zone: Zone, path: String) {
        for overlap in overlaps.prefix(Self.toldMax) {
            let people = overlap.people.map(\.rawValue).joined(separator: " and ")
            documents.rota?.note(
                .warning, of: path, "\(people) are both on call \(zone.told(overlap.during))",
                "Let one begin where the other ends, or make two layers.")
        }
        tellRest(overlaps.count, path, "two are on call")
    }

    private func tellRest(_ count: Int, _ path: String, _ what: String) {
        guard count > Self.toldMax else { return }
        documents.rota?.note(
            .warning, of: path, "\(what) at \(count - Self.toldMax) more times in the next 90 days",
            "casebell rota shows them all.")
    }
}

extension Stretch {
    /// From the beginning of that minute.
    init(startingWith now: Instant, lasting lapse: Lapse) {
        let minute = Instant(milliseconds: now.milliseconds / 60_000 * 60_000)
        self.init(from: minute, to: minute + lapse)
    }
}

extension Zone {
    /// `from 2026-12-24 18:00 to 2026-12-25 09:00 (Europe/London)`
    func told(_ stretch: Stretch) -> String {
        "from \(text(stretch.from)) to \(text(stretch.to)) (\(name))"
    }
}
