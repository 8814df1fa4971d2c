/// When people answer again, as a customer is told: by the clock of the queue, and true for as long
/// as the text may be on its way.
package struct OpeningTime: Hashable, Sendable {
    private let there: LocalTime
    /// Days from today on; nothing where the calendar does not tell.
    private let daysAway: Int64?
    /// Midnight may come before the text does: "tomorrow" would be another day by then.
    private let isSafe: Bool

    /// - Parameter delay: how long after `now` the text may leave at the latest.
    package init(_ opensAt: Instant, now: Instant, delay: Lapse, wall: Wall) {
        there = wall.localTime(opensAt)
        let today = CalendarDay(wall.localTime(now))?.sinceEpoch
        let last = CalendarDay(wall.localTime(now + delay))?.sinceEpoch
        isSafe = today == last
        let day = CalendarDay(there)?.sinceEpoch
        daysAway = day.flatMap { day in today.map { day - $0 } }
    }

    /// `tomorrow at 08:00`, `on Monday at 08:00`, `on 2 January at 08:00`; in a language that is not
    /// known here the date as ISO 8601 has it.
    /// - Parameter language: a tag of BCP 47; nothing: English.
    package func words(in language: String?) -> String {
        guard let tongue = Tongue.of(language) else { return "\(isoDate), \(time)" }
        let day =
            switch daysAway {
            case 0 where isSafe: tongue.today
            case 1 where isSafe: tongue.tomorrow
            case .some(0...6): tongue.weekday(weekday)
            default: tongue.date(there)
            }
        return "\(day) \(tongue.at(time))"
    }

    private var weekday: Int { CalendarDay(there)?.weekday.place ?? 0 }
    private var time: String { "\(two(there.hour)):\(two(there.minute))" }
    private var isoDate: String { "\(there.year)-\(two(there.month))-\(two(there.day))" }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Whether it can be said in that language.
    package static func speaks(_ language: String?) -> Bool { Tongue.of(language) != nil }

    /// Characters of the longest way to say it.
    package static func lengthMax(in language: String?) -> Int {
        guard let tongue = Tongue.of(language) else { return "2026-12-24, 08:00".count }
        let days =
            [tongue.today, tongue.tomorrow] + (0..<7).map(tongue.weekday)
            + (1...12).map { month in
                tongue.date(
                    LocalTime(year: 2026, month: month, day: 28, hour: 8, minute: 0, second: 0))
            }
        return (days.map(\.count).max() ?? 0) + 1 + tongue.at("08:00").count
    }
}

/// How a language speaks of days.
private struct Tongue: Sendable {
    var today: String
    var tomorrow: String
    /// From Monday on.
    var weekdays: [String]
    var months: [String]
    /// `{}` is the weekday.
    var onWeekday: String
    /// `{d}` is the day, `{m}` the month.
    var onDate: String
    /// `{}` is the time.
    var atTime: String

    func weekday(_ place: Int) -> String {
        onWeekday.replacing("{}", with: weekdays.indices.contains(place) ? weekdays[place] : "")
    }

    func date(_ time: LocalTime) -> String {
        let month = months.indices.contains(time.month - 1) ? months[time.month - 1] : ""
        return onDate.replacing("{d}", with: "\(time.day)").replacing("{m}", with: month)
    }

    func at(_ time: String) -> String { atTime.replacing("{}", with: time) }

    static func of(_ language: String?) -> Tongue? {
        guard let language else { return english }
        return all[String(language.lowercased().prefix { $0 != "-" && $0 != "_" })]
    }

    private static func words(_ list: String) -> [String] {
        list.split(whereSeparator: \.isWhitespace).map { String($0) }
    }

    private static let english = Tongue(
        today: "today", tomorrow: "tomorrow",
        weekdays: words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        months: words(
            """
            January February March April May June July August September October November December
            """), onWeekday: "on {}", onDate: "on {d} {m}", atTime: "at {}")

    private static let all: [String: Tongue] = [
        "en": english,
        "de": Tongue(
            today: "heute", tomorrow: "morgen",
            weekdays: words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
            months: words(
                """
                Januar Februar März April Mai Juni Juli August September Oktober November Dezember
                """), onWeekday: "am {}", onDate: "am {d}. {m}", atTime: "um {} Uhr"),
        "fr": Tongue(
            today: "aujourd'hui", tomorrow: "demain",
            weekdays: words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
            months: words(
                """
                janvier février mars avril mai juin juillet août septembre octobre novembre décembre
                """), onWeekday: "{}", onDate: "le {d} {m}", atTime: "à {}"),
        "es": Tongue(
            today: "hoy", tomorrow: "mañana",
            weekdays: words("lunes martes miércoles jueves viernes sábado domingo"),
            months: words(
                """
                enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
                diciembre
                """), onWeekday: "el {}", onDate: "el {d} de {m}",
            atTime: "a las {}"),
        "it": Tongue(
            today: "oggi", tomorrow: "domani",
            weekdays: words("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
            months: words(
                """
                gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre
                dicembre
                """), onWeekday: "{}", onDate: "il {d} {m}",
            atTime: "alle {}"),
        "nl": Tongue(
            today: "vandaag", tomorrow: "morgen",
            weekdays: words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
            months: words(
                """
                januari februari maart april mei juni juli augustus september oktober november
                december
                """), onWeekday: "op {}", onDate: "op {d} {m}",
            atTime: "om {} uur"),
        "pt": Tongue(
            today: "hoje", tomorrow: "amanhã",
            weekdays: words(
                """
                segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo
                """),
            months: words(
                """
                janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro
                dezembro
                """), onWeekday: "em {}", onDate: "em {d} de {m}",
            atTime: "às {}"),
    ]
}
