import Casework
import Yardstick

@testable import Rota

/// What holds for any calendar. An input is a byte for what is tried, then the file, of which the
/// first and the last line may be left out.
enum CalendarProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        guard let choice = input.first else { return nil }
        let isWhole = choice & 1 == 0
        let bytes =
            (isWhole ? [] : Array("BEGIN:VCALENDAR\n".utf8)) + Array(input.dropFirst())
            + (isWhole ? [] : Array(ends.utf8))
        var told: String?
        let milliseconds = ProcessorTime.milliseconds { told = violation(ofFile: bytes, choice) }
        guard milliseconds < millisecondsMax else { return "\(milliseconds) ms" }
        return told
    }

    /// Of whatever is still open: what has no end is refused as a whole.
    private static let ends =
        String(
            repeating: "\nEND:VALARM\nEND:STANDARD\nEND:DAYLIGHT\nEND:VTIMEZONE\nEND:VEVENT",
            count: 3) + "\nEND:VCALENDAR\n"

    /// What the rules of a few KiB may take: all the steps that there are, a few times.
    private static let millisecondsMax = 5000
    private static let zones = ["Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]

    private static func violation(ofFile bytes: [UInt8], _ choice: UInt8) -> String? {
        let zone = Zone(named: zones[Int(choice >> 1 & 3)]) ?? .utc
        var roster = Roster()
        for name in ["ada", "bo", "Lee Smith", "bo@example.org"] { roster.add(name, "ada") }
        do throws(CalendarFailure) {
            let calendar = try DutyCalendar(bytes, zone: zone, roster: roster)
            guard try calendar == DutyCalendar(bytes, zone: zone, roster: roster) else {
                return "another calendar at the second reading"
            }
            return problems(of: calendar, lines: bytes.split(separator: 0x0A).count + bytes.count)
                ?? duties(of: calendar, choice)
        } catch {
            return nil
        }
    }

    private static func problems(of calendar: DutyCalendar, lines: Int) -> String? {
        let problems = calendar.problems
        guard problems.count <= CalendarLimits.problemsMax else { return "a flood of problems" }
        guard problems.allSatisfy({ 1...max(lines, 1) ~= $0.line && !$0.message.isEmpty }) else {
            return "a problem without its place"
        }
        let isInOrder = zip(problems, problems.dropFirst()).allSatisfy { $0.line <= $1.line }
        return isInOrder ? nil : "problems out of order"
    }

    /// Whoever has it in a year has it in its halves.
    private static func duties(of calendar: DutyCalendar, _ choice: UInt8) -> String? {
        let begin = Instant(seconds: 1_767_225_600 + Int64(choice) * 86_400)
        let middle = begin + .days(180)
        let year = Stretch(from: begin, to: begin + .days(365))
        guard !calendar.isCutOff(over: year) else { return nil }
        let held = calendar.held(touching: year)
        for one in held {
            if one.during.isEmpty { return "an empty duty" }
            if one.during.cut(to: year).isEmpty { return "a duty at another time" }
        }
        let halves = [Stretch(from: begin, to: middle), Stretch(from: middle, to: year.to)]
        let parts = halves.flatMap { half in
            calendar.held(touching: half).map { $0.during.cut(to: half) }
        }
        let whole = held.map(\.during).cut(to: [year])
        return whole == parts.merged() ? nil : "other duties in the halves of a year"
    }
}
