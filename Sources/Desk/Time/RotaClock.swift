import Casework
import Phrasebook
import Rota

/// Times as people say them, by the clocks of a rotation.
struct RotaClock {
    let zone: Zone
    let now: Instant

    /// From when on. The minute that clocks show now is meant, not that of tomorrow.
    func beginning(_ moment: RotaMoment) -> Instant {
        guard case .on = moment else { return instant(moment, after: now, isEnd: false) }
        return instant(moment, after: now - .minutes(1), isEnd: false)
    }

    /// Until when, of what begins then. A day that is named is meant whole.
    func end(_ moment: RotaMoment, from begin: Instant) -> Instant {
        instant(moment, after: begin, isEnd: true)
    }

    private func instant(_ moment: RotaMoment, after base: Instant, isEnd: Bool) -> Instant {
        switch moment {
        case .now: return now
        case .after(let lapse): return base + lapse
        case .on(let day, let hour, let minute):
            let minutes = hour.map { $0 * 60 + minute } ?? (isEnd ? WeekHours.day : 0)
            let here = zone.wall(at: base).day
            switch day {
            case .date(let day): return instant(day, minutes)
            case .ahead(let days):
                return instant(zone.wall(at: now).day.adding(days), minutes)
            case .weekday(let weekday):
                return next(minutes, from: here, after: base, within: 8) { $0.weekday == weekday }
            case nil:
                return next(minutes, from: here, after: base, within: 2) { _ in true }
            }
        }
    }

    private func instant(_ day: CalendarDay, _ minutes: Int) -> Instant {
        zone.instant(of: WallTime(day, minute: minutes))
    }

    /// On the first of the days that fit at which that time is still to come.
    private func next(
        _ minutes: Int, from day: CalendarDay, after base: Instant, within days: Int64,
        _ fits: (CalendarDay) -> Bool
    ) -> Instant {
        for ahead in 0...days where fits(day.adding(ahead)) {
            let found = instant(day.adding(ahead), minutes)
            if found > base { return found }
        }
        return base
    }
}

extension CalendarDay {
    fileprivate func adding(_ days: Int64) -> CalendarDay {
        CalendarDay(sinceEpoch: sinceEpoch + days)
    }
}
