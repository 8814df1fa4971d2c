package import Casework

extension WeekHours {
    /// When it is that part of the week by the zone's clocks, whole parts, in order, touching
    /// `window`.
    package func stretches(in zone: Zone, touching window: Stretch) -> [Stretch] {
        // One day for a part over midnight, one for a day that the zone leaves out.
        let first = zone.wall(at: window.from).dayNumber - 2
        let last = zone.wall(at: window.to).dayNumber + 1
        guard first <= last else { return [] }
        return (first...last).compactMap { number in
            let day = CalendarDay(sinceEpoch: number)
            guard days.isEmpty || days.contains(day.weekday) else { return nil }
            let part = stretch(from: day, in: zone)
            return part.isEmpty || part.cut(to: window).isEmpty ? nil : part
        }
    }

    /// The part that begins on that day, whatever the day.
    func stretch(from day: CalendarDay, in zone: Zone) -> Stretch {
        let end = from < to ? to : to + WeekHours.day
        return Stretch(
            from: zone.instant(of: WallTime(day, minute: from)),
            to: zone.instant(of: WallTime(day, minute: end)))
    }
}

extension Array where Element == WeekHours {
    /// When it is any of these parts of the week; none of them is always.
    package func stretches(in zone: Zone, over window: Stretch) -> [Stretch] {
        guard !isEmpty else { return [window] }
        return flatMap { $0.stretches(in: zone, touching: window) }.cut(to: [window])
    }
}
