import Casework

/// RFC 3339: a date, a time and an offset, `2026-11-21T10:30:00Z`.
enum RFC3339 {
    /// In UTC, with milliseconds only where there are any.
    static func text(_ instant: Instant) -> String {
        let day = CalendarDay(instant)
        let inDay = ((instant.milliseconds % 86_400_000) + 86_400_000) % 86_400_000
        let seconds = Int(inDay / 1000)
        let milliseconds = Int(inDay % 1000)
        let date = "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60]
            .map { padded($0, 2) }.joined(separator: ":")
        return "\(date)T\(time)\(milliseconds == 0 ? "" : "." + padded(milliseconds, 3))Z"
    }

    /// Nothing if it is not of that form, or no such day or time exists.
    static func parse(_ text: String) -> Instant? {
        var rest = text.utf8[...]
        guard text.utf8.count <= 64, let year = number(&rest, 4), take("-", &rest),
            let month = number(&rest, 2), take("-", &rest), let day = number(&rest, 2),
            take("T", &rest) || take("t", &rest), let hour = number(&rest, 2), take(":", &rest),
            let minute = number(&rest, 2), take(":", &rest), let second = number(&rest, 2),
            let moment = CalendarDay(year: year, month: month, day: day)?
                .instant(hour: hour, minute: minute, second: second),
            let fraction = fraction(&rest), let offset = offset(&rest), rest.isEmpty
        else { return nil }
        return moment + fraction - offset
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func number(_ rest: inout Substring.UTF8View, _ width: Int) -> Int? {
        let digits = rest.prefix(width)
        guard digits.count == width, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        rest = rest.dropFirst(width)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func take(_ letter: Character, _ rest: inout Substring.UTF8View) -> Bool {
        guard let first = rest.first, first == letter.asciiValue else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// As milliseconds, what is finer is cut off.
    private static func fraction(_ rest: inout Substring.UTF8View) -> Lapse? {
        guard take(".", &rest) else { return .zero }
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        let milliseconds = (Array(digits) + [0x30, 0x30]).prefix(3)
            .reduce(0) { $0 * 10 + Int64($1 - 0x30) }
        return Lapse(milliseconds: milliseconds)
    }

    private static func offset(_ rest: inout Substring.UTF8View) -> Lapse? {
        if take("Z", &rest) || take("z", &rest) { return .zero }
        let isWest = take("-", &rest)
        guard isWest || take("+", &rest), let hours = number(&rest, 2), hours < 24,
            take(":", &rest), let minutes = number(&rest, 2), minutes < 60
        else { return nil }
        let lapse = Lapse.minutes(Int64(hours * 60 + minutes))
        return isWest ? .zero - lapse : lapse
    }
}

extension Lapse {
    fileprivate static func - (left: Lapse, right: Lapse) -> Lapse {
        Lapse(milliseconds: left.milliseconds - right.milliseconds)
    }
}
