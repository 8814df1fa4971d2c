import Casework
import Rota

extension RotaFile {
    /// The rota that the file describes, with the calendars that could be read, by the paths of
    /// their parts.
    func rota(timezone: String, calendars: [String: DutyCalendar]) -> Rota {
        let desk = Zone(named: timezone) ?? .utc
        let sets = Dictionary(holidays.map { ($0.name, $0.days) }) { first, _ in first }
        return Rota(
            rotations: rotations.map { $0.rotation(desk, calendars) },
            hours: hours.map { entry in
                Rota.QueueHours(
                    queues: entry.queues,
                    hours: BusinessHours(
                        zone: desk.named(entry.timezone), week: entry.open,
                        holidays: entry.holidays.flatMap { sets[$0] ?? [] }))
            })
    }
}

extension Zone {
    /// The zone of that name; this one where nothing is said.
    func named(_ name: String?) -> Zone { name.flatMap(Zone.init(named:)) ?? self }
}

extension RotationEntry {
    func rotation(_ desk: Zone, _ calendars: [String: DutyCalendar]) -> Rotation {
        let zone = desk.named(timezone)
        return Rotation(
            name: name, zone: zone, queues: queues,
            layers: layers.map { layer in
                Layer(
                    name: layer.name, zone: zone,
                    parts: layer.parts.compactMap { $0.part(zone, calendars) },
                    hours: layer.hours.map { [$0] } ?? [],
                    overrides: overrides(of: layer).map { override in
                        Held(
                            person: override.person,
                            during: Stretch(
                                from: zone.instant(of: override.from),
                                to: zone.instant(of: override.to)))
                    })
            })
    }

    private func overrides(of layer: LayerEntry) -> [OverrideEntry] {
        overrides.filter { $0.layer == layer.name || ($0.layer == nil && layers.count == 1) }
    }
}

extension PartEntry {
    /// - Parameter zone: the rotation's.
    func turns(_ zone: Zone) -> Turns {
        Turns(
            people: people, hours: turn, start: WallTime(from, minute: handover), until: until,
            zone: zone.named(timezone), swaps: swaps)
    }

    /// Nothing for a calendar that could not be read.
    fileprivate func part(_ zone: Zone, _ calendars: [String: DutyCalendar]) -> Layer.Part? {
        let source: Layer.Part.Source
        if calendar == nil {
            source = .turns(turns(zone))
        } else {
            guard let calendar = calendars[path] else { return nil }
            source = .calendar(calendar)
        }
        return Layer.Part(source, zone: zone.named(timezone), hours: hours.map { [$0] } ?? [])
    }
}
