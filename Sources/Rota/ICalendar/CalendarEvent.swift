import Casework

/// An event of a calendar, as far as duty is concerned.
struct CalendarEvent: Hashable, Sendable {
    /// Where it begins in the file.
    var line: Int
    var uid: String
    var sequence: Int
    var start: CalendarMoment
    var length: CalendarLength
    /// Whether it says itself how long it is.
    var hasOwnLength: Bool
    var rules: [Recurrence] = []
    /// Further beginnings, some of them with a length of their own.
    var dates: [Addition] = []
    var exceptions: [CalendarMoment] = []
    /// The occurrence that this one stands for.
    var replaces: CalendarMoment?
    var isCancelled: Bool
    var names: CalendarNames

    struct Addition: Hashable, Sendable {
        var start: CalendarMoment
        var length: CalendarLength?
    }

    /// Whether none of it takes any time.
    var isInstant: Bool { !length.isPositive && dates.allSatisfy { $0.length == nil } }

    /// What keeps an event from being used.
    struct Trouble: Error {
        var line: Int
        var message: String
    }

    init(_ component: CalendarComponent, _ zones: CalendarZones) throws(Trouble) {
        line = component.line
        uid = component.first("UID")?.value ?? ""
        sequence = component.first("SEQUENCE").flatMap { Int($0.value) } ?? 0
        isCancelled = component.first("STATUS")?.value.uppercased() == "CANCELLED"
        names = CalendarNames(component)
        // Of an occurrence that is only cancelled it does not matter when it would have been.
        let spare = isCancelled ? component.first("RECURRENCE-ID") : nil
        guard let begun = component.first("DTSTART") ?? spare else {
            throw Trouble(line: component.line, message: "this event has no DTSTART")
        }
        start = try Self.moment(begun, zones)
        let written = try Self.length(component, from: start, zones, isCancelled: isCancelled)
        hasOwnLength = written != nil
        // RFC 5545, 3.6.1: without an end a day lasts a day, and a time no time at all.
        length = written ?? CalendarLength(byTheClock: start.isDay ? WallTime.secondsOfDay : 0)
        for rule in component.all("RRULE").prefix(4) {
            do throws(Recurrence.Trouble) {
                rules.append(try Recurrence(rule.value, zone: start.zone))
            } catch {
                throw Trouble(line: rule.number, message: error.message)
            }
        }
        for dates in component.all("RDATE") { self.dates += try Self.additions(dates, zones) }
        for dates in component.all("EXDATE") {
            exceptions += try Self.additions(dates, zones).map(\.start)
        }
        guard dates.count <= CalendarLimits.datesMax, exceptions.count <= CalendarLimits.datesMax
        else { throw Trouble(line: line, message: "this event has too many dates") }
        replaces = try component.first("RECURRENCE-ID").map { line throws(Trouble) in
            try Self.moment(line, zones)
        }
    }

    private static func moment(
        _ line: ContentLine, _ zones: CalendarZones
    ) throws(Trouble) -> CalendarMoment {
        guard let zone = zones.zone(of: line) else {
            let name = line.parameter("TZID") ?? ""
            throw Trouble(
                line: line.number,
                message: "no time zone is called \"\(name.prefix(60))\", and no VTIMEZONE says "
                    + "what it is")
        }
        guard let moment = CalendarMoment(line.value, zone: zone) else {
            throw Trouble(
                line: line.number, message: "\"\(line.value.prefix(40))\" is no date or time")
        }
        return moment
    }

    /// As it is written; nothing where it is not.
    private static func length(
        _ component: CalendarComponent, from start: CalendarMoment, _ zones: CalendarZones,
        isCancelled: Bool
    ) throws(Trouble) -> CalendarLength? {
        let length: CalendarLength
        let line: Int
        if let written = component.first("DTEND") {
            line = written.number
            length = CalendarLength(from: start, to: try moment(written, zones))
        } else if let written = component.first("DURATION") {
            line = written.number
            guard let read = CalendarLength(written.value) else {
                throw Trouble(
                    line: line, message: "\"\(written.value.prefix(40))\" is no length of time")
            }
            length = read
        } else {
            return nil
        }
        guard length.isPositive || isCancelled else {
            throw Trouble(
                line: line, message: "this event ends before it has begun, or lasts over a year")
        }
        return length
    }

    /// RFC 5545, 3.8.5.2: a list of dates, times or periods.
    private static func additions(
        _ line: ContentLine, _ zones: CalendarZones
    ) throws(Trouble) -> [Addition] {
        var additions: [Addition] = []
        for text in line.value.split(separator: ",").prefix(CalendarLimits.datesMax + 1) {
            let parts = text.split(separator: "/", maxSplits: 1)
            var one = line
            one.value = parts.first.map(String.init) ?? ""
            let start = try moment(one, zones)
            var length: CalendarLength?
            if parts.count == 2 {
                one.value = String(parts[1])
                length =
                    one.value.hasPrefix("P")
                    ? CalendarLength(one.value)
                    : CalendarLength(from: start, to: try moment(one, zones))
                guard length?.isPositive == true else {
                    throw Trouble(
                        line: line.number, message: "\"\(text.prefix(60))\" is no period")
                }
            }
            additions.append(Addition(start: start, length: length))
        }
        return additions
    }
}
