import Casework
import Rota

/// What fills a layer or some hours of it: people in turns, or a calendar.
struct PartEntry: Hashable, Sendable {
    var people: [PersonID] = []
    /// How long a turn is, in hours.
    var turn: Int64 = 168
    /// When turns change, in minutes since midnight.
    var handover = 0
    /// The day of the first hand-over.
    var from = CalendarDay(sinceEpoch: 0)
    var until: WallTime?
    var swaps: [Turns.Swap] = []
    var calendar: CalendarEntry?
    /// The rotation's own where nothing is said.
    var timezone: String?
    /// Of a layer with parts: when this one has it; nothing: always.
    var hours: WeekHours?
    /// Where it stands in the file.
    var path: String

    /// The keys that say who has it.
    static let duty = ["people", "turn", "handover", "from", "until", "swaps", "calendar"]
}

extension PartEntry {
    /// - Parameter isWhole: it fills the layer that it stands in.
    init(_ keys: KeyedReader, isWhole: Bool) {
        path = keys.value.path
        if !isWhole {
            timezone = keys["timezone"]?.timeZoneName()
            hours = WeekHours(keys["hours"], on: keys["days"])
        }
        let named = keys["people"]
        calendar = keys["calendar"]?.keyed(CalendarEntry.init)
        if calendar == nil {
            let value = named ?? keys.required("people", "people: [lee, sam]")
            people = (value?.texts(limit: 200) ?? []).map { PersonID($0) }
            if let value, value.isEmptyList { value.error("nobody is named", "Name somebody.") }
        }
        readTurns(keys)
        guard calendar != nil,
            let other = keys.present(Self.duty).first(where: { $0 != "calendar" })
        else { return }
        keys.value.error(
            "who is on call stands here twice: in a calendar, and as \(other)",
            "Keep one of them, or write two parts.")
    }

    private mutating func readTurns(_ keys: KeyedReader) {
        turn = keys["turn"]?.turnHours() ?? turn
        handover = keys["handover"]?.minuteOfDay() ?? handover
        let written = calendar == nil ? keys.required("from", "from: 2026-01-05") : keys["from"]
        from = written?.calendarDay() ?? from
        let last = keys["until"]
        until = last?.wallTime(minute: handover)
        let start = WallTime(from, minute: handover)
        if let until, until <= start {
            last?.error("this ends before it begins", "Write a later day.")
        }
        for value in keys["swaps"]?.list(limit: 200) ?? [] {
            if let swap = swap(value, start) { swaps.append(swap) }
        }
    }

    /// `[2026-12-14, 2026-12-21]`
    private func swap(_ value: Value, _ start: WallTime) -> Turns.Swap? {
        let ends = value.list(limit: 3)
        guard ends.count == 2 else {
            value.error("a swap is of two turns", "Write it as in [2026-12-14, 2026-12-21].")
            return nil
        }
        guard let one = ends[0].wallTime(minute: handover),
            let other = ends[1].wallTime(minute: handover)
        else { return nil }
        let turns = Turns(people: people, hours: turn, start: start, zone: .utc, swaps: swaps)
        guard turns.index(at: one) != turns.index(at: other) else {
            value.error("both are in one turn", "Name days of two turns.")
            return nil
        }
        guard one >= start, other >= start else {
            value.error("nobody has begun by then", "Name days after the first hand-over.")
            return nil
        }
        guard !people.isEmpty else { return nil }
        let person = turns.person(of: turns.index(at: one))
        guard person != turns.person(of: turns.index(at: other)) || person.rawValue.isEmpty else {
            value.error("both turns are \(person)'s", "Name days of two people's turns.")
            return nil
        }
        return Turns.Swap(one: one, other: other)
    }
}

/// An iCalendar file, or a feed of one.
struct CalendarEntry: Hashable, Sendable {
    var source: Source?
    /// How often a feed is fetched.
    var every = Lapse.minutes(15)
    /// Names and addresses of people as the calendar writes them.
    var names: [Name] = []

    enum Source: Hashable, Sendable {
        /// Beside rota.yaml, or a whole path.
        case file(String)
        case address(String)
        /// An address that nobody may know.
        case secret(Secret)
    }

    struct Name: Hashable, Sendable {
        var written: String
        var person: PersonID
    }

    var isFeed: Bool { if case .file = source { false } else { source != nil } }

    /// A copy that is older is stale.
    var staleAfter: Lapse {
        max(.hours(1), Lapse(milliseconds: every.milliseconds * 4))
    }
}

extension CalendarEntry {
    init(_ keys: KeyedReader) {
        self.init()
        let file = keys["file"]
        let address = keys["url"]
        every = keys["every"]?.lapse(in: .minutes(1) ... .days(7)) ?? every
        names = (keys["names"]?.entries(limit: 500) ?? []).map { written, value in
            Name(written: written, person: PersonID(value.text() ?? ""))
        }
        switch (file, address) {
        case (let file?, nil):
            source = file.text(limit: 500).map { .file($0) }
        case (nil, let address?) where address.isGroup:
            source = address.secret().map { .secret($0) }
        case (nil, let address?):
            source = address.webAddress().map { .address($0) }
            if case .address(let written)? = source { address.warnIfPlain(written) }
        default:
            keys.value.error(
                "a calendar is a file or a feed",
                "Write file: oncall.ics, or url: https://calendar.example.org/oncall.ics.")
        }
    }
}
