package import Casework

extension Zone {
    /// As its clocks show it, `2026-12-24 18:00`; with seconds where there are some.
    package func text(_ instant: Instant) -> String {
        let wall = wall(at: instant)
        let minute = wall.secondOfDay / 60
        let second = wall.secondOfDay % 60
        return "\(wall.day.text) \(two(minute / 60)):\(two(minute % 60))"
            + (second == 0 ? "" : ":\(two(second))")
    }
}

extension CalendarDay {
    /// `2026-12-24`.
    package var text: String { "\(year)-\(two(Int64(month)))-\(two(Int64(day)))" }
}

private func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
