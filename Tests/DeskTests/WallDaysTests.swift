import Casework
import Testing

@testable import Desk

@Suite struct WallDaysTests {
    /// A clock that is so many hours ahead of UTC all the year.
    private static func days(ahead hours: Int64) -> WallDays {
        WallDays(
            nextTime: { hour, minute, after in
                let wanted = Int64(hour * 3600 + minute * 60) - hours * 3600
                let passed = (after.milliseconds / 1000 - wanted).quotientAndRemainder(
                    dividingBy: 86_400)
                return Instant(seconds: (passed.quotient + 1) * 86_400 + wanted)
            },
            localTime: { instant in
                let seconds = instant.milliseconds / 1000 + hours * 3600
                // Of this month alone.
                let day = Int(seconds / 86_400 - 20_758) + 1
                return LocalTime(
                    year: 2026, month: 11, day: day, hour: Int(seconds / 3600 % 24), minute: 0,
                    second: 0)
            })
    }

    @Test(arguments: [-12, -11, -5, 0, 1, 9, 13, 14])
    func `a day ends at its own midnight, wherever the desk is`(ahead: Int64) throws {
        let day = try #require(CalendarDay(year: 2026, month: 11, day: 21))
        let midnight = Instant(seconds: (day.sinceEpoch + 1) * 86_400) - .hours(ahead)
        #expect(Self.days(ahead: ahead).end(of: day) == midnight)
    }
}
