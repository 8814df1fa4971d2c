/// A moment in time: milliseconds since 1970-01-01T00:00:00Z. The pure rooms get it as a value;
/// they have no clock.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package init(seconds: Int64) { self.milliseconds = seconds * 1000 }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }
    package static func + (instant: Instant, lapse: Lapse) -> Instant {
        Instant(milliseconds: instant.milliseconds + lapse.milliseconds)
    }
    package static func - (instant: Instant, lapse: Lapse) -> Instant {
        Instant(milliseconds: instant.milliseconds - lapse.milliseconds)
    }
    package static func - (left: Instant, right: Instant) -> Lapse {
        Lapse(milliseconds: left.milliseconds - right.milliseconds)
    }
}

/// A length of time in whole milliseconds, as configured (`30m`) or measured.
package struct Lapse: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package static func seconds(_ count: Int64) -> Lapse { Lapse(milliseconds: count * 1000) }
    package static func minutes(_ count: Int64) -> Lapse { .seconds(count * 60) }
    package static func hours(_ count: Int64) -> Lapse { .minutes(count * 60) }
    package static func days(_ count: Int64) -> Lapse { .hours(count * 24) }
    package static let zero = Lapse(milliseconds: 0)

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (left: Lapse, right: Lapse) -> Bool {
        left.milliseconds < right.milliseconds
    }
    package static func + (left: Lapse, right: Lapse) -> Lapse {
        Lapse(milliseconds: left.milliseconds + right.milliseconds)
    }
}

/// An instant as the desk's clock on the wall shows it; the room that knows time zones makes it.
package struct LocalTime: Hashable, Sendable {
    package var year: Int
    /// 1 to 12.
    package var month: Int
    /// 1 to 31.
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int

    package init(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }
}
