import Desk
import Rota
import Synchronization

/// Keeps the desk's rota in step with the files and with the feeds as they were last fetched.
final class RotaKeeper: Sendable {
    /// What the desk reads.
    let book: RotaBook
    private let configuration: Mutex<Configuration>

    init(_ configuration: Configuration) {
        self.configuration = Mutex(configuration)
        book = RotaBook(configuration.duty)
    }

    /// The calendars that have to be fetched.
    var feeds: [CalendarFeed] {
        configuration.withLock { $0.calendarFeeds.filter(\.entry.isFeed) }
    }

    /// Takes over what the files say by now.
    func adopt(_ next: Configuration) {
        configuration.withLock { $0 = next }
        book.replace(next.duty)
    }

    /// Takes over what was fetched.
    func took(_ bytes: [UInt8], of feed: CalendarFeed) throws(CalendarFailure) {
        let now = configuration.withLock { $0 }
        let calendar = try now.calendar(bytes, of: feed)
        let duty = configuration.withLock { standing in
            standing.calendars[feed.path] = calendar
            return standing.duty
        }
        book.replace(duty)
    }
}
