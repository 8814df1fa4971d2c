import Casework
import Curl
import Desk
import Foundation
import Logging
import Rota
import ServiceLifecycle

/// Fetches the calendars that say who is on call, each at its own pace, and keeps the last good copy
/// of each in the state directory. What cannot be fetched or read changes nothing but the log, which
/// says when a copy has become stale.
struct CalendarCourier: Service {
    /// How often it is looked which feed is due.
    static let pace = Lapse.seconds(15)
    /// After a failure it is tried again no later than this.
    static let patience = Lapse.minutes(5)

    let keeper: RotaKeeper
    let clock: any DeskClock
    let logger: Logger
    /// What a feed's server answers.
    let bytes: @Sendable (CalendarFeed) async throws -> [UInt8]

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // By uptime, which no clock's jump changes. One that is another by now is fetched at once.
            var due: [CalendarFeed: Lapse] = [:]
            var told = ToldOfCalendars()
            while !Task.isCancelled {
                let feeds = keeper.feeds
                due = due.filter { feeds.contains($0.key) }
                for feed in feeds where due[feed] ?? .zero <= clock.uptime() {
                    let isFetched = await fetch(feed, &told)
                    let pause = isFetched ? feed.entry.every : min(feed.entry.every, Self.patience)
                    due[feed] = clock.uptime() + pause
                }
                do { try await clock.sleep(for: Self.pace) } catch { return }
            }
        }
    }

    /// Whether there is a good copy now that is as new as this moment.
    func fetch(_ feed: CalendarFeed, _ told: inout ToldOfCalendars) async -> Bool {
        guard case .kept(let path) = feed.place else { return true }
        do {
            let bytes = try await bytes(feed)
            let calendar = try keeper.took(bytes, of: feed)
            try keep(bytes, at: path)
            tell(of: calendar, feed, &told)
            logger.debug("Fetched a calendar", metadata: ["calendar": "\(feed.path)"])
            return true
        } catch {
            let age = age(of: path)
            let isStale = age.map { $0 > feed.entry.staleAfter } ?? true
            logger.log(
                level: isStale ? .error : .warning,
                isStale
                    ? "A calendar of the rota is stale and cannot be fetched"
                    : "A calendar of the rota could not be fetched; the last copy counts",
                metadata: [
                    "calendar": "\(feed.path)", "error": "\(error)",
                    "age": "\(age.map { "\($0.milliseconds / 60_000)m" } ?? "no copy")",
                ])
            return false
        }
    }

    /// What of it is of no use is said once, until that is another matter: by its lines, because a
    /// log has no place for what people write. `check` has the words.
    private func tell(
        of calendar: DutyCalendar, _ feed: CalendarFeed, _ told: inout ToldOfCalendars
    ) {
        let now = clock.now()
        let window = Stretch(from: now, to: now + CrossChecks.horizon)
        let strangers = calendar.strangers(touching: window)
        let isCutOff = calendar.isCutOff(over: window)
        let matter = (calendar.problems + strangers).map(\.message).sorted()
        guard told.isNews(isCutOff ? matter + [""] : matter, of: feed) else { return }
        guard !matter.isEmpty || isCutOff else {
            logger.notice(
                "All of a calendar of the rota can be used again",
                metadata: ["calendar": "\(feed.path)"])
            return
        }
        logger.warning(
            "Not all of a calendar of the rota can be used; casebell check says why",
            metadata: [
                "calendar": "\(feed.path)",
                "left out, in lines": "\(calendar.problems.lines)",
                "of nobody known, in lines": "\(strangers.lines)",
                "too much happens in it": "\(isCutOff)",
            ])
    }

    private func keep(_ bytes: [UInt8], at path: String) throws {
        let file = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try Data(bytes).write(to: file, options: .atomic)
    }

    private func age(of path: String) -> Lapse? {
        guard let copy = try? CalendarCopy(path: path) else { return nil }
        return clock.now() - copy.writtenAt
    }
}

extension CalendarCourier {
    init(keeper: RotaKeeper, reactor: CurlReactor, clock: any DeskClock, logger: Logger) {
        self.init(keeper: keeper, clock: clock, logger: logger) { try await $0.fetch(by: reactor) }
    }
}

/// What the log has been told of each feed.
struct ToldOfCalendars {
    private var matters: [CalendarFeed: [String]] = [:]

    /// - Parameter matter: nothing where all is well, of which only a change is news.
    mutating func isNews(_ matter: [String], of feed: CalendarFeed) -> Bool {
        let before = matters.updateValue(matter, forKey: feed) ?? []
        return before != matter
    }
}

extension [CalendarProblem] {
    /// Those of the first few.
    fileprivate var lines: String {
        guard !isEmpty else { return "none" }
        return prefix(10).map { "\($0.line)" }.joined(separator: " ") + (count > 10 ? " …" : "")
    }
}

extension CalendarFeed {
    fileprivate func fetch(by reactor: CurlReactor) async throws -> [UInt8] {
        let address: String
        switch entry.source {
        case .address(let written): address = written
        case .secret(let secret):
            address = try secret.resolve(environment: ProcessInfo.processInfo.environment)
        default: return []
        }
        let answer = try await reactor.perform(
            OutboundRequest(
                url: address, headers: [("Accept", "text/calendar, */*;q=0.1")],
                responseLimit: CalendarLimits.bytesMax, followsRedirects: true))
        guard answer.status == 200 else { throw CalendarRefused(status: answer.status) }
        return answer.body
    }
}

/// A server that answers with something else than a calendar.
struct CalendarRefused: Error, CustomStringConvertible {
    var status: Int
    var description: String { "the server answered with status \(status)" }
}
