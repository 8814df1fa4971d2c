package import Casework

/// Instants in documents: RFC 3339, `2026-11-21T10:30:00.000Z`.
package enum Timestamp {
    /// In UTC, always with milliseconds.
    package static func text(_ instant: Instant) -> String {
        let time = LocalTime(utc: instant)
        let month = time.month.padded(to: 2)
        let day = time.day.padded(to: 2)
        let fraction = (instant.utcDay.milliseconds % 1000).padded(to: 3)
        return "\(time.year.padded(to: 4))-\(month)-\(day)T\(time.clock).\(fraction)Z"
    }

    /// RFC 3339, 5.6: any offset, any number of fraction digits (cut to milliseconds), a leap
    /// second as the first of the next minute; years 0001 to 9999. Also with a space between
    /// date and time, which its note allows. Nothing for any other text.
    package static func instant(_ text: String) -> Instant? {
        guard text.utf8.count <= 64 else { return nil }
        var reader = Reader(bytes: Array(text.utf8))
        guard let year = reader.number(4), reader.take("-"),
            let month = reader.number(2), reader.take("-"), let day = reader.number(2),
            reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.number(2), reader.take(":"), let minute = reader.number(2),
            reader.take(":"), let second = reader.number(2),
            let fraction = reader.fraction(), let offset = reader.zone(), reader.isAtEnd,
            let instant = LocalTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second
            ).instantInUTC
        else { return nil }
        return instant + fraction - offset
    }

    private struct Reader {
        let bytes: [UInt8]
        var offset = 0

        var isAtEnd: Bool { offset == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard offset < bytes.count, UInt32(bytes[offset]) == character.value else {
                return false
            }
            offset += 1
            return true
        }

        mutating func number(_ width: Int) -> Int? {
            guard bytes.count - offset >= width else { return nil }
            var value = 0
            for byte in bytes[offset..<offset + width] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            offset += width
            return value
        }

        /// Nothing where it is broken.
        mutating func fraction() -> Lapse? {
            guard take(".") else { return .zero }
            var value = 0
            var digits = 0
            while let digit = number(1) {
                if digits < 3 { value = value * 10 + digit }
                digits += 1
            }
            guard digits > 0 else { return nil }
            for _ in min(digits, 3)..<3 { value *= 10 }
            return Lapse(milliseconds: Int64(value))
        }

        /// How far east of UTC.
        mutating func zone() -> Lapse? {
            if take("Z") || take("z") { return .zero }
            let isWest = take("-")
            guard isWest || take("+"), let hours = number(2), take(":"), let minutes = number(2),
                hours < 24, minutes < 60
            else { return nil }
            return .minutes(Int64((isWest ? -1 : 1) * (hours * 60 + minutes)))
        }
    }
}
