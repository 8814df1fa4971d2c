import Casework
import Rota

/// Reads the calendars that `rota.yaml` names, and says what is wrong with them.
struct CalendarReading {
    let configuration: Configuration
    let documents: Documents
    let files: ConfigurationFiles
    let now: Instant

    /// Those that could be read, by the paths of their parts.
    func calendars() -> [String: DutyCalendar] {
        var calendars: [String: DutyCalendar] = [:]
        for feed in configuration.calendarFeeds { calendars[feed.path] = calendar(of: feed) }
        return calendars
    }

    private func calendar(of feed: CalendarFeed) -> DutyCalendar? {
        let copy: CalendarCopy
        do throws(SourceText.Trouble) {
            copy = try files.calendar(feed.place)
        } catch {
            note(error, of: feed)
            return nil
        }
        if feed.entry.isFeed, now - copy.writtenAt > feed.entry.staleAfter {
            let age = Lapse(milliseconds: (now - copy.writtenAt).milliseconds / 60_000 * 60_000)
            documents.rota?.note(
                .warning, of: "\(feed.path).calendar",
                "this feed was last fetched \(age.spoken) ago",
                "See in the log why it cannot be fetched.")
        }
        do throws(CalendarFailure) {
            let calendar = try configuration.calendar(copy.bytes, of: feed)
            note(calendar, feed)
            return calendar
        } catch {
            documents.rota?.note(
                feed.entry.isFeed ? .warning : .error, of: "\(feed.path).calendar",
                "\(feed.shown): \(error)", "Export it once more as iCalendar.")
            return nil
        }
    }

    private func note(_ trouble: SourceText.Trouble, of feed: CalendarFeed) {
        guard feed.entry.isFeed else {
            documents.rota?.note(
                .error, of: "\(feed.path).calendar.file", "\(feed.shown): \(trouble.message)",
                "It belongs beside rota.yaml, or has to be named with its whole path.")
            return
        }
        documents.rota?.note(
            .warning, of: "\(feed.path).calendar",
            trouble.isMissing
                ? "this feed was not fetched yet" : "\(feed.shown): \(trouble.message)",
            "The daemon fetches it every \(feed.entry.every.notation).")
    }

    /// Told of one calendar that is not a file beside this one.
    private static let problemsMax = 10

    private func note(_ calendar: DutyCalendar, _ feed: CalendarFeed) {
        let window = Stretch(from: now, to: now + CrossChecks.horizon)
        let problems =
            calendar.problems.map { ($0, "It is left out; mend it in the calendar.") }
            + calendar.strangers(touching: window).map {
                ($0, "Name a person of people.yaml in it, or say under names: who is meant.")
            }
        if calendar.isCutOff(over: window) {
            documents.rota?.note(
                .warning, of: "\(feed.path).calendar", "more happens in it than is looked at",
                "Remove old events that come again for ever.")
        }
        guard case .file(let name) = feed.place, !name.hasPrefix("/") else {
            for (problem, wayOut) in problems.prefix(Self.problemsMax) {
                documents.rota?.note(
                    .warning, of: "\(feed.path).calendar",
                    "line \(problem.line) of \(feed.shown): \(printable(problem.message, limit: 200))",
                    wayOut)
            }
            if problems.count > Self.problemsMax {
                documents.rota?.note(
                    .warning, of: "\(feed.path).calendar",
                    "\(problems.count - Self.problemsMax) more such things stand in \(feed.shown)",
                    "Mend these first.")
            }
            return
        }
        let document = documents.calendar(printable(name))
        for (problem, wayOut) in problems {
            document.note(
                .warning, at: Position(line: problem.line, column: 1), key: "",
                printable(problem.message, limit: 200), wayOut)
        }
    }
}

extension CalendarFeed {
    /// Its file; of an address nothing, which may be a secret.
    fileprivate var shown: String {
        switch place {
        case .file(let name), .kept(let name): printable(name)
        }
    }
}

extension Lapse {
    /// In its two largest units: `3d 4h`.
    fileprivate var spoken: String {
        let minutes = milliseconds / 60_000
        let parts = [(minutes / 1440, "d"), (minutes / 60 % 24, "h"), (minutes % 60, "m")]
        let told = parts.filter { $0.0 > 0 }.prefix(2).map { "\($0.0)\($0.1)" }
        return told.isEmpty ? "0m" : told.joined(separator: " ")
    }
}
