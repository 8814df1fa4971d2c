import Casework
import FoundationEssentials
import FoundationInternationalization
import Testing

@testable import Rota

@Suite struct ZoneTests {
    static let vectors = DSTVectors.text.split(separator: "\n").map(String.init)

    @Test func `there are vectors for whole, half and dateline zones`() {
        #expect(Self.vectors.count == 141)
    }

    @Test(arguments: vectors)
    func `a local time around a change is the instant of the vector`(_ vector: String) throws {
        let parts = vector.split(separator: " ").map(String.init)
        let (instant, second) = (try utc(parts[2]), parts[4])
        let expected: Showing =
            switch parts[3] {
            case "normal": .once(instant)
            case "gap": .never(instant)
            default: .twice(instant, try utc(second))
            }
        #expect(try zone(parts[0]).showing(of: try wall(parts[1])) == expected)
    }

    /// The steps that are kept say hour by hour what the time zone database says.
    @Test(arguments: [
        "Africa/Casablanca", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia",
        "Asia/Kathmandu", "Europe/Istanbul", "Europe/London", "America/Caracas",
    ])
    func `kept steps are the database's`(_ name: String) throws {
        let kept = try zone(name)
        let database = try #require(TimeZone(identifier: name))
        let end = try utc("2061-06-01").milliseconds / 1000
        for second in stride(from: try utc("1994-06-01").milliseconds / 1000, to: end, by: 7200) {
            let wanted = database.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
            guard kept.offset(at: Instant(seconds: second)) != Int64(wanted) else { continue }
            Issue.record("\(name) at \(second): \(wanted)")
            return
        }
    }

    @Test func `a day that a zone left out is the next one`() throws {
        let apia = try zone("Pacific/Apia")
        let showing = apia.showing(of: try wall("2011-12-30 12:00"))
        #expect(showing == .never(try utc("2011-12-30 22:00")))
        #expect(apia.text(showing.instant) == "2011-12-31 12:00")
    }

    @Test(arguments: ["", "Mars/Olympus", "../../etc/passwd", String(repeating: "x", count: 5000)])
    func `what the database does not know is no zone`(_ name: String) {
        #expect(Zone(named: name) == nil)
    }

    /// Foundation knows them all, and BST is Bangladesh's.
    @Test(arguments: [
        "BST", "PST", "IST", "JST", "CEST", "EDT", "GMT+1", "GMT+01:00", "UTC+2", "UTC-05:00",
        "+01:00",
        "europe/london", "utc", "SystemV/PST8PDT", "Etc/Unknown", "Factory", "posix/Europe/London",
    ])
    func `letters and offsets are no names of the database`(_ name: String) {
        #expect(Zone(named: name) == nil)
    }

    /// Its names, with those that it has kept of old.
    @Test(arguments: [
        ("UTC", 0), ("GMT", 0), ("Zulu", 0), ("Europe/Kiev", 7200), ("Europe/Kyiv", 7200),
        ("US/Eastern", -18_000), ("GB", 0), ("NZ", 46_800), ("Japan", 32_400), ("PRC", 28_800),
        ("CET", 3600), ("EST", -18_000), ("PST8PDT", -28_800), ("W-SU", 10_800), ("GMT+0", 0),
        ("Etc/GMT+5", -18_000), ("Asia/Calcutta", 19_800),
        ("America/Argentina/Buenos_Aires", -10_800),
    ])
    func `names of the database are zones, also old ones`(_ name: String, offset: Int64) throws {
        #expect(try zone(name).offset(at: try utc("2026-01-15")) == offset)
    }

    @Test func `clocks show what they show`() throws {
        let lordHowe = try zone("Australia/Lord_Howe")
        #expect(lordHowe.text(try utc("2026-10-03 15:29:59")) == "2026-10-04 01:59:59")
        #expect(lordHowe.text(try utc("2026-10-03 15:30")) == "2026-10-04 02:30")
    }
}
