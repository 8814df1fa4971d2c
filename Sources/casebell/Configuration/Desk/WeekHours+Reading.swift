import Casework

extension WeekHours {
    /// `hours: "18:00-08:00"`, `days: [mon-fri, sun]`, or both; nothing where neither is named.
    init?(_ hours: Value?, on days: Value?) {
        guard hours != nil || days != nil else { return nil }
        let named = days?.oneOrMore(limit: 20).flatMap { $0.weekdays() } ?? []
        var part: (from: Int, to: Int)? = (0, WeekHours.day)
        if let hours { part = hours.partOfDay() }
        self.init(from: part?.from ?? 0, to: part?.to ?? WeekHours.day, days: Set(named))
        if let days, days.isEmptyList {
            days.error("no day is named", "Write days: [sat, sun], or leave it out.")
        } else if part != nil, covers(WeekHours(from: 0, to: WeekHours.day)) {
            (hours ?? days)?.warn(
                "this is the whole week", "Leave it out, or name some hours or days of it.")
        }
    }
}

extension Value {
    /// `18:00-08:00`, in minutes since midnight.
    fileprivate func partOfDay() -> (from: Int, to: Int)? {
        guard let words = text(limit: 40) else { return nil }
        let ends = words.replacing("–", with: "-").split(
            separator: "-", omittingEmptySubsequences: false
        ).map { minutes(String($0)) }
        guard ends.count == 2, let from = ends[0], let to = ends[1], from < WeekHours.day else {
            error(
                "\"\(printable(words))\" is no part of a day",
                "Write it as in hours: \"18:00-08:00\".")
            return nil
        }
        guard from != to else {
            error(
                "\"\(printable(words))\" begins when it ends",
                "Leave it out for the whole day, or write two times.")
            return nil
        }
        // Until midnight, however it is written.
        return (from, to == 0 ? WeekHours.day : to)
    }

    private func minutes(_ words: String) -> Int? {
        let parts = words.split(separator: ":", omittingEmptySubsequences: false).map {
            $0.drop { $0 == " " }
        }
        guard parts.count == 2, let hour = number(parts[0]), let minute = number(parts[1]),
            parts[1].filter({ $0 != " " }).count == 2, hour <= 24, minute < 60,
            hour * 60 + minute <= WeekHours.day
        else { return nil }
        return hour * 60 + minute
    }

    private func number(_ words: Substring) -> Int? {
        let digits = words.filter { $0 != " " }
        guard (1...2).contains(digits.count), digits.allSatisfy({ "0"..."9" ~= $0 }) else {
            return nil
        }
        return Int(digits)
    }

    /// `sat`, `saturday`, or `mon-fri`.
    fileprivate func weekdays() -> [Weekday] {
        guard let words = text(limit: 40) else { return [] }
        let ends = words.lowercased().split(separator: "-", omittingEmptySubsequences: false)
            .map { day(String($0)) }
        if ends.count == 1, let only = ends[0] { return [only] }
        if ends.count == 2, let first = ends[0], let last = ends[1] { return first.through(last) }
        error(
            "\"\(printable(words))\" is no day of the week",
            "Write mon, tue, wed, thu, fri, sat or sun, or mon-fri.")
        return []
    }

    private func day(_ words: String) -> Weekday? {
        Weekday.allCases.first { $0.rawValue == words || "\($0)" == words }
    }
}
