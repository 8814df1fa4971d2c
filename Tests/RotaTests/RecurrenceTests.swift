import Casework
import Testing

@testable import Rota

/// The examples of RFC 5545, 3.8.5.3, in New York.
@Suite struct RecurrenceTests {
    struct Example: CustomTestStringConvertible {
        var rule: String
        var start = "19970902T090000"
        /// The days as `yyyymmdd`, shortened to the ones that tell.
        var days: String
        var testDescription: String { rule }
    }

    static let examples = [
        Example(rule: "FREQ=DAILY;COUNT=5", days: "0902 0903 0904 0905 0906"),
        Example(rule: "FREQ=DAILY;INTERVAL=10;COUNT=5", days: "0902 0912 0922 1002 1012"),
        Example(rule: "FREQ=DAILY;UNTIL=19970905T130000Z", days: "0902 0903 0904 0905"),
        Example(rule: "FREQ=DAILY;UNTIL=19970905T125959Z", days: "0902 0903 0904"),
        Example(rule: "FREQ=DAILY;UNTIL=19970905", days: "0902 0903 0904 0905"),
        Example(rule: "FREQ=WEEKLY;COUNT=3", days: "0902 0909 0916"),
        Example(
            rule: "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH;COUNT=8",
            days: "0902 0904 0916 0918 0930 1002 1014 1016"),
        Example(
            rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", start: "19970805T090000",
            days: "0805 0810 0819 0824"),
        Example(
            rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", start: "19970805T090000",
            days: "0805 0817 0819 0831"),
        Example(
            rule: "FREQ=MONTHLY;COUNT=4;BYDAY=1FR", start: "19970905T090000",
            days: "0905 1003 1107 1205"),
        Example(
            rule: "FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=1SU,-1SU", start: "19970907T090000",
            days: "0907 0928 1102 1130 0104 0125"),
        Example(
            rule: "FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", start: "19970922T090000",
            days: "0922 1020 1117"),
        Example(
            rule: "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=4", start: "19970928T090000",
            days: "0928 1029 1128 1229"),
        Example(
            rule: "FREQ=MONTHLY;COUNT=5;BYMONTHDAY=1,-1", start: "19970930T090000",
            days: "0930 1001 1031 1101 1130"),
        Example(
            rule: "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", start: "19980213T090000",
            days: "0213 0313 1113"),
        Example(
            rule: "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", start: "19970904T090000",
            days: "0904 1007 1106"),
        Example(
            rule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3", start: "19970929T090000",
            days: "0929 1030 1127"),
        Example(
            rule: "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4", start: "19970831T090000",
            days: "0831 1031 1231 0131"),
        Example(
            rule: "FREQ=YEARLY;COUNT=4;BYMONTH=6,7", start: "19970610T090000",
            days: "0610 0710 0610 0710"),
        Example(
            rule: "FREQ=YEARLY;BYDAY=20MO;COUNT=3", start: "19970519T090000",
            days: "0519 0518 0517"),
        Example(
            rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=4", start: "19970313T090000",
            days: "0313 0320 0327 0305"),
        Example(
            rule: "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
            start: "19961105T090000", days: "1105 1107 1102"),
        Example(
            rule: "FREQ=YEARLY;COUNT=2", start: "19960229T090000", days: "0229 0229"),
    ]

    @Test(arguments: examples)
    func `an example of the RFC comes on its days`(_ example: Example) throws {
        let newYork = try zone("America/New_York")
        let calendar = try DutyCalendar(
            event: """
                DTSTART;TZID=America/New_York:\(example.start)
                DURATION:PT1H
                RRULE:\(example.rule)
                """)
        #expect(calendar.problems == [])
        let held = calendar.held(touching: try stretch("1996-01-01", "2010-01-01"))
        let days = held.map { held in
            newYork.text(held.during.from).dropFirst(5).prefix(5).replacing("-", with: "")
        }
        #expect(days.joined(separator: " ") == example.days)
        #expect(held.allSatisfy { newYork.text($0.during.from).hasSuffix("09:00") })
    }

    @Test func `a rule without an end is told wherever one looks`() throws {
        for (rule, count) in [
            ("FREQ=DAILY", 31), ("FREQ=WEEKLY;BYDAY=MO,WE", 9), ("FREQ=MONTHLY", 1),
            ("FREQ=YEARLY;INTERVAL=10000", 0), ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1,2", 2),
            ("FREQ=DAILY;INTERVAL=7", 5),
        ] {
            let calendar = try DutyCalendar(
                event: "DTSTART:20000103T090000Z\nDURATION:PT1H\nRRULE:\(rule)")
            let held = calendar.held(touching: try stretch("2040-12-01", "2041-01-01"))
            #expect(held.count == count, "\(rule)")
        }
    }

    @Test(arguments: [
        ("FREQ=HOURLY", "FREQ=HOURLY is not used here"), ("COUNT=3", "RRULE has no FREQ"),
        ("FREQ=DAILY;BYHOUR=9,10", "BYHOUR is not used here"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL takes 1 to 10000, not 0"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY takes no 0"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY with a number belongs to monthly and yearly rules"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX is no day of the week"),
        ("FREQ=DAILY;UNTIL=soon", "UNTIL=SOON is no date"),
        ("FREQ=DAILY;COUNT", "RRULE has a part without \"=\""),
    ])
    func `a rule that is not understood is told, and its event left out`(
        rule: String, message: String
    ) throws {
        let calendar = try DutyCalendar(
            event: "DTSTART:20261103T090000Z\nDURATION:PT1H\nRRULE:\(rule)")
        #expect(calendar.problems == [CalendarProblem(line: 8, message: message)])
        #expect(calendar.held(touching: try stretch("2026-01-01", "2027-01-01")) == [])
    }
}
