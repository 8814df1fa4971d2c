import Casework

/// A date or a time of a calendar: by a zone's clocks, in UTC, or a whole day.
struct CalendarMoment: Hashable, Sendable {
    var wall: WallTime
    var zone: Zone
    /// A day without a time.
    var isDay: Bool

    var instant: Instant { zone.instant(of: wall) }

    /// RFC 5545, 3.3.4 and 3.3.5: `20261121`, `20261121T090000`, `20261121T090000Z`.
    init?(_ text: some StringProtocol, zone: Zone) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            bytes[range].reduce(0 as Int?) { sum, byte in
                guard let sum, (0x30...0x39).contains(byte) else { return nil }
                return sum * 10 + Int(byte - 0x30)
            }
        }
        guard bytes.count == 8 || bytes.count == 15 || bytes.count == 16,
            let year = number(0..<4), (1600...2200).contains(year), let month = number(4..<6),
            let day = number(6..<8), let date = CalendarDay(year: year, month: month, day: day)
        else { return nil }
        isDay = bytes.count == 8
        self.zone = zone
        guard !isDay else {
            wall = WallTime(date)
            return
        }
        guard bytes[8] == UInt8(ascii: "T"), let hour = number(9..<11),
            let minute = number(11..<13), let second = number(13..<15), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        if bytes.count == 16 {
            guard bytes[15] == UInt8(ascii: "Z") else { return nil }
            self.zone = .utc
        }
        wall = WallTime(date, minute: hour * 60 + minute) + Int64(min(second, 59))
    }

    init(wall: WallTime, zone: Zone, isDay: Bool) {
        self.wall = wall
        self.zone = zone
        self.isDay = isDay
    }
}
