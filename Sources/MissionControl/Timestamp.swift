package import Casework

/// Instants as text: RFC 3339 for documents, IMF-fixdate (RFC 9110, 5.6.7) for headers.
package enum Timestamp {
    /// UTC with milliseconds: `2026-11-21T10:30:00.000Z`.
    package static func text(_ instant: Instant) -> String {
        let parts = Parts(instant)
        let date = "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
        return "\(date)T\(parts.clock).\(padded(parts.millisecond, 3))Z"
    }

    static func httpDate(_ instant: Instant) -> String {
        let parts = Parts(instant)
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let weekday = days[Int(((parts.days % 7) + 7) % 7)]
        let month = months[Int(parts.month) - 1]
        let year = padded(parts.year, 4)
        return "\(weekday), \(padded(parts.day, 2)) \(month) \(year) \(parts.clock) GMT"
    }

    /// RFC 3339, 5.6: any offset, any number of fraction digits (cut to milliseconds), a leap
    /// second as the first of the next minute; years 0001 to 9999.
    package static func instant(_ text: String) -> Instant? {
        var reader = Reader(bytes: Array(text.utf8))
        guard text.utf8.count <= 64, let year = reader.number(4), reader.take("-"),
            let month = reader.number(2), reader.take("-"), let day = reader.number(2),
            reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.number(2), reader.take(":"), let minute = reader.number(2),
            reader.take(":"), let second = reader.number(2),
            let fraction = reader.fraction(), let offset = reader.zone(), reader.isAtEnd,
            year >= 1, (1...12).contains(month), day >= 1, day <= length(ofMonth: month, of: year),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = daysSinceEpoch(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3600 + (minute - offset) * 60 + second
        return Instant(milliseconds: seconds * 1000 + fraction)
    }

    private static func length(ofMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar, counting years from March.
    private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private struct Parts {
        var days: Int64
        var year: Int64
        var month: Int64
        var day: Int64
        var secondOfDay: Int64
        var millisecond: Int64

        init(_ instant: Instant) {
            let (seconds, millisecond) = floored(instant.milliseconds, 1000)
            let (days, secondOfDay) = floored(seconds, 86_400)
            let (era, dayOfEra) = floored(days + 719_468, 146_097)
            let leaps = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
            let yearOfEra = (dayOfEra - leaps) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let shiftedMonth = (5 * dayOfYear + 2) / 153
            self.days = days
            self.day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
            self.month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
            self.year = yearOfEra + era * 400 + (self.month <= 2 ? 1 : 0)
            self.secondOfDay = secondOfDay
            self.millisecond = millisecond
        }

        var clock: String {
            let hour = padded(secondOfDay / 3600, 2)
            return "\(hour):\(padded(secondOfDay / 60 % 60, 2)):\(padded(secondOfDay % 60, 2))"
        }
    }

    private static func floored(_ value: Int64, _ divisor: Int64) -> (Int64, Int64) {
        let remainder = ((value % divisor) + divisor) % divisor
        return ((value - remainder) / divisor, remainder)
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

        mutating func number(_ width: Int) -> Int64? {
            guard bytes.count - offset >= width else { return nil }
            var value: Int64 = 0
            for byte in bytes[offset..<offset + width] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            offset += width
            return value
        }

        /// Milliseconds; 0 where there is no fraction, nothing where it is broken.
        mutating func fraction() -> Int64? {
            guard take(".") else { return 0 }
            var value: Int64 = 0
            var digits = 0
            while let digit = number(1) {
                if digits < 3 { value = value * 10 + digit }
                digits += 1
            }
            guard digits > 0 else { return nil }
            for _ in min(digits, 3)..<3 { value *= 10 }
            return value
        }

        /// Minutes east of UTC.
        mutating func zone() -> Int64? {
            if take("Z") || take("z") { return 0 }
            let isWest = take("-")
            guard isWest || take("+"), let hours = number(2), take(":"), let minutes = number(2),
                hours < 24, minutes < 60
            else { return nil }
            return (isWest ? -1 : 1) * (hours * 60 + minutes)
        }
    }
}
