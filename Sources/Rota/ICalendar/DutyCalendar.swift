import Casework

/// Who is on call by a calendar: its events, with the people of the desk whom they name.
package struct DutyCalendar: Hashable, Sendable {
    private var duties: [Duty] = []
    /// What of it could not be used, in the order of the file, at most 50, and
    /// one that counts the others.
    package private(set) var problems: [CalendarProblem] = []
    private var stepsLeft = CalendarLimits.stepsMax

    /// An event with its exceptions, and whom it means.
    fileprivate struct Duty: Hashable, Sendable {
        var event: CalendarEvent
        /// Nobody where it cannot be told.
        var people: [PersonID]
        var trouble: String?
        /// Beginnings of occurrences that other events stand for.
        var replaced: Set<Instant>
    }

    /// - Parameter zone: of times without one.
    package init(_ bytes: [UInt8], zone: Zone, roster: Roster) throws(CalendarFailure) {
        let tree = try CalendarTree(bytes)
        problems = tree.problems
        let zones = CalendarZones(tree.zones, floating: zone, steps: &stepsLeft)
        var events: [CalendarEvent] = []
        var leftOut = (count: 0, line: 0)
        for component in tree.events {
            do throws(CalendarEvent.Trouble) {
                events.append(try CalendarEvent(component, zones))
            } catch {
                guard problems.count < CalendarLimits.problemsMax else {
                    leftOut.count += 1
                    leftOut.line = error.line
                    continue
                }
                problems.append(CalendarProblem(line: error.line, message: error.message))
            }
        }
        if leftOut.count > 0 {
            let message = "\(leftOut.count) more events cannot be used, this one the last of them"
            problems.append(CalendarProblem(line: leftOut.line, message: message))
        }
        let newest = CalendarRevisions(events)
        duties = newest.kept.filter { !$0.isCancelled }.map { event in
            let (people, trouble) = roster.meant(by: event.names)
            return Duty(
                event: newest.lengthened(event), people: people, trouble: trouble,
                replaced: event.replaces == nil ? newest.replaced[event.uid] ?? [] : [])
        }
        noteEmptyDuties()
        problems.sort { $0.line < $1.line }
    }

    /// Somebody was to have what nobody has: it takes no time.
    private mutating func noteEmptyDuties() {
        for duty in duties where !duty.people.isEmpty && duty.event.isInstant {
            guard problems.count < CalendarLimits.problemsMax else { return }
            problems.append(
                CalendarProblem(
                    line: duty.event.line,
                    message: "this event has neither DTEND nor DURATION and lasts no time at all"))
        }
    }

    /// Who has it when, whole lengths that touch `window`, in order.
    package func held(touching window: Stretch) -> [Held] {
        var steps = stepsLeft
        return duties.filter { !$0.people.isEmpty }.flatMap { duty in
            duty.occurrences(touching: window, steps: &steps).flatMap { during in
                duty.people.map { Held(person: $0, during: during) }
            }
        }.sorted { ($0.during.from, $0.person) < ($1.during.from, $1.person) }
    }

    /// The events that touch `window` and of which it cannot be told who of the desk is meant.
    package func strangers(touching window: Stretch) -> [CalendarProblem] {
        var steps = stepsLeft
        return duties.compactMap { duty in
            guard let trouble = duty.trouble,
                !duty.occurrences(touching: window, steps: &steps).isEmpty
            else { return nil }
            return CalendarProblem(line: duty.event.line, message: trouble)
        }
    }

    /// Whether more happens in it until then than anybody looks at, so that some is missing.
    package func isCutOff(over window: Stretch) -> Bool {
        var steps = stepsLeft
        for duty in duties { _ = duty.occurrences(touching: window, steps: &steps) }
        return steps < 0
    }
}

extension DutyCalendar.Duty {
    func occurrences(touching window: Stretch, steps: inout Int) -> [Stretch] {
        // Nobody's clocks are further from UTC than a day; an event reaches as far as it is long.
        let longest =
            ([event.length] + event.dates.compactMap(\.length))
            .map { $0.byTheClock + $0.exact }.max() ?? 0
        let margin = WallTime.secondsOfDay
        let earliest = WallTime(
            seconds: window.from.milliseconds / 1000 - longest - margin)
        let last = WallTime(seconds: window.to.milliseconds / 1000 + margin)
        var walls = [event.start.wall]
        for rule in event.rules {
            walls += rule.walls(
                from: event.start, earliest: earliest, last: last, steps: &steps)
        }
        var found = Set(walls).map { wall in
            occurrence(CalendarMoment(wall: wall, zone: event.start.zone, isDay: false), nil)
        }
        found += event.dates.map { occurrence($0.start, $0.length) }
        let excluded = Set(event.exceptions.filter { !$0.isDay }.map(\.instant)).union(replaced)
        let days = Set(event.exceptions.filter(\.isDay).map(\.wall.dayNumber))
        return found.filter { stretch in
            !stretch.isEmpty && !stretch.cut(to: window).isEmpty
                && !excluded.contains(stretch.from)
                && !days.contains(event.start.zone.wall(at: stretch.from).dayNumber)
        }.uniqued()
    }

    private func occurrence(_ start: CalendarMoment, _ length: CalendarLength?) -> Stretch {
        Stretch(
            from: start.instant,
            to: (length ?? event.length).end(from: start.wall, in: start.zone))
    }
}

extension Array where Element == Stretch {
    /// In order; of those that begin together the longest.
    fileprivate func uniqued() -> [Stretch] {
        var once: [Stretch] = []
        for stretch in sorted(by: { ($0.from, $1.to) < ($1.from, $0.to) })
        where once.last?.from != stretch.from {
            once.append(stretch)
        }
        return once
    }
}

extension Roster {
    /// The people of the desk, or why it cannot be told who they are.
    fileprivate func meant(by names: CalendarNames) -> ([PersonID], String?) {
        switch people(names) {
        case .people(let people): return (people, nil)
        case .several(let people):
            let told = people.prefix(4).map(\.rawValue).joined(separator: " and ")
            return ([], "\"\(names.summary.prefix(60))\" names \(told)")
        case .nobody: return ([], "nobody of the desk is \(names.compared)")
        }
    }
}

extension CalendarNames {
    /// What stands there instead of somebody of the desk: all that was compared, in that order.
    fileprivate var compared: String {
        let written =
            attendees.prefix(Self.attendeesShown).flatMap { [$0.address, $0.name] } + [summary]
            + (organizer.map { [$0.address, $0.name] } ?? [])
        var shown: [String] = []
        for words in written.map({ "\"\($0.prefix(60))\"" })
        where words != "\"\"" && !shown.contains(words) { shown.append(words) }
        guard let last = shown.popLast() else { return "named in it" }
        return "meant by "
            + (shown.isEmpty ? last : "\(shown.joined(separator: ", ")) or \(last)")
    }

    private static let attendeesShown = 2
}
