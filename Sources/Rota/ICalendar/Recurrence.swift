import Casework

/// A rule by which an event comes again: RFC 5545, 3.3.10.
struct Recurrence: Hashable, Sendable {
    enum Frequency: String, Hashable, Sendable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    struct WeekdayRule: Hashable, Sendable {
        /// The second, the last but one (-2); nothing: all of them.
        var ordinal: Int?
        /// Monday is 0.
        var weekday: Int
    }

    enum End: Hashable, Sendable {
        case never
        case count(Int)
        case until(CalendarMoment)
    }

    var frequency: Frequency
    var interval: Int64 = 1
    var end = End.never
    var weekdays: [WeekdayRule] = []
    /// 1 to 31, or from the end of the month: -1 to -31.
    var monthDays: [Int] = []
    var months: Set<Int> = []
    var positions: [Int] = []
    /// Monday is 0.
    var weekStart = 0

    /// What keeps a rule from being understood, as a clause.
    struct Trouble: Error { var message: String }

    static let weekdayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    /// - Parameter zone: of an UNTIL without one.
    init(_ text: String, zone: Zone) throws(Trouble) {
        var parts: [(name: String, value: String)] = []
        for part in text.split(separator: ";") where parts.count < 20 {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { throw Trouble(message: "RRULE has a part without \"=\"") }
            parts.append((pair[0].uppercased(), pair[1].uppercased()))
        }
        guard let named = parts.first(where: { $0.name == "FREQ" })?.value else {
            throw Trouble(message: "RRULE has no FREQ")
        }
        guard let frequency = Frequency(rawValue: named) else {
            throw Trouble(message: "FREQ=\(named.prefix(20)) is not used here")
        }
        self.frequency = frequency
        for part in parts where part.name != "FREQ" { try read(part.name, part.value, zone) }
        guard frequency != .weekly || monthDays.isEmpty else {
            throw Trouble(message: "BYMONTHDAY has no place in a weekly rule")
        }
        let hasOrdinals = weekdays.contains { $0.ordinal != nil }
        guard !hasOrdinals || frequency == .monthly || frequency == .yearly else {
            throw Trouble(message: "BYDAY with a number belongs to monthly and yearly rules")
        }
    }

    private mutating func read(_ name: String, _ value: String, _ zone: Zone) throws(Trouble) {
        switch name {
        case "INTERVAL": interval = Int64(try Self.number(value, 1...10_000, name))
        case "COUNT": end = .count(try Self.number(value, 1...1_000_000, name))
        case "UNTIL":
            guard let moment = CalendarMoment(value, zone: zone) else {
                throw Trouble(message: "UNTIL=\(value.prefix(20)) is no date")
            }
            end = .until(moment)
        case "BYDAY":
            weekdays = try Self.list(value, name) { text throws(Trouble) in
                try Self.weekdayRule(text)
            }.onceEach()
        case "BYMONTHDAY":
            monthDays = try Self.list(value, name) { text throws(Trouble) in
                try Self.signed(text, 31, name)
            }.onceEach()
        case "BYMONTH":
            months = Set(
                try Self.list(value, name) { text throws(Trouble) in
                    try Self.number(text, 1...12, name)
                })
        case "BYSETPOS":
            positions = try Self.list(value, name) { text throws(Trouble) in
                try Self.signed(text, 366, name)
            }.onceEach()
        case "WKST":
            guard let day = Self.weekdayNames.firstIndex(of: value) else {
                throw Trouble(message: "WKST=\(value.prefix(20)) is no day of the week")
            }
            weekStart = day
        case let other where other.hasPrefix("X-"): break
        default: throw Trouble(message: "\(name.prefix(20)) is not used here")
        }
    }

    private static func list<Item>(
        _ value: String, _ name: String, _ read: (String) throws(Trouble) -> Item
    ) throws(Trouble) -> [Item] {
        let texts = value.split(separator: ",", omittingEmptySubsequences: false)
        guard texts.count <= 366 else { throw Trouble(message: "\(name) is too long") }
        var items: [Item] = []
        for text in texts { items.append(try read(String(text))) }
        return items
    }

    private static func number(
        _ text: String, _ range: ClosedRange<Int>, _ name: String
    ) throws(Trouble) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw Trouble(
                message: "\(name) takes \(range.lowerBound) to \(range.upperBound), "
                    + "not \(text.prefix(20))")
        }
        return number
    }

    private static func signed(_ text: String, _ most: Int, _ name: String) throws(Trouble) -> Int {
        let number = try number(text, -most...most, name)
        guard number != 0 else { throw Trouble(message: "\(name) takes no 0") }
        return number
    }

    private static func weekdayRule(_ text: String) throws(Trouble) -> WeekdayRule {
        guard let weekday = weekdayNames.firstIndex(of: String(text.suffix(2))) else {
            throw Trouble(message: "BYDAY=\(text.prefix(20)) is no day of the week")
        }
        let ordinal = String(text.dropLast(2))
        guard !ordinal.isEmpty else { return WeekdayRule(weekday: weekday) }
        return WeekdayRule(ordinal: try signed(ordinal, 53, "BYDAY"), weekday: weekday)
    }
}

extension Array where Element: Equatable {
    /// What stands there twice means no more, and costs more.
    fileprivate func onceEach() -> [Element] {
        reduce(into: []) { once, element in
            if !once.contains(element) { once.append(element) }
        }
    }
}
