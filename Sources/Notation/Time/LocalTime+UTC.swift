package import Casework

/// The calendar that all written times share: Gregorian (`CalendarDay`), without zones.
extension LocalTime {
    /// As documents and headers abbreviate them (RFC 5322, 3.3; RFC 9110, 5.6.7).
    package static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The time in UTC; what is finer than a second is cut off.
    package init(utc instant: Instant) {
        let (sinceEpoch, inDay) = instant.utcDay
        let date = CalendarDay(sinceEpoch: Int64(sinceEpoch))
        let second = inDay / 1000
        self.init(
            year: date.year, month: date.month, day: date.day, hour: second / 3600,
            minute: second / 60 % 60, second: second % 60)
    }

    /// When it is this time in UTC; nothing if it never is. From the year 1 to 9999; a leap second
    /// is the first of the next minute.
    package var instantInUTC: Instant? {
        guard let date = CalendarDay(self), (0...23).contains(hour), (0...59).contains(minute),
            (0...60).contains(second)
        else { return nil }
        let inDay = hour * 3600 + minute * 60 + second
        return Instant(seconds: date.sinceEpoch * 86_400 + Int64(inDay))
    }

    /// `10:30:00`.
    package var clock: String {
        "\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))"
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
