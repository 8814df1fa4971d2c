import Casework
import Testing

@testable import Rota

@Suite struct DutyCalendarTests {
    private func held(
        _ calendar: DutyCalendar, _ from: String = "2026-01-01", _ to: String = "2027-01-01",
        in zone: Zone = .utc
    ) throws -> [String] {
        calendar.held(touching: try stretch(from, to)).map(zone.text)
    }

    @Test func `lines are unfolded between any two bytes, and text unescaped`() throws {
        let long = "SUMMARY:Bereitschaft\\, n\u{00FC}chtern\\;\\nada"
        var bytes = Array(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261103T090000Z\r\nDURATION:P1D\r\n".utf8)
        for byte in long.utf8 { bytes += [byte] + Array("\r\n ".utf8) }
        bytes += Array("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf8)
        var roster = Roster()
        roster.add("ada", "ada")
        let calendar = try DutyCalendar(bytes, zone: .utc, roster: roster)
        #expect(calendar.problems == [])
        #expect(try held(calendar) == ["ada 2026-11-03 09:00 – 2026-11-04 09:00"])
    }

    @Test func `whole days are the zone's, also when they are an hour longer`() throws {
        let berlin = try zone("Europe/Berlin")
        let calendar = try DutyCalendar(
            event: "DTSTART;VALUE=DATE:20261025\nDTEND;VALUE=DATE:20261027", zone: berlin)
        let all = calendar.held(touching: try stretch("2026-01-01", "2027-01-01"))
        #expect(all.map(berlin.text) == ["ada 2026-10-25 00:00 – 2026-10-27 00:00"])
        #expect(all.map(\.during.length) == [.hours(49)])
    }

    @Test func `a weekly duty ends at nine also when clocks change`() throws {
        let calendar = try DutyCalendar(
            event: """
                DTSTART;TZID=Europe/London:20261012T090000
                DTEND;TZID=Europe/London:20261019T090000
                RRULE:FREQ=WEEKLY;COUNT=3
                """)
        #expect(
            try held(calendar, in: zone("Europe/London")) == [
                "ada 2026-10-12 09:00 – 2026-10-19 09:00",
                "ada 2026-10-19 09:00 – 2026-10-26 09:00",
                "ada 2026-10-26 09:00 – 2026-11-02 09:00",
            ])
    }

    @Test func `hours of a DURATION are hours, and days are days`() throws {
        let exact = try DutyCalendar(
            event: "DTSTART;TZID=Europe/London:20261024T120000\nDURATION:PT24H")
        #expect(try held(exact) == ["ada 2026-10-24 11:00 – 2026-10-25 11:00"])
        let nominal = try DutyCalendar(
            event: "DTSTART;TZID=Europe/London:20261024T120000\nDURATION:P1D")
        #expect(try held(nominal) == ["ada 2026-10-24 11:00 – 2026-10-25 12:00"])
    }

    @Test func `dates come and go one by one`() throws {
        let calendar = try DutyCalendar(
            event: """
                DTSTART;TZID=Europe/London:20261102T090000
                DURATION:PT8H
                RRULE:FREQ=DAILY;COUNT=4
                EXDATE;TZID=Europe/London:20261103T090000
                EXDATE;VALUE=DATE:20261105
                RDATE:20261110T090000Z
                RDATE;VALUE=PERIOD:20261111T090000Z/PT1H,20261112T090000Z/20261112T103000Z
                """)
        #expect(
            try held(calendar) == [
                "ada 2026-11-02 09:00 – 2026-11-02 17:00",
                "ada 2026-11-04 09:00 – 2026-11-04 17:00",
                "ada 2026-11-10 09:00 – 2026-11-10 17:00",
                "ada 2026-11-11 09:00 – 2026-11-11 10:00",
                "ada 2026-11-12 09:00 – 2026-11-12 10:30",
            ])
    }

    @Test func `an occurrence is another's, moved, or cancelled`() throws {
        let calendar = try DutyCalendar(
            lines: """
                BEGIN:VEVENT
                UID:1
                SUMMARY:ada
                DTSTART;TZID=Europe/London:20261102T090000
                DURATION:PT8H
                RRULE:FREQ=DAILY;COUNT=4
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID:20261103T090000Z
                SUMMARY:bo
                DTSTART;TZID=Europe/London:20261103T120000
                DURATION:PT1H
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID;TZID=Europe/London:20261104T090000
                STATUS:CANCELLED
                SUMMARY:ada
                DTSTART;TZID=Europe/London:20261104T090000
                DURATION:PT8H
                END:VEVENT
                """)
        #expect(
            try held(calendar) == [
                "ada 2026-11-02 09:00 – 2026-11-02 17:00", "bo 2026-11-03 12:00 – 2026-11-03 13:00",
                "ada 2026-11-05 09:00 – 2026-11-05 17:00",
            ])
    }

    /// RFC 5545, 3.6.1: a day lasts a day, and a time no time at all, which is nobody's mistake where
    /// nobody is named.
    @Test func `without an end a day lasts a day, and a time no time at all`() throws {
        let day = try DutyCalendar(event: "DTSTART;VALUE=DATE:20261130")
        #expect(try held(day) == ["ada 2026-11-30 00:00 – 2026-12-01 00:00"])
        let reminder = try DutyCalendar(
            lines: "BEGIN:VEVENT\nSUMMARY:hand-over\nDTSTART:20261130T090000Z\nEND:VEVENT")
        #expect(try held(reminder) == [])
        #expect(reminder.problems == [])
        let added = try DutyCalendar(
            event: "DTSTART:20261130T090000Z\nRDATE;VALUE=PERIOD:20261201T090000Z/PT1H")
        #expect(try held(added) == ["ada 2026-12-01 09:00 – 2026-12-01 10:00"])
        #expect(added.problems == [])
    }

    /// Calendars leave the end out where an occurrence is only cancelled, or given to somebody else.
    @Test func `an occurrence without an end of its own is as long as the others`() throws {
        let calendar = try DutyCalendar(
            lines: """
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID;TZID=Europe/London:20261109T090000
                STATUS:CANCELLED
                SUMMARY:lee
                DTSTART;TZID=Europe/London:20261109T090000
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID;TZID=Europe/London:20261116T090000
                SUMMARY:bo
                DTSTART;TZID=Europe/London:20261116T100000
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID;TZID=Europe/London:20261123T090000
                STATUS:CANCELLED
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                SUMMARY:lee
                DTSTART;TZID=Europe/London:20261102T090000
                DTEND;TZID=Europe/London:20261109T090000
                RRULE:FREQ=WEEKLY;COUNT=5
                END:VEVENT
                """)
        #expect(calendar.problems == [])
        #expect(
            try held(calendar) == [
                "lee 2026-11-02 09:00 – 2026-11-09 09:00", "bo 2026-11-16 10:00 – 2026-11-23 10:00",
                "lee 2026-11-30 09:00 – 2026-12-07 09:00",
            ])
    }

    @Test func `letters that the calendar explains itself are not those of another land`() throws {
        let calendar = try DutyCalendar(
            lines: """
                BEGIN:VTIMEZONE
                TZID:BST
                BEGIN:DAYLIGHT
                DTSTART:19710328T010000
                TZOFFSETFROM:+0000
                TZOFFSETTO:+0100
                END:DAYLIGHT
                END:VTIMEZONE
                BEGIN:VEVENT
                SUMMARY:ada
                DTSTART;TZID=BST:20260624T090000
                DURATION:PT1H
                END:VEVENT
                """)
        #expect(try held(calendar) == ["ada 2026-06-24 08:00 – 2026-06-24 09:00"])
    }

    @Test func `of two versions the newer one counts`() throws {
        func event(_ sequence: Int, _ who: String) -> String {
            """
            BEGIN:VEVENT
            UID:1
            SEQUENCE:\(sequence)
            SUMMARY:\(who)
            DTSTART:20261102T090000Z
            DURATION:PT8H
            END:VEVENT
            """
        }
        let calendar = try DutyCalendar(lines: "\(event(2, "bo"))\n\(event(1, "ada"))")
        #expect(try held(calendar) == ["bo 2026-11-02 09:00 – 2026-11-02 17:00"])
    }

    @Test(arguments: [
        ("ATTENDEE;CN=\"Somebody\":mailto:Bo@Example.org", ["bo"]),
        ("ATTENDEE;CN=Lee Smith:mailto:x@example.net", ["lee"]),
        ("SUMMARY:On call – Lee Smith (week 45)", ["lee"]),
        ("SUMMARY:@ada's week", ["ada"]),
        ("SUMMARY:On call\nORGANIZER:mailto:bo@example.org", ["bo"]),
        ("SUMMARY:ada\nATTENDEE:mailto:bo@example.org", ["bo"]),
        ("SUMMARY:ada\nATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.org", ["ada"]),
        ("ATTENDEE;CN=ada:x\nATTENDEE;CN=bo:y", ["ada", "bo"]),
        ("SUMMARY:ada and bo", []), ("SUMMARY:adamant", []), ("SUMMARY:zoe", []),
    ])
    func `who is meant`(lines: String, people: [PersonID]) throws {
        let calendar = try DutyCalendar(
            lines: """
                BEGIN:VEVENT
                DTSTART:20261102T090000Z
                DURATION:PT8H
                \(lines)
                END:VEVENT
                """)
        let held = calendar.held(touching: try stretch("2026-01-01", "2027-01-01"))
        #expect(held.map(\.person) == people)
        let strangers = calendar.strangers(touching: try stretch("2026-11-02", "2026-11-03"))
        #expect(strangers.map(\.line) == (people.isEmpty ? [3] : []))
        #expect(calendar.strangers(touching: try stretch("2026-11-03", "2027-01-01")) == [])
    }

    static let described = """
        BEGIN:VTIMEZONE
        TZID:Customized Time Zone
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:19710328T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        """

    @Test func `a zone that the calendar describes itself`() throws {
        let calendar = try DutyCalendar(
            lines: """
                \(Self.described.replacing("16010101", with: "19701025"))
                BEGIN:VEVENT
                SUMMARY:ada
                DTSTART;TZID=Customized Time Zone:20261024T090000
                DURATION:P1D
                RRULE:FREQ=DAILY;COUNT=2
                END:VEVENT
                """)
        #expect(calendar.problems == [])
        #expect(
            try held(calendar) == [
                "ada 2026-10-24 07:00 – 2026-10-25 08:00",
                "ada 2026-10-25 08:00 – 2026-10-26 08:00",
            ])
    }

    @Test func `Outlook begins its zones in 1601`() throws {
        let calendar = try DutyCalendar(
            lines: """
                \(Self.described)
                BEGIN:VEVENT
                SUMMARY:ada
                DTSTART;TZID=Customized Time Zone:20261124T090000
                DURATION:PT1H
                END:VEVENT
                """)
        #expect(try held(calendar) == ["ada 2026-11-24 08:00 – 2026-11-24 09:00"])
    }

    @Test(arguments: [
        (
            "TZID=Nowhere/Land", 6,
            "no time zone is called \"Nowhere/Land\", and no VTIMEZONE says what it is"
        )
    ])
    func `a zone that nobody knows`(parameter: String, line: Int, message: String) throws {
        let calendar = try DutyCalendar(
            event: "DTSTART;\(parameter):20261124T090000\nDURATION:PT1H")
        #expect(calendar.problems == [CalendarProblem(line: line, message: message)])
    }

    @Test func `a path in front of a zone's name does not matter`() throws {
        let calendar = try DutyCalendar(
            event: """
                DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20261124T090000
                DTEND:20261124T120000Z
                """)
        #expect(try held(calendar) == ["ada 2026-11-24 08:00 – 2026-11-24 12:00"])
    }

    @Test(arguments: [
        ("DTSTART:20261131T090000Z\nDURATION:PT1H", "\"20261131T090000Z\" is no date or time"),
        (
            "DTSTART:20261130T090000Z\nDTEND:20261130T080000Z",
            "this event ends before it has begun, or lasts over a year"
        ),
        ("DTSTART:20261130T090000Z\nDURATION:PT", "\"PT\" is no length of time"),
        ("DURATION:PT1H", "this event has no DTSTART"),
        (
            "DTSTART:20261130T090000Z",
            "this event has neither DTEND nor DURATION and lasts no time at all"
        ),
    ])
    func `an event that cannot be used is told, and the others are`(
        lines: String, message: String
    ) throws {
        let calendar = try DutyCalendar(
            lines: """
                BEGIN:VEVENT
                SUMMARY:ada
                \(lines)
                END:VEVENT
                BEGIN:VEVENT
                SUMMARY:bo
                DTSTART:20261201T090000Z
                DURATION:PT1H
                END:VEVENT
                """)
        #expect(calendar.problems.map(\.message) == [message])
        #expect(try held(calendar) == ["bo 2026-12-01 09:00 – 2026-12-01 10:00"])
    }

    @Test func `what is no calendar is refused, and what is too long`() throws {
        func failure(_ bytes: [UInt8]) -> CalendarFailure? {
            do throws(CalendarFailure) {
                _ = try DutyCalendar(bytes, zone: .utc, roster: Roster())
                return nil
            } catch { return error }
        }
        #expect(failure(Array("<html>".utf8)) == .noCalendar)
        #expect(failure([]) == .noCalendar)
        #expect(failure([0xFF, 0xFE, 0x41]) == .notText(line: 1))
        #expect(failure([UInt8](repeating: 0x41, count: CalendarLimits.bytesMax + 1)) == .tooLong)
        let event = "BEGIN:VEVENT\nEND:VEVENT\n"
        let many = "BEGIN:VCALENDAR\n" + String(repeating: event, count: 5001)
        #expect(failure(Array(many.utf8)) == .tooManyEvents)
    }

    /// What is left of it would say that nobody is on call.
    @Test(arguments: [
        ("", CalendarFailure.cutOff(part: "VCALENDAR", line: 1)),
        ("VERSION:2.0\nX-W", .cutOff(part: "VCALENDAR", line: 1)),
        ("BEGIN:VEVENT\nSUMMARY:ada\nDTSTART:20261201T", .cutOff(part: "VEVENT", line: 2)),
        ("BEGIN:VEVENT\nEND:VEVENT\nBEGIN:VEVENT\n", .cutOff(part: "VEVENT", line: 4)),
        ("BEGIN:VEVENT\nSUMMARY:ada\nEND:VCALENDAR", .cutOff(part: "VEVENT", line: 2)),
        ("BEGIN:VTIMEZONE\nBEGIN:STANDARD\n", .cutOff(part: "VTIMEZONE", line: 2)),
        ("BEGIN:VEVENT\nEND:VEVENT\n", .cutOff(part: "VCALENDAR", line: 1)),
    ])
    func `a file that breaks off is none`(rest: String, failure: CalendarFailure) throws {
        let text = "BEGIN:VCALENDAR\n\(rest)"
        #expect(throws: failure) {
            _ = try DutyCalendar(Array(text.utf8), zone: .utc, roster: Roster())
        }
    }

    @Test func `a calendar without events is one, and two in a file are one`() throws {
        let empty = try DutyCalendar(
            Array("BEGIN:VCALENDAR\nEND:VCALENDAR \n".utf8), zone: .utc, roster: Roster())
        #expect(empty.problems == [])
        let two = try DutyCalendar(
            lines: """
                END:VCALENDAR
                begin:vcalendar
                BEGIN:VEVENT
                SUMMARY:ada
                DTSTART;VALUE=DATE:20261130
                END:VEVENT
                """)
        #expect(try held(two) == ["ada 2026-11-30 00:00 – 2026-12-01 00:00"])
    }

    @Test func `alarms and what is not known are passed over`() throws {
        let calendar = try DutyCalendar(
            event: """
                DTSTART:20261201T090000Z
                DURATION:PT1H
                BEGIN:VALARM
                TRIGGER:-PT15M
                DURATION:PT9H
                END:VALARM
                X-THING;A=b;C="d;e:f":whatever
                """)
        #expect(try held(calendar) == ["ada 2026-12-01 09:00 – 2026-12-01 10:00"])
    }

    /// Five thousand rules for ever since 1900 are not worth more than a second of anybody's time.
    @Test(.timeLimit(.minutes(1)))
    func `so much happens that nobody looks at it all`() throws {
        let event = """
            BEGIN:VEVENT
            SUMMARY:ada
            DTSTART:19000101T090000Z
            DURATION:PT1H
            RRULE:FREQ=DAILY;COUNT=1000000
            END:VEVENT

            """
        let calendar = try DutyCalendar(lines: String(repeating: event, count: 3000))
        let clock = ContinuousClock()
        let time = clock.measure {
            _ = calendar.held(
                touching: Stretch(from: Instant(seconds: 0), to: Instant(seconds: 4_000_000_000)))
        }
        #expect(time < .seconds(20))
    }
}
