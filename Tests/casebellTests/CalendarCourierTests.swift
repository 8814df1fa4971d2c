import Casework
import Desk
import FoundationEssentials
import Rehearsal
import Rota
import Testing

@testable import casebell

/// Feeds of calendars that are in order, broken off, or of no use: what counts then, what is kept,
/// and what the log says.
@Suite struct CalendarCourierTests {
    private static let good = calendar(event("lee"))

    private static func calendar(_ events: String...) -> String {
        "BEGIN:VCALENDAR\r\n" + events.joined() + "END:VCALENDAR\r\n"
    }

    private static func event(_ who: String, _ keys: String = "") -> String {
        "BEGIN:VEVENT\r\nSUMMARY:\(who)\r\nDTSTART:20260101T000000Z\r\nDURATION:P1D\r\n"
            + "RRULE:FREQ=DAILY\r\n\(keys)END:VEVENT\r\n"
    }

    @Test(arguments: [
        "BEGIN:VCALENDAR\r\n", String(good.dropLast(16)), String(good.prefix(good.utf8.count / 2)),
        "<html>Log in first</html>", "",
    ])
    func `what is broken off leaves the last copy as it was, and is logged`(
        _ broken: String
    ) async throws {
        let post = try Post()
        var told = ToldOfCalendars()
        #expect(await post.deliver(Self.good, &told))
        #expect(post.onCall == ["lee"])
        #expect(post.lines == [])
        #expect(await post.deliver(broken, &told) == false)
        #expect(post.onCall == ["lee"])
        #expect(try post.kept() == Self.good)
        #expect(post.lines.count == 1)
        let words = "warning A calendar of the rota could not be fetched; the last copy counts"
        #expect(post.lines.first?.hasPrefix(words) == true)
    }

    @Test func `a copy counts for the feed that it is of, and for no other`() async throws {
        let post = try Post()
        var told = ToldOfCalendars()
        #expect(await post.deliver(Self.good, &told))
        try post.restart(with: "y.ics")
        #expect(post.onCall == [])
        try post.restart(with: "x.ics")
        #expect(post.onCall == ["lee"])
    }

    @Test func `a whole calendar without events is one`() async throws {
        let post = try Post()
        var told = ToldOfCalendars()
        #expect(await post.deliver(Self.good, &told))
        let empty = Self.calendar()
        #expect(await post.deliver(empty, &told))
        #expect(post.onCall == [])
        #expect(try post.kept() == empty)
        #expect(post.lines == [])
    }

    @Test func `what is of no use is logged once, by its lines, and again when it changes`()
        async throws
    {
        let post = try Post()
        var told = ToldOfCalendars()
        let strange = Self.calendar(
            Self.event("lee"), Self.event("zoe"), Self.event("lee", "DURATION:X\r\nEXDATE:X\r\n"))
        for _ in 1...3 { #expect(await post.deliver(strange, &told)) }
        #expect(post.onCall == ["lee"])
        #expect(post.lines.count == 1)
        let line = try #require(post.lines.first)
        #expect(line.hasPrefix("warning Not all of a calendar of the rota can be used"))
        #expect(line.contains("left out, in lines=20"))
        #expect(line.contains("of nobody known, in lines=8"))
        #expect(!line.contains("zoe"))
        // Another line alone is no change.
        let moved = strange.replacing("BEGIN:VCALENDAR\r\n", with: "BEGIN:VCALENDAR\r\nX-A:b\r\n")
        #expect(await post.deliver(moved, &told))
        #expect(post.lines.count == 1)
        #expect(await post.deliver(Self.calendar(Self.event("zoe")), &told))
        #expect(post.lines.count == 2)
        #expect(await post.deliver(Self.good, &told))
        #expect(post.lines.count == 3)
        #expect(post.lines.last?.hasPrefix("notice All of a calendar of the rota") == true)
        #expect(await post.deliver(Self.good, &told))
        #expect(post.lines.count == 3)
    }
}

/// A courier for one feed, of which a test says what its server answers.
private final class Post {
    private let folder: ConfigurationFolder
    private var keeper: RotaKeeper
    private let clock = ManualClock()
    private let paper = LogPaper()

    init() throws {
        folder = try ConfigurationFolder()
        try folder.write(
            "casebell.yaml", ConfigurationFolder.oneNetwork + "state: \(folder.path)/state\n")
        try folder.write("people.yaml", RotaMistakes.people)
        keeper = try Post.keeper(of: "x.ics", in: folder)
    }

    private static func keeper(
        of calendar: String, in folder: ConfigurationFolder
    ) throws -> RotaKeeper {
        try folder.write(
            "rota.yaml",
            """
            rotations:
              - name: care
                layers: [{ name: first, calendar: { url: "https://calendar.example.org/\(calendar)" } }]
            """)
        return RotaKeeper(try folder.configuration())
    }

    /// Another process, for which the file names that calendar.
    func restart(with calendar: String) throws {
        keeper = try Post.keeper(of: calendar, in: folder)
    }

    func deliver(_ text: String, _ told: inout ToldOfCalendars) async -> Bool {
        let courier = CalendarCourier(keeper: keeper, clock: clock, logger: paper.logger) { _ in
            Array(text.utf8)
        }
        guard let feed = keeper.feeds.first else { return false }
        return await courier.fetch(feed, &told)
    }

    var onCall: [PersonID] { keeper.book.rota.onCall(at: clock.now()).flatMap(\.people) }

    func kept() throws -> String {
        guard case .kept(let place)? = keeper.feeds.first?.place else { return "" }
        return String(decoding: try Data(contentsOf: URL(filePath: place)), as: UTF8.self)
    }

    var lines: [String] { paper.lines }
}
