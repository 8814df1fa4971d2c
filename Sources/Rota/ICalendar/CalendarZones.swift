import Casework

/// The zones that a calendar names: those of the time zone database, and those that it describes
/// itself.
struct CalendarZones {
    /// Of times without a zone.
    let floating: Zone
    private var described: [String: Zone] = [:]

    init(_ components: [CalendarComponent], floating: Zone, steps: inout Int) {
        self.floating = floating
        for component in components {
            guard let name = component.first("TZID")?.text, described[name] == nil else { continue }
            described[name] = CalendarZones.zone(component, name: name, steps: &steps)
        }
    }

    /// The zone of a date or time; nothing if nobody knows it.
    ///
    /// RFC 5545, 3.2.19. What the time zone database knows by that name goes before what the
    /// calendar says of it: its rules are kept up to date.
    func zone(of line: ContentLine) -> Zone? {
        guard let name = line.parameter("TZID") else { return floating }
        return CalendarZones.known(name) ?? described[name]
    }

    /// Programs put a path in front: `/freeassociation.sourceforge.net/Europe/London`.
    private static func known(_ name: String) -> Zone? {
        if let zone = Zone(named: name) { return zone }
        guard name.hasPrefix("/") else { return nil }
        let parts = name.split(separator: "/")
        for count in [3, 2] where parts.count >= count {
            if let zone = Zone(named: parts.suffix(count).joined(separator: "/")) { return zone }
        }
        return nil
    }

    /// RFC 5545, 3.6.5: each part of it says from when on which offset holds.
    private static func zone(
        _ component: CalendarComponent, name: String, steps: inout Int
    ) -> Zone? {
        if let place = component.first("X-LIC-LOCATION")?.text, let zone = Zone(named: place) {
            return zone
        }
        var changes: [(step: Zone.Step, before: Int64)] = []
        for part in component.parts {
            guard let before = part.first("TZOFFSETFROM").flatMap({ offset($0.value) }),
                let after = part.first("TZOFFSETTO").flatMap({ offset($0.value) })
            else { return nil }
            for wall in onsets(of: part, offset: before, steps: &steps) {
                let at = Instant(seconds: wall.seconds - before)
                changes.append((Zone.Step(at: at, offset: after), before))
            }
        }
        changes.sort { $0.step.at < $1.step.at }
        guard let first = changes.first else { return nil }
        return Zone(name: name, first: first.before, steps: changes.map(\.step))
    }

    /// The times by the old offset's clocks at which a part begins to hold.
    private static func onsets(
        of part: CalendarComponent, offset: Int64, steps: inout Int
    ) -> [WallTime] {
        let zone = Zone.fixed(offset)
        guard let line = part.first("DTSTART"),
            let start = CalendarMoment(line.value, zone: zone), start.zone == zone
        else { return [] }
        var walls = [start.wall]
        for rule in part.all("RRULE").prefix(4) {
            guard let recurrence = try? Recurrence(rule.value, zone: zone) else { continue }
            walls += recurrence.walls(
                from: start, earliest: start.wall, last: lastOnset, steps: &steps)
        }
        for dates in part.all("RDATE").prefix(CalendarLimits.zonesMax) {
            walls += dates.value.split(separator: ",").prefix(CalendarLimits.datesMax)
                .compactMap { CalendarMoment($0, zone: zone)?.wall }
        }
        return Array(Set(walls))
    }

    /// Nobody plans duty for later than this.
    private static let lastOnset = WallTime(seconds: 4_102_444_800)

    /// RFC 5545, 3.3.14: `+0100`, `-0330`, `+013000`.
    private static func offset(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5 || bytes.count == 7,
            bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let digits = bytes.dropFirst().map { Int64($0 - 0x30) }
        var seconds = (digits[0] * 10 + digits[1]) * 3600 + (digits[2] * 10 + digits[3]) * 60
        if digits.count == 6 { seconds += digits[4] * 10 + digits[5] }
        guard seconds <= 18 * 3600 else { return nil }
        return bytes[0] == UInt8(ascii: "-") ? -seconds : seconds
    }
}
