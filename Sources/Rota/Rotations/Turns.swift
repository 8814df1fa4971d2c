package import Casework

/// People who take turns: the first one from `start` on, then the next, and after the last the
/// first again.
///
/// Turns are counted by the clocks of the zone, so that a hand-over at nine stays at nine when
/// clocks change. A turn is then an hour longer or shorter.
package struct Turns: Hashable, Sendable {
    /// At least one.
    package let people: [PersonID]
    /// In whole hours by the clock; a week is 168.
    package let hours: Int64
    package let start: WallTime
    /// The end of the last turn; nothing: for ever.
    package let until: WallTime?
    package let zone: Zone
    /// Pairs of times; whoever would have the turns at them have each other's.
    package let swaps: [Swap]
    private let swapped: [Int64: PersonID]

    package struct Swap: Hashable, Sendable {
        package var one: WallTime
        package var other: WallTime
        package init(one: WallTime, other: WallTime) {
            self.one = one
            self.other = other
        }
    }

    /// The lengths that a turn may have.
    package static let hoursRange: ClosedRange<Int64> = 1...8784

    /// - Parameter hours: what is out of `hoursRange` is brought into it.
    package init(
        people: [PersonID], hours: Int64, start: WallTime, until: WallTime? = nil, zone: Zone,
        swaps: [Swap] = []
    ) {
        self.people = people
        self.hours = min(max(hours, Turns.hoursRange.lowerBound), Turns.hoursRange.upperBound)
        self.start = start
        self.until = until
        self.zone = zone
        self.swaps = swaps
        var swapped: [Int64: PersonID] = [:]
        let length = self.hours * 3600
        for swap in swaps where !people.isEmpty {
            let one = (swap.one.seconds - start.seconds).floorDivided(by: length)
            let other = (swap.other.seconds - start.seconds).floorDivided(by: length)
            let first = swapped[one] ?? Turns.person(one, of: people)
            swapped[one] = swapped[other] ?? Turns.person(other, of: people)
            swapped[other] = first
        }
        self.swapped = swapped
    }

    /// Which turn it is at that time, counted from 0; below it nobody has begun.
    package func index(at wall: WallTime) -> Int64 {
        (wall.seconds - start.seconds).floorDivided(by: hours * 3600)
    }

    package func person(of turn: Int64) -> PersonID {
        swapped[turn] ?? Turns.person(turn, of: people)
    }

    /// When a turn begins by the clock.
    package func beginning(of turn: Int64) -> WallTime { start + turn * hours * 3600 }

    /// Who has it when, whole turns that touch `window`, in order.
    package func held(touching window: Stretch) -> [Held] {
        guard !people.isEmpty else { return [] }
        // Two days: a zone may leave a day out, and what would begin on it begins late.
        let margin = 2 * WallTime.secondsOfDay
        var turn = max(0, index(at: zone.wall(at: window.from) + -margin))
        var from = zone.instant(of: beginning(of: turn))
        var held: [Held] = []
        while from < window.to {
            if let until, beginning(of: turn) >= until { break }
            let end = min(beginning(of: turn + 1), until ?? WallTime(seconds: .max))
            let to = max(from, zone.instant(of: end))
            if to > from, to > window.from {
                held.append(Held(person: person(of: turn), during: Stretch(from: from, to: to)))
            }
            from = to
            turn += 1
        }
        return held
    }

    private static func person(_ turn: Int64, of people: [PersonID]) -> PersonID {
        let count = Int64(people.count)
        return people[Int(turn - turn.floorDivided(by: count) * count)]
    }
}
