import Casework
import Testing

@testable import Notation

struct LocalTimeUTCTests {
    @Test func `every day of eight hundred years comes after the one before`() throws {
        let start = try #require(
            LocalTime(year: 1599, month: 12, day: 31, hour: 12, minute: 0, second: 0)
                .instantInUTC)
        var before = LocalTime(utc: start)
        for day in 1...Int64(292_195) {
            let today = LocalTime(utc: start + .days(day))
            let follows =
                today.day == before.day + 1 && today.month == before.month
                || today.day == 1 && today.month == before.month % 12 + 1
            #expect(follows, "\(before) → \(today)")
            #expect(today.instantInUTC == start + .days(day))
            guard follows else { return }
            before = today
        }
        #expect(before.year == 2400 && before.month == 1 && before.day == 1)
    }

    @Test(arguments: [
        (1900, 2, 29), (2026, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0),
        (0, 1, 1), (10_000, 1, 1),
    ])
    func `there is no such day`(year: Int, month: Int, day: Int) {
        let time = LocalTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
        #expect(time.instantInUTC == nil)
    }

    @Test func `a leap second is the first of the next minute`() {
        let leap = LocalTime(year: 2016, month: 12, day: 31, hour: 23, minute: 59, second: 60)
        #expect(leap.instantInUTC == Instant(seconds: 1_483_228_800))
        #expect(leap.clock == "23:59:60")
    }

    @Test func `days before 1970 count backwards`() {
        #expect(Instant(milliseconds: -1).utcDay == (-1, 86_399_999))
        #expect(Instant(milliseconds: 0).utcDay == (0, 0))
    }
}
