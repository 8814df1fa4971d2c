import Casework
import Rota

extension Value {
    /// `09:00`, in minutes since midnight.
    func minuteOfDay() -> Int? {
        guard let words = text(limit: 20) else { return nil }
        if let minute = RotaTimes.minute(words[...]) { return minute }
        error("\"\(printable(words))\" is no time of day", "Write it as in \"09:00\".")
        return nil
    }

    /// `2026-12-24`.
    func calendarDay() -> CalendarDay? {
        guard let words = text(limit: 20) else { return nil }
        if let day = RotaTimes.day(words[...]) { return day }
        error("\"\(printable(words))\" is no date", "Write it as in 2026-12-24.")
        return nil
    }

    /// `2026-12-24 18:00`, or a date alone: then at `minute` of that day.
    func wallTime(minute: Int) -> WallTime? {
        guard let words = text(limit: 30) else { return nil }
        if let wall = RotaTimes.wall(words, minute: minute) { return wall }
        error(
            "\"\(printable(words))\" is no date and time",
            "Write it as in \"2026-12-24 18:00\".")
        return nil
    }

    /// A date of one year, or `12-25` of every year.
    func holidayDate() -> Holiday.Date? {
        guard let words = text(limit: 20) else { return nil }
        if let day = RotaTimes.day(words[...]) { return .once(day) }
        // 29 February is a day of some years.
        if let day = RotaTimes.day("2024-\(words)") {
            return .yearly(month: day.month, day: day.day)
        }
        error(
            "\"\(printable(words))\" is no date",
            "Write 2026-12-28 for one year, or 12-25 for every year.")
        return nil
    }

    /// `daily`, `weekly`, `3d` or `12h`, in hours.
    func turnHours() -> Int64? {
        guard let words = text(limit: 20) else { return nil }
        switch words {
        case "daily": return 24
        case "weekly": return 168
        default: break
        }
        let lapse = Lapse(notation: words)
        if let lapse, lapse.milliseconds % 3_600_000 == 0,
            Turns.hoursRange.contains(lapse.milliseconds / 3_600_000)
        {
            return lapse.milliseconds / 3_600_000
        }
        error(
            "\"\(printable(words))\" is no length of a turn",
            "Write daily, weekly, or whole hours or days from 1h to 366d, as in 12h or 3d.")
        return nil
    }
}

/// Dates and times of day as they stand in `rota.yaml`.
enum RotaTimes {
    static func day(_ words: Substring) -> CalendarDay? {
        let parts = words.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = number(parts[0]), let month = number(parts[1]), let day = number(parts[2]),
            (1970...2200).contains(year)
        else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }

    static func minute(_ words: Substring) -> Int? {
        let parts = words.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = number(parts[0]), let minute = number(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    static func wall(_ words: String, minute: Int) -> WallTime? {
        let parts = words.split(maxSplits: 1) { $0 == " " || $0 == "T" }
        guard let first = parts.first, let day = day(first) else { return nil }
        guard parts.count == 2 else { return WallTime(day, minute: minute) }
        return RotaTimes.minute(parts[1]).map { WallTime(day, minute: $0) }
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.allSatisfy { "0"..."9" ~= $0 } ? Int(digits) : nil
    }
}
