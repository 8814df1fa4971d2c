/// Something in a calendar file that could not be used; the rest of it is.
package struct CalendarProblem: Hashable, Sendable {
    /// In the file, counted from 1.
    package var line: Int
    /// A clause without a full stop.
    package var message: String
}

/// Why a calendar file cannot be used at all. Its description is a clause.
package enum CalendarFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLong
    case notText(line: Int)
    case noCalendar
    case tooManyEvents
    /// The outermost part of it that has no end, and the line in which that begins.
    case cutOff(part: String, line: Int)

    package var description: String {
        switch self {
        case .tooLong: "it is longer than \(CalendarLimits.bytesMax >> 20) MiB"
        case .notText(let line): "line \(line) is not UTF-8"
        case .noCalendar: "it is no iCalendar file: it does not begin with BEGIN:VCALENDAR"
        case .cutOff("VCALENDAR", _): "it is cut off: it does not end with END:VCALENDAR"
        case .cutOff(let part, let line):
            "it is cut off: the \(part.prefix(20)) that begins in line \(line) has no end"
        case .tooManyEvents: "it has more than \(CalendarLimits.eventsMax) events"
        }
    }
}

/// What is taken of a calendar file.
package enum CalendarLimits {
    package static let bytesMax = 4 << 20
    package static let eventsMax = 5000
    /// Of one line, unfolded.
    static let lineMax = 64 << 10
    static let parametersMax = 50
    static let depthMax = 8
    static let problemsMax = 50
    /// Dates of one RDATE or EXDATE, all of an event together.
    static let datesMax = 2000
    static let attendeesMax = 200
    static let zonesMax = 100
    /// Days and periods that are looked at to find the occurrences of all events together.
    static let stepsMax = 1_000_000
}
