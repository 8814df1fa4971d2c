package import Casework

/// One line of duty of a rotation: at each moment one person, as far as it promises.
package struct Layer: Hashable, Sendable {
    package var name: String
    package var zone: Zone
    /// Together they fill it.
    package var parts: [Part]
    /// When it is to be filled; none: always.
    package var hours: [WeekHours]
    /// In the order written; a later one goes before an earlier one.
    package var overrides: [Held]

    package init(
        name: String, zone: Zone, parts: [Part], hours: [WeekHours] = [], overrides: [Held] = []
    ) {
        self.name = name
        self.zone = zone
        self.parts = parts
        self.hours = hours
        self.overrides = overrides
    }

    /// What fills a layer, or the hours of it that are named.
    package struct Part: Hashable, Sendable {
        package var source: Source
        package var zone: Zone
        /// None: all.
        package var hours: [WeekHours]

        package init(_ source: Source, zone: Zone, hours: [WeekHours] = []) {
            self.source = source
            self.zone = zone
            self.hours = hours
        }

        package enum Source: Hashable, Sendable {
            case turns(Turns)
            case calendar(DutyCalendar)
        }
    }

    /// Who has it when, in order, cut to `window`. Where two have it at once both are told.
    package func held(over window: Stretch) -> [Held] {
        let promised = hours.stretches(in: zone, over: window)
        let duty = parts.flatMap { part in
            part.source.held(touching: window).cut(
                to: part.hours.stretches(in: part.zone, over: window).cut(to: promised))
        }.inOrder()
        let standing = standingOverrides(over: window)
        guard !standing.isEmpty else { return duty }
        return (duty.without(standing.map(\.during)) + standing).inOrder()
    }

    /// What of the overrides counts.
    private func standingOverrides(over window: Stretch) -> [Held] {
        var taken: [Stretch] = []
        var standing: [Held] = []
        for override in overrides.reversed() {
            let during = override.during.cut(to: window)
            guard !during.isEmpty else { continue }
            standing += [during].without(taken).map { Held(person: override.person, during: $0) }
            taken = (taken + [during]).merged()
        }
        return standing
    }

    /// When nobody has it, though it is to be filled.
    package func gaps(over window: Stretch) -> [Stretch] {
        hours.stretches(in: zone, over: window).without(held(over: window).map(\.during))
    }

    /// More overlaps than these are not told.
    static let overlapsMax = 1000

    /// When two or more have it, each two of them.
    package func overlaps(over window: Stretch) -> [Overlap] {
        var found: [Overlap] = []
        var open: [Held] = []
        for held in held(over: window) where found.count < Self.overlapsMax {
            open.removeAll { $0.during.to <= held.during.from }
            for other in open where other.person != held.person {
                found.append(
                    Overlap(
                        people: [other.person, held.person],
                        during: other.during.cut(to: held.during)))
            }
            // Somebody who has it twice has it once.
            if let index = open.firstIndex(where: { $0.person == held.person }) {
                open[index].during.to = max(open[index].during.to, held.during.to)
            } else {
                open.append(held)
            }
        }
        return found
    }
}

/// That two people have one layer at once.
package struct Overlap: Hashable, Sendable {
    package var people: [PersonID]
    package var during: Stretch
}

extension Layer.Part.Source {
    func held(touching window: Stretch) -> [Held] {
        switch self {
        case .turns(let turns): turns.held(touching: window)
        case .calendar(let calendar): calendar.held(touching: window)
        }
    }
}
