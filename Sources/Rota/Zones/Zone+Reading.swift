package import Casework

/// How often a clock shows a time, and when.
package enum Showing: Hashable, Sendable {
    case once(Instant)
    /// Clocks were put forward over it: the time by the offset before.
    case never(Instant)
    /// Clocks were put back over it.
    case twice(Instant, Instant)

    /// RFC 5545, 3.3.5: "If the local time described occurs more than once […], the DATE-TIME value
    /// refers to the first occurrence of the referenced time. […] If the local time described does
    /// not occur […], the DATE-TIME value is interpreted using the UTC offset before the gap in
    /// local times."
    package var instant: Instant {
        switch self {
        case .once(let instant), .never(let instant), .twice(let instant, _): instant
        }
    }
}

extension Zone {
    /// When clocks show it.
    package func showing(of wall: WallTime) -> Showing {
        // Two steps are never within two days of each other: the offsets on both sides of whatever
        // happens near that time.
        let near = Instant(seconds: wall.seconds)
        let before = offset(at: near - .days(1))
        let after = offset(at: near + .days(1))
        let early = Instant(seconds: wall.seconds - before)
        guard before != after else { return .once(early) }
        let late = Instant(seconds: wall.seconds - after)
        switch (offset(at: early) == before, offset(at: late) == after) {
        case (true, true): return .twice(early, late)
        case (true, false): return .once(early)
        case (false, true): return .once(late)
        case (false, false): return .never(early)
        }
    }

    package func instant(of wall: WallTime) -> Instant { showing(of: wall).instant }
}
