import Casework

extension Recurrence {
    /// The times at which it happens by the clock, in order, the first one included, up to `last`.
    /// Those before `earliest` may be left out.
    ///
    /// - Parameters:
    ///   - start: the first occurrence, which counts whether the rule names it or not.
    ///   - steps: how many more days and periods may be looked at; below zero, something is missing.
    func walls(
        from start: CalendarMoment, earliest: WallTime, last: WallTime, steps: inout Int
    ) -> [WallTime] {
        var walls = [start.wall]
        let startDay = start.wall.dayNumber
        let time = start.wall.secondOfDay
        var count = 1
        var period = period(of: startDay)
        if case .count = end {
        } else {
            // What is long over is not counted.
            let skipped = (self.period(of: earliest.dayNumber) - period) / interval - 1
            if skipped > 0 { period += skipped * interval }
        }
        while firstDay(of: period) <= last.dayNumber, steps >= 0 {
            let days = days(in: period, start: startDay)
            // What was looked at and left out again has its price, too.
            steps -= 1 + days.count + (positions.isEmpty ? 0 : 50) + weekdays.count
            for day in days {
                let wall = WallTime(seconds: day * WallTime.secondsOfDay + time)
                guard wall > start.wall else { continue }
                count += 1
                guard wall <= last, isWithin(wall, count, start) else { return walls }
                walls.append(wall)
            }
            period += interval
        }
        return walls
    }

    private func isWithin(_ wall: WallTime, _ count: Int, _ start: CalendarMoment) -> Bool {
        switch end {
        case .never: true
        case .count(let most): count <= most
        case .until(let until) where until.isDay: wall.dayNumber <= until.wall.dayNumber
        case .until(let until) where until.zone == start.zone: wall <= until.wall
        case .until(let until): start.zone.instant(of: wall) <= until.instant
        }
    }
}
