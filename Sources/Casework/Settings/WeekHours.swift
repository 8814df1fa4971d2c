/// A part of the week, by the clock on the desk's wall: `18:00-08:00` on some days or on all.
package struct WeekHours: Hashable, Sendable {
    /// Minutes since midnight, from 0 to 1439.
    package var from: Int
    /// From 1 to 1440, never `from`; before it, the part goes on into the next day.
    package var to: Int
    /// The days on which it begins; none: on all.
    package var days: Set<Weekday>

    package init(from: Int, to: Int, days: Set<Weekday> = []) {
        self.from = from
        self.to = to
        self.days = days
    }

    package static let day = 24 * 60

    package func contains(_ time: LocalTime) -> Bool {
        guard let today = CalendarDay(time)?.weekday else { return false }
        let minute = time.hour * 60 + time.minute
        if from < to { return (from..<to).contains(minute) && begins(on: today) }
        return (minute >= from && begins(on: today))
            || (minute < to && begins(on: today.before))
    }

    private func begins(on day: Weekday) -> Bool { days.isEmpty || days.contains(day) }

    /// Whether it is never over when the other one is not.
    package func covers(_ other: WeekHours) -> Bool {
        let mine = minutes
        return other.minutes.allSatisfy { theirs in
            mine.contains {
                $0.lowerBound <= theirs.lowerBound && theirs.upperBound <= $0.upperBound
            }
        }
    }

    /// Of the week, in order; what touches is one.
    private var minutes: [Range<Int>] {
        let week = 7 * WeekHours.day
        let length = from < to ? to - from : to + WeekHours.day - from
        var parts: [Range<Int>] = []
        for (place, day) in Weekday.allCases.enumerated() where begins(on: day) {
            let start = place * WeekHours.day + from
            parts.append(start..<min(start + length, week))
            if start + length > week { parts.append(0..<(start + length - week)) }
        }
        var joined: [Range<Int>] = []
        for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, last.upperBound >= part.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
            } else {
                joined.append(part)
            }
        }
        return joined
    }
}

package enum Weekday: String, Hashable, Sendable, CaseIterable {
    case monday = "mon"
    case tuesday = "tue"
    case wednesday = "wed"
    case thursday = "thu"
    case friday = "fri"
    case saturday = "sat"
    case sunday = "sun"

    var before: Weekday { Weekday.of((place + 6) % 7) }
    var place: Int { Weekday.allCases.firstIndex(of: self) ?? 0 }
    static func of(_ place: Int) -> Weekday { Weekday.allCases[place] }

    /// From this one to that one, over Sunday if need be.
    package func through(_ last: Weekday) -> [Weekday] {
        let length = (last.place - place + 7) % 7
        return (0...length).map { Weekday.of((place + $0) % 7) }
    }
}

extension CalendarDay {
    /// 1 January 1970 was a Thursday.
    package var weekday: Weekday { Weekday.of(Int(((sinceEpoch + 3) % 7 + 7) % 7)) }
}
