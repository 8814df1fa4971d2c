import Casework
import Testing

@testable import Notation

struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-21T10:30:00Z", 1_795_257_000_000),
        ("2026-11-21T10:30:00.5z", 1_795_257_000_500),
        ("2026-11-21t16:00:00.123456+05:30", 1_795_257_000_123),
        ("2026-11-21 05:30:00-05:00", 1_795_257_000_000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000), ("2000-02-29T00:00:00Z", 951_782_400_000),
        ("1969-12-31T23:59:59.999Z", -1), ("1969-12-31T23:59:59.5Z", -500),
        // Examples of RFC 3339, 5.8.
        ("1985-04-12T23:20:50.52Z", 482_196_050_520),
        ("1996-12-19T16:39:57-08:00", 851_042_397_000),
        ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000),
    ])
    func `reads RFC 3339`(text: String, milliseconds: Int64) {
        #expect(Timestamp.instant(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T10:30Z", "2026-11-21T10:30:00", "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-21T24:00:00Z",
        "2026-11-21T10:30:00.Z", "2026-11-21T10:30:00+0530", "2026-11-21T10:30:00Zx",
        "0000-01-01T00:00:00Z", "21 Nov 2026", "2026-11-21T10:30:00+25:00", "lunchtime",
        "2026-1-21T10:30:00Z", "+026-11-21T10:30:00Z", "2026-11-21  10:30:00Z",
        "2026-11-21T10:30:00.\(String(repeating: "0", count: 64))Z",
    ])
    func `refuses what is not`(text: String) {
        #expect(Timestamp.instant(text) == nil)
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"), (1_795_257_000_123, "2026-11-21T10:30:00.123Z"),
        (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (4_107_542_399_000, "2100-02-28T23:59:59.000Z"),
    ])
    func `writes UTC with milliseconds, and reads it back`(milliseconds: Int64, text: String) {
        let instant = Instant(milliseconds: milliseconds)
        #expect(Timestamp.text(instant) == text)
        #expect(Timestamp.instant(text) == instant)
    }

    @Test func `what is written is read back`() {
        let moments = stride(
            from: Int64(-30_000_000_000_000), to: 60_000_000_000_000, by: 86_399_987_131)
        for milliseconds in moments {
            let instant = Instant(milliseconds: milliseconds)
            #expect(Timestamp.instant(Timestamp.text(instant)) == instant)
        }
    }
}
