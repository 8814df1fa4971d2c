import Casework

@testable import Rota

extension DutyCalendar {
    /// A calendar of these lines, with CRLF; ada, bo and lee are of the desk.
    init(lines: String, zone: Zone = .utc) throws(CalendarFailure) {
        let text = "BEGIN:VCALENDAR\nVERSION:2.0\n\(lines)\nEND:VCALENDAR\n"
        var roster = Roster()
        for name in ["ada", "bo", "lee"] { roster.add(name, PersonID(name)) }
        roster.add("bo@example.org", "bo")
        roster.add("Lee Smith", "lee")
        try self.init(
            Array(text.replacing("\n", with: "\r\n").utf8), zone: zone, roster: roster)
    }

    /// One event of ada's.
    init(event: String, zone: Zone = .utc) throws(CalendarFailure) {
        try self.init(
            lines: "BEGIN:VEVENT\nUID:1\nSUMMARY:ada\n\(event)\nEND:VEVENT", zone: zone)
    }
}
