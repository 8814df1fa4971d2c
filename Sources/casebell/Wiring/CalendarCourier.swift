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
    let reactor: CurlReactor
    let clock: any DeskClock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // By uptime, which no clock's jump changes. One that is another by now is fetched at once.
            var due: [CalendarFeed: Lapse] = [:]
            while !Task.isCancelled {
                let feeds = keeper.feeds
                due = due.filter { feeds.contains($0.key) }
                for feed in feeds where due[feed] ?? .zero <= clock.uptime() {
                    let isFetched = await fetch(feed)
                    let pause = isFetched ? feed.entry.every : min(feed.entry.every, Self.patience)
                    due[feed] = clock.uptime() + pause
                }
                do { try await clock.sleep(for: Self.pace) } catch { return }
            }
        }
    }

    /// Whether there is a good copy now that is as new as this moment.
    func fetch(_ feed: CalendarFeed) async -> Bool {
        guard case .kept(let path) = feed.place else { return true }
        do {
            let bytes = try await bytes(of: feed)
            try keeper.took(bytes, of: feed)
            try keep(bytes, at: path)
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

    private func bytes(of feed: CalendarFeed) async throws -> [UInt8] {
        let address: String
        switch feed.entry.source {
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

/// A server that answers with something else than a calendar.
struct CalendarRefused: Error, CustomStringConvertible {
    var status: Int
    var description: String { "the server answered with status \(status)" }
}
