import Casework

/// Times, always both ways: scrollback makes "27m" a lie.
extension Wording {
    /// `10:58 (27m)` ahead, `10:31 (5m ago)` behind. Ahead, a second that has begun counts whole:
    /// who is away for 45 minutes is told of 45, however long it took to say so.
    func moment(_ instant: Instant) -> String {
        let ahead = Lapse(milliseconds: (instant - now).milliseconds + 999)
        let distance =
            instant < now ? "\(Wording.rough(now - instant)) ago" : Wording.rough(ahead)
        return "\(clockTime(instant)) (\(distance))"
    }

    /// `10:58`, with the date unless it is today's.
    func clockTime(_ instant: Instant, seconds: Bool = false) -> String {
        let there = clock(instant)
        let here = clock(now)
        var time = "\(Wording.two(there.hour)):\(Wording.two(there.minute))"
        if seconds { time += ":\(Wording.two(there.second))" }
        if there.year != here.year { return "\(date(there)) \(there.year) \(time)" }
        if there.month != here.month || there.day != here.day { return "\(date(there)) \(time)" }
        return time
    }

    private func date(_ time: LocalTime) -> String {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let month = months.indices.contains(time.month - 1) ? months[time.month - 1] : "?"
        return "\(time.day) \(month)"
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// Rounded down: `20s`, `27m`, `1h 45m`, `2d`.
    static func rough(_ lapse: Lapse) -> String {
        let seconds = max(0, lapse.milliseconds / 1000)
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return "\(seconds / 60)m"
        case ..<172_800: return pair(seconds / 3600, "h", seconds % 3600 / 60, "m")
        default: return "\(seconds / 86_400)d"
        }
    }

    /// A measured length, to the second under an hour: `6m 42s`, `30m`, `1h 5m`, `2d 3h`.
    static func measured(_ lapse: Lapse) -> String {
        let seconds = max(0, lapse.milliseconds / 1000)
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return pair(seconds / 60, "m", seconds % 60, "s")
        case ..<86_400: return pair(seconds / 3600, "h", seconds % 3600 / 60, "m")
        default: return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h")
        }
    }

    private static func pair(
        _ large: Int64, _ largeUnit: String, _ small: Int64, _ smallUnit: String
    ) -> String {
        small == 0 ? "\(large)\(largeUnit)" : "\(large)\(largeUnit) \(small)\(smallUnit)"
    }
}

/// Figures.
extension Wording {
    /// `812`, `4.8k`, `48k`, `1.2M`: rounded down to two figures' worth.
    static func short(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count)"
        case ..<1_000_000: tenths(count / 100, "k")
        case ..<1_000_000_000: tenths(count / 100_000, "M")
        default: tenths(count / 100_000_000, "B")
        }
    }

    private static func tenths(_ tenths: Int, _ unit: String) -> String {
        tenths >= 100 || tenths % 10 == 0
            ? "\(tenths / 10)\(unit)" : "\(tenths / 10).\(tenths % 10)\(unit)"
    }

    /// `1 point`, `2 points`, `-1 points`.
    static func count(_ number: Int, _ thing: String) -> String {
        count(number, thing, thing + "s")
    }

    static func count(_ number: Int, _ thing: String, _ things: String) -> String {
        number == 1 ? "1 \(thing)" : "\(number) \(things)"
    }
}
