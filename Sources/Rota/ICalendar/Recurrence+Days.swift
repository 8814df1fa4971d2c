import Casework

extension Recurrence {
    /// The number of the period that a day is in: days, weeks, months or years from some beginning.
    func period(of day: Int64) -> Int64 {
        switch frequency {
        case .daily: return day
        // 1 January 1970 was a Thursday, so that day -3 was a Monday.
        case .weekly: return (day + 3 - Int64(weekStart)).floorDivided(by: 7)
        case .monthly:
            let date = CalendarDay(sinceEpoch: day)
            return Int64(date.year) * 12 + Int64(date.month - 1)
        case .yearly: return Int64(CalendarDay(sinceEpoch: day).year)
        }
    }

    /// The first day of a period.
    func firstDay(of period: Int64) -> Int64 {
        switch frequency {
        case .daily: return period
        case .weekly: return period * 7 - 3 + Int64(weekStart)
        case .monthly: return Month(number: period).first
        case .yearly: return Month(number: period * 12).first
        }
    }

    /// The days of a period on which it happens, in order.
    ///
    /// - Parameter start: the day of the first occurrence, which gives what the rule leaves open.
    func days(in period: Int64, start: Int64) -> [Int64] {
        let days: [Int64]
        switch frequency {
        case .daily: days = fits(period) ? [period] : []
        case .weekly:
            let named = weekdays.isEmpty ? [weekday(of: start)] : weekdays.map(\.weekday)
            let first = firstDay(of: period)
            days = (first..<first + 7).filter {
                named.contains(weekday(of: $0)) && isInMonths($0)
            }
        case .monthly:
            let month = Month(number: period)
            guard months.isEmpty || months.contains(month.ofYear) else { return [] }
            days = self.days(in: month, start: start)
        case .yearly: days = daysOfYear(period, start: start)
        }
        return positioned(days)
    }

    /// A daily rule's parts all limit.
    private func fits(_ day: Int64) -> Bool {
        let date = CalendarDay(sinceEpoch: day)
        let month = Month(number: Int64(date.year) * 12 + Int64(date.month - 1))
        return isInMonths(day)
            && (weekdays.isEmpty || weekdays.contains { $0.weekday == weekday(of: day) })
            && (monthDays.isEmpty || monthDays.contains { month.day($0) == day })
    }

    private func isInMonths(_ day: Int64) -> Bool {
        months.isEmpty || months.contains(CalendarDay(sinceEpoch: day).month)
    }

    private func days(in month: Month, start: Int64) -> [Int64] {
        if !monthDays.isEmpty {
            let days = Set(monthDays.compactMap(month.day)).sorted()
            return weekdays.isEmpty
                ? days
                : days.filter { day in weekdays.contains { $0.weekday == weekday(of: day) } }
        }
        if !weekdays.isEmpty { return ordinals(from: month.first, count: month.length) }
        return [month.day(CalendarDay(sinceEpoch: start).day)].compactMap(\.self)
    }

    private func daysOfYear(_ year: Int64, start: Int64) -> [Int64] {
        let all = (0..<12).map { Month(number: year * 12 + $0) }
        if !months.isEmpty {
            return all.filter { months.contains($0.ofYear) }.flatMap { days(in: $0, start: start) }
        }
        if !monthDays.isEmpty { return all.flatMap { days(in: $0, start: start) } }
        if !weekdays.isEmpty {
            return ordinals(from: all[0].first, count: all.reduce(0) { $0 + $1.length })
        }
        let date = CalendarDay(sinceEpoch: start)
        return [all[date.month - 1].day(date.day)].compactMap(\.self)
    }

    /// The named weekdays of a month or year.
    private func ordinals(from first: Int64, count: Int64) -> [Int64] {
        var found: Set<Int64> = []
        for rule in weekdays {
            let start = first + (Int64(rule.weekday) - Int64(weekday(of: first)) + 7) % 7
            let days = Array(stride(from: start, to: first + count, by: 7))
            switch rule.ordinal {
            case nil: found.formUnion(days)
            case let ordinal? where ordinal > 0 && ordinal <= days.count:
                found.insert(days[ordinal - 1])
            case let ordinal? where ordinal < 0 && -ordinal <= days.count:
                found.insert(days[days.count + ordinal])
            default: break
            }
        }
        return found.sorted()
    }

    /// BYSETPOS: the nth of what the other parts find in a period.
    private func positioned(_ days: [Int64]) -> [Int64] {
        guard !positions.isEmpty else { return days }
        let places = Set(positions.map { $0 > 0 ? $0 - 1 : days.count + $0 })
        return places.filter(days.indices.contains).sorted().map { days[$0] }
    }

    private func weekday(of day: Int64) -> Int {
        Int((day + 3) - (day + 3).floorDivided(by: 7) * 7)
    }
}

/// A month of the Gregorian calendar.
private struct Month {
    /// 1 to 12.
    let ofYear: Int
    /// Days since 1 January 1970.
    let first: Int64
    let length: Int64

    /// - Parameter number: twelve times the year, and 0 to 11.
    init(number: Int64) {
        ofYear = Int(number - number.floorDivided(by: 12) * 12) + 1
        first = Month.first(of: number)
        length = Month.first(of: number + 1) - first
    }

    private static func first(of number: Int64) -> Int64 {
        // Counted in years that begin with March, in cycles of 400, as `CalendarDay` does: a rule
        // may step over the year 9999, and has to come to its end there.
        let shifted = number - 2
        let year = shifted.floorDivided(by: 12)
        let era = year.floorDivided(by: 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (shifted - year * 12) + 2) / 5
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// The nth day, or from the end; nothing if the month is shorter.
    func day(_ number: Int) -> Int64? {
        let place = number > 0 ? Int64(number) - 1 : length + Int64(number)
        return (0..<length).contains(place) ? first + place : nil
    }
}
