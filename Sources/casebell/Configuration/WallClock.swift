import Casework
import Foundation

/// The clock on the desk's wall: instants as its time zone shows them.
struct WallClock: Sendable {
    private let calendar: Calendar

    /// - Parameter timezone: a name of the time zone database; `check` has seen that it exists.
    init(timezone: String) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: timezone) ?? .gmt
        self.calendar = calendar
    }

    func localTime(_ instant: Instant) -> LocalTime {
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: instant.date)
        return LocalTime(
            year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1,
            hour: parts.hour ?? 0, minute: parts.minute ?? 0, second: parts.second ?? 0)
    }

    /// The next instant at which the clock shows this; in a gap of daylight saving, the first one
    /// after it.
    func next(hour: Int, minute: Int, after instant: Instant) -> Instant {
        let wanted = DateComponents(hour: hour, minute: minute)
        let date = calendar.nextDate(
            after: instant.date, matching: wanted, matchingPolicy: .nextTime)
        return date.map(Instant.init) ?? instant + .days(1)
    }
}

extension Instant {
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
    init(_ date: Date) {
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }
}
