import Casework
import Testing

@testable import Rota

@Suite struct BusinessHoursTests {
    private func london(_ holidays: [Holiday] = []) throws -> BusinessHours {
        BusinessHours(
            zone: try zone("Europe/London"),
            week: [
                WeekHours(
                    from: 480, to: 1200, days: [.monday, .tuesday, .wednesday, .thursday, .friday]),
                WeekHours(from: 600, to: 960, days: [.saturday]),
            ], holidays: holidays)
    }

    private func christmas(hours: [WeekHours] = []) throws -> Holiday {
        Holiday(date: .yearly(month: 12, day: 25), name: "Christmas", hours: hours)
    }

    @Test(arguments: [
        ("2026-11-23 07:59:59", false), ("2026-11-23 08:00", true), ("2026-11-23 19:59", true),
        ("2026-11-23 20:00", false), ("2026-11-28 10:00", true), ("2026-11-29 12:00", false),
        ("2026-07-20 07:00", true), ("2026-07-20 06:59", false), ("2026-12-25 12:00", false),
    ])
    func `open or closed, in UTC`(at: String, isOpen: Bool) throws {
        #expect(try london([christmas()]).isOpen(at: utc(at)) == isOpen)
    }

    @Test func `the next opening goes past holidays and weekends`() throws {
        let holidays = [
            try christmas(), Holiday(date: .yearly(month: 12, day: 26), name: "Boxing Day"),
            Holiday(
                date: .once(try #require(CalendarDay(year: 2026, month: 12, day: 28))),
                name: "Substitute"),
        ]
        let hours = try london(holidays)
        #expect(try hours.opens(after: utc("2026-12-24 20:00")) == utc("2026-12-29 08:00"))
        #expect(try hours.opens(after: utc("2026-12-24 12:00")) == nil)
        #expect(try hours.closes(after: utc("2026-12-24 12:00")) == utc("2026-12-24 20:00"))
        #expect(try hours.closes(after: utc("2026-12-25 12:00")) == nil)
    }

    @Test func `a closed period is one and the same from its first instant to its last`() throws {
        let hours = try london([christmas()])
        let from = try utc("2026-12-24 20:00")
        let to = try utc("2026-12-26 10:00")
        let period = try #require(hours.closedPeriod(at: from))
        #expect(period == ClosedPeriod(from: from, to: to))
        #expect(hours.closedPeriod(at: to - Lapse(milliseconds: 1)) == period)
        #expect(hours.closedPeriod(at: to) == nil)
        #expect(hours.closedPeriod(at: from - Lapse(milliseconds: 1)) == nil)
        #expect(try period.id != hours.closedPeriod(at: utc("2026-12-28 02:00"))?.id)
    }

    @Test func `a holiday has hours of its own, and ends those of the evening before`() throws {
        let late = BusinessHours(
            zone: .utc, week: [WeekHours(from: 1320, to: 120)],
            holidays: [try christmas(hours: [WeekHours(from: 600, to: 720)])])
        let open = late.open(over: try stretch("2026-12-24 12:00", "2026-12-27 12:00"))
        #expect(
            open.map(Zone.utc.text) == [
                "2026-12-24 22:00 – 2026-12-25 00:00", "2026-12-25 10:00 – 2026-12-25 12:00",
                "2026-12-26 22:00 – 2026-12-27 02:00",
            ])
    }

    @Test func `what never opens and what never closes`() throws {
        let always = BusinessHours(zone: .utc, week: [])
        let now = try utc("2026-11-23 12:00")
        #expect(always.isOpen(at: now))
        #expect(always.closes(after: now) == nil)
        let never = BusinessHours(
            zone: .utc, week: [],
            holidays: (1...12).flatMap { month in
                (1...31).map { Holiday(date: .yearly(month: month, day: $0), name: "") }
            })
        #expect(never.opens(after: now) == nil)
        #expect(never.closedPeriod(at: now) == ClosedPeriod(from: nil, to: nil))
        #expect(never.closedPeriod(at: now)?.id == "ever")
    }

    @Test func `the night in which clocks change is an hour longer or shorter`() throws {
        let night = BusinessHours(
            zone: try zone("Europe/London"), week: [WeekHours(from: 1320, to: 360)])
        let autumn = night.open(over: try stretch("2026-10-24 12:00", "2026-10-25 12:00"))
        #expect(autumn.map(\.length) == [.hours(9)])
        let spring = night.open(over: try stretch("2026-03-28 12:00", "2026-03-29 12:00"))
        #expect(spring.map(\.length) == [.hours(7)])
    }
}
