package import Casework

/// What a clock on a wall shows, without saying where it hangs: seconds since
/// 1970-01-01T00:00:00 as if it were in UTC.
package struct WallTime: Hashable, Comparable, Sendable {
    package let seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    /// - Parameter minute: since midnight; 1440 and more are on the days after.
    package init(_ day: CalendarDay, minute: Int = 0) {
        self.init(seconds: day.sinceEpoch * WallTime.secondsOfDay + Int64(minute) * 60)
    }

    package static let secondsOfDay: Int64 = 86_400

    /// Days since 1 January 1970.
    package var dayNumber: Int64 { seconds.floorDivided(by: WallTime.secondsOfDay) }
    package var day: CalendarDay { CalendarDay(sinceEpoch: dayNumber) }
    package var secondOfDay: Int64 { seconds - dayNumber * WallTime.secondsOfDay }

    package static func < (left: WallTime, right: WallTime) -> Bool { left.seconds < right.seconds }
    package static func + (wall: WallTime, seconds: Int64) -> WallTime {
        WallTime(seconds: wall.seconds + seconds)
    }
}

extension Int64 {
    /// Rounded down, also below zero.
    func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
