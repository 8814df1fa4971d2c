package import Casework

/// When customers of a queue are answered: parts of the week by the clocks of a zone, and
/// holidays.
///
/// A holiday is the whole day from midnight to midnight: hours of the evening before end with it,
/// and hours that would begin on it do not. Its own hours are open.
package struct BusinessHours: Hashable, Sendable {
    package var zone: Zone
    /// None: always.
    package var week: [WeekHours]
    package var holidays: [Holiday]

    package init(zone: Zone, week: [WeekHours], holidays: [Holiday] = []) {
        self.zone = zone
        self.week = week
        self.holidays = holidays
    }

    /// How far away the next change is looked for.
    package static let horizon = Lapse.days(400)
    /// It is looked for by so much at a time.
    private static let step = Lapse.days(20)

    /// When it is open, in order, cut to `window`.
    package func open(over window: Stretch) -> [Stretch] {
        let first = zone.wall(at: window.from).dayNumber - 2
        let last = zone.wall(at: window.to).dayNumber + 1
        guard first <= last else { return [] }
        var open: [Stretch] = []
        var closed: [Stretch] = []
        var special: [Stretch] = []
        let week = week.isEmpty ? [WeekHours(from: 0, to: WeekHours.day)] : week
        for day in (first...last).map(CalendarDay.init(sinceEpoch:)) {
            let holidays = holidays.filter { $0.isOn(day) }
            guard holidays.isEmpty else {
                closed.append(WeekHours(from: 0, to: WeekHours.day).stretch(from: day, in: zone))
                special += holidays.flatMap(\.hours).map { $0.stretch(from: day, in: zone) }
                continue
            }
            open += week.filter { $0.days.isEmpty || $0.days.contains(day.weekday) }
                .map { $0.stretch(from: day, in: zone) }
        }
        return (open.without(closed) + special).merged().cut(to: [window])
    }

    package func isOpen(at instant: Instant) -> Bool {
        !open(over: Stretch(from: instant, to: instant + Lapse(milliseconds: 1))).isEmpty
    }

    /// When it opens the next time after now; nothing while it is open, and where that is more than
    /// 400 days away.
    package func opens(after instant: Instant) -> Instant? {
        guard !isOpen(at: instant) else { return nil }
        return firstStretch(after: instant)?.from
    }

    /// When it closes; nothing while it is closed, and where it does not within 400 days.
    package func closes(after instant: Instant) -> Instant? {
        var at = instant
        while at < instant + Self.horizon {
            let open = open(over: Stretch(from: at, to: at + Self.step))
            guard let first = open.first, first.from == at else { return at == instant ? nil : at }
            if first.to < at + Self.step { return first.to }
            at = first.to
        }
        return nil
    }

    /// The time of closed doors that an instant lies in; nothing while it is open.
    package func closedPeriod(at instant: Instant) -> ClosedPeriod? {
        guard !isOpen(at: instant) else { return nil }
        var from: Instant?
        var at = instant
        while from == nil, at > instant - Self.horizon {
            from = open(over: Stretch(from: at - Self.step, to: at)).last?.to
            at = at - Self.step
        }
        return ClosedPeriod(from: from, to: firstStretch(after: instant)?.from)
    }

    /// The time of closed doors that an instant lies in, or else the one before it, with when it
    /// began and, if it is over, when it opened; nothing where it was not closed for 40 days.
    package func lastClosed(before instant: Instant) -> ClosedPeriod? {
        let open = open(
            over: Stretch(
                from: instant - .days(40), to: instant + Lapse(milliseconds: 1)))
        guard let last = open.last else { return closedPeriod(at: instant) }
        guard last.contains(instant) else { return ClosedPeriod(from: last.to, to: nil) }
        guard last.from > instant - .days(40) else { return nil }
        return ClosedPeriod(from: open.dropLast().last?.to, to: last.from)
    }

    private func firstStretch(after instant: Instant) -> Stretch? {
        var at = instant
        while at < instant + Self.horizon {
            if let first = open(over: Stretch(from: at, to: at + Self.step)).first { return first }
            at = at + Self.step
        }
        return nil
    }
}

/// From the moment in which a queue closes to the one in which it opens again.
package struct ClosedPeriod: Hashable, Sendable {
    /// Nothing if it was not open for 400 days.
    package var from: Instant?
    /// Nothing if it will not be for 400 days.
    package var to: Instant?

    /// The same for every instant of the period, whatever becomes of its end.
    package var id: String { from.map { String($0.milliseconds / 1000) } ?? "ever" }
}
