import Rehearsal
import Testing

@testable import Casework

@Suite struct HoursTests {
    private static func time(_ day: Int, _ hour: Int, _ minute: Int = 0) -> LocalTime {
        // 21 November 2026 is a Saturday.
        LocalTime(year: 2026, month: 11, day: day, hour: hour, minute: minute, second: 59)
    }

    private static let night = WeekHours(from: 18 * 60, to: 8 * 60)
    private static let friday = WeekHours(from: 18 * 60, to: 8 * 60, days: [.friday])
    private static let office = WeekHours(from: 9 * 60, to: 17 * 60, days: [.monday, .saturday])
    private static let weekend = WeekHours(from: 0, to: 1440, days: [.saturday, .sunday])

    @Test(
        arguments: [
            (night, time(21, 18), true), (night, time(21, 17, 59), false),
            (night, time(21, 7, 59), true), (night, time(21, 8), false),
            // The night of Friday ends on Saturday.
            (friday, time(20, 18), true), (friday, time(21, 7, 59), true),
            (friday, time(21, 18), false), (friday, time(20, 7), false),
            (office, time(21, 9), true), (office, time(22, 9), false), (office, time(23, 16), true),
            (office, time(21, 17), false),
            (weekend, time(21, 0), true), (weekend, time(22, 23, 59), true),
            (weekend, time(23, 0), false),
        ] as [(WeekHours, LocalTime, Bool)])
    func `hours are of the day on which they begin`(
        hours: WeekHours, time: LocalTime, holds: Bool
    ) {
        #expect(hours.contains(time) == holds)
    }

    @Test(
        arguments: [
            (night, friday, true), (friday, night, false), (night, office, false),
            (weekend, WeekHours(from: 60, to: 120, days: [.sunday]), true),
            // It goes on into Monday.
            (weekend, WeekHours(from: 1380, to: 60, days: [.sunday]), false),
            (weekend, WeekHours(from: 1380, to: 60, days: [.saturday]), true),
            (WeekHours(from: 0, to: 1440), WeekHours(from: 1380, to: 60), true),
            (WeekHours(from: 1380, to: 60), WeekHours(from: 0, to: 60), true),
        ] as [(WeekHours, WeekHours, Bool)])
    func `some hours cover others`(wide: WeekHours, narrow: WeekHours, covers: Bool) {
        #expect(wide.covers(narrow) == covers)
        #expect(Condition(hours: wide).coversBesideWords(Condition(hours: narrow)) == covers)
    }

    @Test func `every minute of the week agrees with what covers it`() {
        for hours in [Self.night, Self.friday, Self.office, Self.weekend] {
            for day in 16...22 {
                for hour in 0..<24 {
                    let time = Self.time(day, hour, 30)
                    let weekday = CalendarDay(time)?.weekday ?? .monday
                    let minute = WeekHours(
                        from: hour * 60 + 30, to: hour * 60 + 31, days: [weekday])
                    #expect(hours.contains(time) == hours.covers(minute))
                }
            }
        }
    }

    @Test func `a weekday is a weekday in any year`() {
        #expect(CalendarDay(year: 1970, month: 1, day: 1)?.weekday == .thursday)
        #expect(CalendarDay(year: 1969, month: 12, day: 28)?.weekday == .sunday)
        #expect(CalendarDay(year: 2026, month: 11, day: 21)?.weekday == .saturday)
        #expect(Weekday.friday.through(.monday) == [.friday, .saturday, .sunday, .monday])
        #expect(Weekday.friday.through(.friday) == [.friday])
    }

    @Test func `UTC's own clock is right, also before its epoch`() throws {
        for (seconds, day, hour) in [(0, 1, 0), (-1, 31, 23), (951_782_400, 29, 0)] {
            let time = Wall.utc.localTime(Instant(seconds: Int64(seconds)))
            #expect((time.day, time.hour) == (day, hour))
        }
        for days in stride(from: Int64(-200_000), to: 200_000, by: 97) {
            #expect(CalendarDay(sinceEpoch: days).sinceEpoch == days)
        }
    }

    @Test func `a rule asks when the customer wrote, by the clock on the desk's wall`() {
        var settings = ScenarioCast.settings
        settings.priority.rules = [
            PriorityRule(when: Condition(hours: Self.night), points: 50, because: "night")
        ]
        func points(_ hour: Int64, ahead: Int64) -> Int {
            settings.wall = Wall(timezone: "ahead \(ahead)") {
                Wall.utc.localTime($0 + .hours(ahead))
            }
            var desk = ScenarioDesk()
            desk.settings = settings
            desk.now = Instant(seconds: 1_795_219_200) + .hours(hour)
            let mention = Mention(
                key: MentionKey(source: "crm", id: "1"), text: "hello", postedAt: desk.now,
                author: Author(handle: "mara"))
            let opened = try? desk.submit(.open(mention: mention, linkedTo: nil), to: nil).get()
            // Later it still was written at night.
            desk.now = desk.now + .hours(9)
            _ = desk.submit(.reassess, to: CaseID(1))
            #expect(desk.matters[CaseID(1)]?.points == opened?.matter?.points)
            return opened?.matter?.points ?? -1
        }
        #expect(points(12, ahead: 0) == 0)
        #expect(points(19, ahead: 0) == 50)
        #expect(points(12, ahead: 6) == 50)
        #expect(points(19, ahead: -8) == 0)
    }
}

@Suite struct EarlierCasesTests {
    private func desk(_ condition: Condition) -> ScenarioDesk {
        var desk = ScenarioDesk()
        desk.settings.priority.rules = [
            PriorityRule(when: condition, points: 20, because: "regular")
        ]
        return desk
    }

    @Test func `a rule asks how often the customer was here before`() {
        var desk = desk(Condition(earlierCasesAtLeast: 2))
        let scenario = Scenario(
            "",
            """
            mara  posts    #1 "hello"              → points 0
            zed   posts    #2 "hello"              → points 0
            mara  posts    #3 "hello" source=shop  → points 0
            mara  posts    #4 "hello"              → points 0
            mara  posts    #5 "hello"              → points 20
            mara  posts    #4 "hello again"        → points 0
            mara  posts    #5 "hello again"        → points 20
            """)
        #expect(scenario.play(on: &desk).failures == [])
    }

    @Test func `it may route and file as noise, too`() {
        var desk = desk(Condition(vip: true))
        desk.settings.routing = [
            RoutingRule(when: Condition(earlierCasesAtLeast: 1), queue: "billing")
        ]
        desk.settings.noise = [
            NoiseRule(when: Condition(earlierCasesAtLeast: 2), tag: "again")
        ]
        let scenario = Scenario(
            "",
            """
            mara  posts    #1 "hello"  → new, queue care
            mara  posts    #2 "hello"  → new, queue billing
            mara  posts    #3 "hello"  → noise
            """)
        #expect(scenario.play(on: &desk).failures == [])
    }
}
