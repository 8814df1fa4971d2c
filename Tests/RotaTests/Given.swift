import Casework
import Testing

@testable import Rota

/// `2026-12-24 18:00` by a zone's clocks.
func wall(_ text: String) throws -> WallTime {
    let digits = text.split { !$0.isNumber }.compactMap { Int($0) }
    try #require(digits.count == 3 || digits.count >= 5)
    let day = try #require(CalendarDay(year: digits[0], month: digits[1], day: digits[2]))
    guard digits.count > 3 else { return WallTime(day) }
    let second = digits.count > 5 ? Int64(digits[5]) : 0
    return WallTime(day, minute: digits[3] * 60 + digits[4]) + second
}

/// The same in UTC.
func utc(_ text: String) throws -> Instant { Zone.utc.instant(of: try wall(text)) }

func zone(_ name: String) throws -> Zone { try #require(Zone(named: name)) }

func stretch(_ from: String, _ to: String, _ zone: Zone = .utc) throws -> Stretch {
    Stretch(from: zone.instant(of: try wall(from)), to: zone.instant(of: try wall(to)))
}

extension Zone {
    func text(_ stretch: Stretch) -> String { "\(text(stretch.from)) – \(text(stretch.to))" }
    func text(_ held: Held) -> String { "\(held.person) \(text(held.during))" }
}
