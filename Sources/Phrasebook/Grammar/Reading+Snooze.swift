import Casework

/// How long a case sleeps: `2h`, `for 1h 30m`, `45 minutes`; `until 09:00`, `until 9`, `9:30pm`.
extension Reading {
    /// Nobody means a year.
    static let snoozeMax = Lapse.days(365)

    mutating func snoozeUntil() -> SnoozeUntil? {
        let saysUntil =
            scanner.take(word: "until") || scanner.take(word: "till") || scanner.take(word: "at")
        let saysFor = !saysUntil && scanner.take(word: "for")
        let typed = scanner.text().lowercased()
        guard typed.utf8.count <= 40 else { return nil }
        if !saysUntil, let lapse = Reading.lapse(typed) { return .for(lapse) }
        guard !saysFor, saysUntil || typed.contains(":") else { return nil }
        return Reading.clock(typed)
    }

    /// `away`, `away 45m`, `away until 14:00`, `back`.
    mutating func leaving() throws(Mistake) -> Act {
        guard verb == .away else {
            guard scanner.peek() == nil else { throw .usage(verb) }
            return Act(verb, .desk, .back)
        }
        guard scanner.peek() != nil else { return Act(verb, .desk, .away(nil)) }
        guard let until = snoozeUntil() else { throw .usage(verb) }
        return Act(verb, .desk, .away(until))
    }

    /// Numbers with units, added up.
    static func lapse(_ typed: String) -> Lapse? {
        var scanner = Scanner(typed)
        var total = Lapse.zero
        while !scanner.isAtEnd {
            guard let count = Int64(scanner.digits(atMost: 6)) else { return nil }
            scanner.skipSpace()
            guard let unit = unit(scanner.letters()) else { return nil }
            total = total + Lapse(milliseconds: count * unit.milliseconds)
            scanner.skipSpace()
        }
        return total > .zero && total <= snoozeMax ? total : nil
    }

    private static func unit(_ word: String) -> Lapse? {
        switch word {
        case "s", "sec", "secs", "second", "seconds": .seconds(1)
        case "m", "min", "mins", "minute", "minutes": .minutes(1)
        case "h", "hr", "hrs", "hour", "hours": .hours(1)
        case "d", "day", "days": .days(1)
        default: nil
        }
    }

    static func clock(_ typed: String) -> SnoozeUntil? {
        var scanner = Scanner(typed)
        guard var hour = Int(scanner.digits(atMost: 2)) else { return nil }
        var minute = 0
        if scanner.take(":") {
            let digits = scanner.digits(atMost: 2)
            guard digits.utf8.count == 2, let said = Int(digits) else { return nil }
            minute = said
        }
        scanner.skipSpace()
        switch scanner.letters() {
        case "": break
        case "am":
            guard (1...12).contains(hour) else { return nil }
            hour %= 12
        case "pm":
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + 12
        default: return nil
        }
        guard scanner.isAtEnd, (0...23).contains(hour), (0...59).contains(minute) else {
            return nil
        }
        return .clock(hour: hour, minute: minute)
    }
}

extension Scanner {
    /// The ASCII letters that come next.
    mutating func letters() -> String {
        var letters = ""
        while let next, next.isASCII, next.properties.isAlphabetic, take(next) {
            letters.unicodeScalars.append(next)
        }
        return letters
    }
}
