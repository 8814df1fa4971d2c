/// The clock on the desk's wall; it is what the name of its time zone says.
package struct Wall: Hashable, Sendable {
    package let timezone: String
    package let localTime: @Sendable (Instant) -> LocalTime

    package init(timezone: String, localTime: @escaping @Sendable (Instant) -> LocalTime) {
        self.timezone = timezone
        self.localTime = localTime
    }

    package static func == (left: Wall, right: Wall) -> Bool { left.timezone == right.timezone }
    package func hash(into hasher: inout Hasher) { hasher.combine(timezone) }

    package static let utc = Wall(timezone: "UTC") { instant in
        let seconds = instant.milliseconds.floorDivided(by: 1000)
        let days = seconds.floorDivided(by: 86_400)
        let day = CalendarDay(sinceEpoch: days)
        let second = Int(seconds - days * 86_400)
        return LocalTime(
            year: day.year, month: day.month, day: day.day, hour: second / 3600,
            minute: second / 60 % 60, second: second % 60)
    }
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
