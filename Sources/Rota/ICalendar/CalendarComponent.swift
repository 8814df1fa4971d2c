/// A part of a calendar between BEGIN and END, with what of it is used here.
struct CalendarComponent {
    /// In capitals.
    var name: String
    /// Where it begins in the file.
    var line: Int
    var lines: [ContentLine] = []
    var parts: [CalendarComponent] = []

    func first(_ name: String) -> ContentLine? { lines.first { $0.name == name } }
    func all(_ name: String) -> [ContentLine] { lines.filter { $0.name == name } }
}

/// Makes components of lines.
struct CalendarTree {
    private(set) var zones: [CalendarComponent] = []
    private(set) var events: [CalendarComponent] = []
    private(set) var problems: [CalendarProblem] = []
    private var open: [CalendarComponent] = []

    init(_ bytes: [UInt8]) throws(CalendarFailure) {
        guard bytes.count <= CalendarLimits.bytesMax else { throw .tooLong }
        var hasBegun = false
        for folded in ContentLines(bytes) {
            guard let text = folded.text else {
                // Whoever reads no such file at all is told so.
                guard hasBegun else { throw .notText(line: folded.number) }
                note(folded.number, "this line is too long, or not UTF-8")
                continue
            }
            guard !text.isEmpty else { continue }
            guard let line = ContentLine(text, number: folded.number) else {
                guard hasBegun else { throw .noCalendar }
                note(folded.number, "this is no line of a calendar")
                continue
            }
            if !hasBegun {
                guard line.name == "BEGIN", line.component == "VCALENDAR" else {
                    throw .noCalendar
                }
                hasBegun = true
            }
            try take(line)
        }
        guard hasBegun else { throw .noCalendar }
        // Of a file that breaks off nobody knows what else would stand in it.
        if let unended = open.first(where: { $0.name != "VCALENDAR" }) ?? open.first {
            throw .cutOff(part: unended.name, line: unended.line)
        }
    }

    private mutating func note(_ line: Int, _ message: String) {
        guard problems.count < CalendarLimits.problemsMax else { return }
        problems.append(CalendarProblem(line: line, message: message))
    }

    private mutating func take(_ line: ContentLine) throws(CalendarFailure) {
        switch line.name {
        case "BEGIN":
            guard open.count < CalendarLimits.depthMax else {
                return note(line.number, "this is nested too deep")
            }
            open.append(CalendarComponent(name: line.component, line: line.number))
        case "END":
            guard let done = open.last, done.name == line.component else {
                return note(line.number, "this ends what was not begun")
            }
            open.removeLast()
            try keep(done)
        default:
            guard let last = open.indices.last, Self.used.contains(open[last].name) else { return }
            open[last].lines.append(line)
        }
    }

    private static let used = ["VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"]

    private mutating func keep(_ done: CalendarComponent) throws(CalendarFailure) {
        switch done.name {
        case "VEVENT":
            guard events.count < CalendarLimits.eventsMax else { throw .tooManyEvents }
            events.append(done)
        case "VTIMEZONE" where zones.count < CalendarLimits.zonesMax: zones.append(done)
        case "STANDARD", "DAYLIGHT":
            guard let last = open.indices.last, open[last].name == "VTIMEZONE",
                open[last].parts.count < CalendarLimits.zonesMax
            else { return }
            open[last].parts.append(done)
        default: break
        }
    }
}

extension ContentLine {
    /// Of BEGIN and END: what they begin and end.
    fileprivate var component: String { value.filter { !$0.isWhitespace }.uppercased() }
}
