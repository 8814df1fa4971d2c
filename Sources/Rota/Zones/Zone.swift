package import Casework
import FoundationEssentials
import FoundationInternationalization

/// A time zone: how far its clocks are ahead of UTC at each instant.
///
/// One of the time zone database by its name, or one that a calendar file describes itself
/// (`VTIMEZONE`, RFC 5545, 3.6.5).
package struct Zone: Hashable, Sendable {
    package let name: String
    /// In order; before the first one `first` holds.
    let steps: [Step]
    let first: Int64
    /// Knows what comes after the steps; nothing where the last one holds for ever.
    private let database: TimeZone?

    /// From this instant on clocks are so many seconds ahead.
    package struct Step: Hashable, Sendable {
        package var at: Instant
        package var offset: Int64
        package init(at: Instant, offset: Int64) {
            self.at = at
            self.offset = offset
        }
    }

    /// A zone that is known by its steps alone.
    package init(name: String, first: Int64, steps: [Step]) {
        self.name = name
        self.first = first
        self.steps = steps
        database = nil
    }

    package static let utc = Zone(name: "UTC", first: 0, steps: [])

    /// Always so many seconds ahead.
    static func fixed(_ offset: Int64) -> Zone { Zone(name: "", first: offset, steps: []) }

    /// Nothing if the time zone database has no such name.
    package init?(named name: String) {
        guard let found = ZoneShelf.zone(named: name) else { return nil }
        self = found
    }

    init?(walking name: String, years: ClosedRange<Int64>) {
        if name == "UTC" {
            self = .utc
            return
        }
        guard name.utf8.count <= 100, ZoneNames.mayBe(name), let zone = TimeZone(identifier: name)
        else { return nil }
        self.name = name
        database = zone
        let begin = Zone.newYear(years.lowerBound)
        let end = Zone.newYear(years.upperBound)
        first = Int64(zone.secondsFromGMT(for: begin))
        var steps: [Step] = []
        var at = begin
        while let next = zone.nextDaylightSavingTimeTransition(after: at), next < end, next > at {
            let seconds = Int64(next.timeIntervalSince1970.rounded())
            steps.append(
                Step(at: Instant(seconds: seconds), offset: Int64(zone.secondsFromGMT(for: next))))
            at = next
        }
        self.steps = steps
        range = seconds(begin)..<seconds(end)
    }

    /// Seconds ahead of UTC.
    package func offset(at instant: Instant) -> Int64 {
        let second = instant.milliseconds.floorDivided(by: 1000)
        if let database, !range.contains(second) {
            let date = Date(timeIntervalSince1970: Double(second))
            return Int64(database.secondsFromGMT(for: date))
        }
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].at <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : steps[low - 1].offset
    }

    /// What the clocks show then; parts of a second are cut off.
    package func wall(at instant: Instant) -> WallTime {
        WallTime(seconds: instant.milliseconds.floorDivided(by: 1000) + offset(at: instant))
    }

    /// The seconds since 1970 for which the steps are known.
    private var range: Range<Int64> = .min..<(.max)

    private static func newYear(_ year: Int64) -> Date {
        let day = CalendarDay(year: Int(year), month: 1, day: 1)?.sinceEpoch ?? 0
        return Date(timeIntervalSince1970: Double(day * WallTime.secondsOfDay))
    }
}

private func seconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970.rounded()) }
