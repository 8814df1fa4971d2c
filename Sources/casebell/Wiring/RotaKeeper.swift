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

    /// Takes over what the files say by now. What was fetched of a feed that is still the same
    /// stays, where nothing newer was read.
    func adopt(_ next: Configuration, isFresh: Bool) {
        let duty = configuration.withLock { standing in
            var next = next
            let known = Set(standing.calendarFeeds)
            for feed in next.calendarFeeds where feed.entry.isFeed && known.contains(feed) {
                guard let fetched = standing.calendars[feed.path] else { continue }
                if !isFresh || next.calendars[feed.path] == nil {
                    next.calendars[feed.path] = fetched
                }
            }
            standing = next
            return next.duty
        }
        book.replace(duty)
    }

    /// Takes over what was fetched, and says what that is.
    @discardableResult
    func took(_ bytes: [UInt8], of feed: CalendarFeed) throws(CalendarFailure) -> DutyCalendar {
        let now = configuration.withLock { $0 }
        let calendar = try now.calendar(bytes, of: feed)
        let duty = configuration.withLock { standing -> Rota? in
            // It may be another one by now.
            guard standing.calendarFeeds.contains(feed) else { return nil }
            standing.calendars[feed.path] = calendar
            return standing.duty
        }
        if let duty { book.replace(duty) }
        return calendar
    }
}
