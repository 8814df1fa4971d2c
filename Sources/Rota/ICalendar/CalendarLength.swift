import Casework

/// How long an event is: so much by the clock, and so much more.
struct CalendarLength: Hashable, Sendable {
    /// Days are days also when clocks change.
    var byTheClock: Int64
    /// Hours are hours.
    var exact: Int64

    /// Longer ones are somebody's mistake.
    static let secondsMax: Int64 = 400 * 86_400

    var isPositive: Bool {
        byTheClock >= 0 && exact >= 0 && byTheClock + exact > 0
            && byTheClock + exact <= Self.secondsMax
    }

    init(byTheClock: Int64 = 0, exact: Int64 = 0) {
        self.byTheClock = byTheClock
        self.exact = exact
    }

    /// From one moment to another. Where both are by the same clocks it is counted by them, as
    /// calendars do: a duty from Monday nine to Monday nine ends at nine also in the week in which
    /// clocks change. (RFC 5545, 3.8.5.3, would have it end an hour early or late.)
    init(from start: CalendarMoment, to end: CalendarMoment) {
        if start.zone == end.zone {
            self.init(byTheClock: end.wall.seconds - start.wall.seconds)
        } else {
            self.init(exact: (end.instant - start.instant).milliseconds / 1000)
        }
    }

    /// RFC 5545, 3.3.6: `P1W`, `P1DT12H`, `PT30M`.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard rest.first == UInt8(ascii: "P"), rest.count <= 40 else { return nil }
        rest.removeFirst()
        self.init()
        var isTime = false
        var hasParts = false
        while let next = rest.first {
            if next == UInt8(ascii: "T"), !isTime {
                isTime = true
                rest.removeFirst()
                continue
            }
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard (1...7).contains(digits.count) else { return nil }
            let count = digits.reduce(0 as Int64) { $0 * 10 + Int64($1 - 0x30) }
            rest = rest.dropFirst(digits.count)
            guard let unit = rest.popFirst(), add(count, unit, isTime: isTime) else { return nil }
            hasParts = true
        }
        guard hasParts else { return nil }
    }

    private mutating func add(_ count: Int64, _ unit: UInt8, isTime: Bool) -> Bool {
        switch (isTime, unit) {
        case (false, UInt8(ascii: "W")): byTheClock += count * 7 * WallTime.secondsOfDay
        case (false, UInt8(ascii: "D")): byTheClock += count * WallTime.secondsOfDay
        case (true, UInt8(ascii: "H")): exact += count * 3600
        case (true, UInt8(ascii: "M")): exact += count * 60
        case (true, UInt8(ascii: "S")): exact += count
        default: return false
        }
        return true
    }

    func end(from wall: WallTime, in zone: Zone) -> Instant {
        zone.instant(of: wall + byTheClock) + .seconds(exact)
    }
}
