package import Casework

/// The calendar that all written times share: Gregorian, without zones. Days are counted from
/// 1 March 0 in cycles of 400 years, so that a leap day ends a year.
extension LocalTime {
    /// As documents and headers abbreviate them (RFC 5322, 3.3; RFC 9110, 5.6.7).
    package static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static let daysOfCycle = 146_097
    /// From 1 March 0 to 1 January 1970.
    private static let daysBeforeEpoch = 719_468

    /// The time in UTC; what is finer than a second is cut off.
    package init(utc instant: Instant) {
        let (sinceEpoch, inDay) = instant.utcDay
        let days = sinceEpoch + LocalTime.daysBeforeEpoch
        let (cycle, dayOfCycle) = days.floorDivided(by: LocalTime.daysOfCycle)
        let yearOfCycle =
            (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let second = inDay / 1000
        self.init(
            year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * marchMonth + 2) / 5 + 1, hour: second / 3600,
            minute: second / 60 % 60, second: second % 60)
    }

    /// When it is this time in UTC; nothing if it never is. From the year 1 to 9999; a leap second
    /// is the first of the next minute.
    package var instantInUTC: Instant? {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...LocalTime.days(in: month, of: year)).contains(day), (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let (cycle, yearOfCycle) = (month <= 2 ? year - 1 : year).floorDivided(by: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        let days = cycle * LocalTime.daysOfCycle + dayOfCycle - LocalTime.daysBeforeEpoch
        return Instant(seconds: Int64(days * 86_400 + hour * 3600 + minute * 60 + second))
    }

    /// `10:30:00`.
    package var clock: String {
        "\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))"
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Instant {
    /// Days since 1970-01-01, a Thursday, and the milliseconds into that day.
    package var utcDay: (sinceEpoch: Int, milliseconds: Int) {
        Int(milliseconds).floorDivided(by: 86_400_000)
    }
}

extension Int {
    /// With zeros in front.
    package func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }

    fileprivate func floorDivided(by divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
