import Casework
import Rota

/// The rota: names that exist, and what is wrong with hours and holidays.
extension CrossChecks {
    /// How far ahead gaps and overlaps are looked for.
    static let horizon = Lapse.days(90)

    func checkRota() {
        guard documents.rota != nil else { return }
        checkHolidays()
        checkHours()
        reportDoubles(
            configuration.rota.rotations.map(\.name), what: "the rotation", in: documents.rota
        ) {
            "rotations[\($0)].name"
        }
        for (index, rotation) in configuration.rota.rotations.enumerated() {
            checkRotation(rotation, path: "rotations[\(index)]")
        }
        checkCoverage()
        checkChains()
        checkChainOrder()
    }

    private func note(
        _ severity: Finding.Severity, _ path: String, _ message: String, _ wayOut: String
    ) {
        documents.rota?.note(severity, of: path, message, wayOut)
    }

    private func checkHolidays() {
        let used = configuration.rota.hours.flatMap(\.holidays)
        let sets = Set(configuration.rota.holidays.map(\.name))
        // A set that there is not may be another one, misspelt.
        let isUseKnown =
            documents.rota.knows("hours") && used.allSatisfy(sets.contains)
            && configuration.rota.hours.indices.allSatisfy {
                documents.rota.knows("holidays", in: "hours[\($0)]")
            }
        for set in configuration.rota.holidays {
            let path = "holidays.\(printable(set.name))"
            if isUseKnown, !used.contains(set.name) {
                note(
                    .warning, path, "no hours refer to these holidays",
                    "Add holidays: [\(printable(set.name))] to some hours.")
            }
            var dates: [Holiday.Date: Int] = [:]
            for (index, holiday) in set.days.enumerated() {
                // What is no date was said already.
                if holiday.date == .yearly(month: 0, day: 0) { continue }
                if dates[holiday.date] != nil {
                    note(
                        .warning, "\(path)[\(index)].date", "this date stands here twice",
                        "Keep one.")
                }
                dates[holiday.date] = index
                checkYear(of: holiday, path: "\(path)[\(index)].date")
            }
        }
    }

    /// A holiday that is over, or so far away that its year must be wrong.
    private func checkYear(of holiday: Holiday, path: String) {
        guard case .once(let day) = holiday.date else { return }
        let today = zone.wall(at: now).day
        let month = day.month < 10 ? "0\(day.month)" : "\(day.month)"
        let dayOfMonth = day.day < 10 ? "0\(day.day)" : "\(day.day)"
        if day.year < today.year {
            note(
                .warning, path, "this holiday is over",
                "Write its date of \(today.year), or \(month)-\(dayOfMonth) for every year.")
        } else if day.year > today.year + 1 {
            note(
                .warning, path, "this holiday is in \(day.year)",
                "Is that the year that is meant? It is \(today.year).")
        }
    }

    private func checkHours() {
        let sets = configuration.rota.holidays.map(\.name)
        reportDoubles(
            configuration.rota.hours.flatMap(\.queues), what: "the queue", in: documents.rota
        ) { place in
            var rest = place
            for (index, entry) in configuration.rota.hours.enumerated() {
                guard rest >= entry.queues.count else { return "hours[\(index)].queues[\(rest)]" }
                rest -= entry.queues.count
            }
            return "hours"
        }
        let rota = configuration.duty
        for (index, entry) in configuration.rota.hours.enumerated() {
            let path = "hours[\(index)]"
            checkQueueNames(entry.queues, path: "\(path).queues")
            for (place, name) in entry.holidays.enumerated()
            where documents.rota.knows("holidays") {
                reportUnknown(
                    name, what: "set of holidays", known: sets, in: documents.rota,
                    path: "\(path).holidays[\(place)]")
            }
            let isDead =
                rota.hours[index].hours.open(
                    over: Stretch(from: now, to: now + Self.horizon)
                ).isEmpty
            if isDead, !entry.open.isEmpty {
                note(
                    .warning, path, "these queues do not open in the next 90 days",
                    "Look at open: and the holidays.")
            }
        }
    }

    func checkQueueNames(_ names: [QueueName], path: String) {
        guard documents.queuesAreKnown else { return }
        for (place, name) in names.enumerated() {
            reportUnknown(
                name.rawValue, what: "queue", known: queueNames, in: documents.rota,
                path: "\(path)[\(place)]")
        }
    }

    /// Of these queues, or of all where none is named, those that there are. Where desk.yaml cannot be
    /// read these are taken at their word.
    func known(_ queues: [QueueName]) -> [QueueName] {
        guard documents.queuesAreKnown else { return queues }
        let all = configuration.desk.queues.map(\.name)
        return queues.isEmpty ? all : queues.filter(all.contains)
    }

    /// Whether all of these queues are known by name.
    func areKnown(_ queues: [QueueName]) -> Bool {
        documents.queuesAreKnown && queues.allSatisfy { queueNames.contains($0.rawValue) }
    }

    /// The desk's own.
    var zone: Zone { Zone(named: configuration.connection.timezone) ?? .utc }
}
