import Casework
import Testing

@testable import Connectors

@Suite struct RFC3339Tests {
    /// The last three are examples of RFC 3339, 5.8.
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-21T10:30:00Z", 1_795_257_000_000),
        ("2000-02-29T23:59:59.999Z", 951_868_799_999), ("1969-12-31T23:59:59.5Z", -500),
        ("1985-04-12T23:20:50.52Z", 482_196_050_520),
        ("1996-12-19T16:39:57-08:00", 851_042_397_000),
        ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130),
    ])
    func `a time is read as its moment`(text: String, milliseconds: Int64) {
        #expect(RFC3339.parse(text) == Instant(milliseconds: milliseconds))
    }

    @Test func `what is written is read back`() {
        let moments = stride(
            from: Int64(-30_000_000_000_000), to: 60_000_000_000_000, by: 86_399_987_131)
        for milliseconds in moments {
            let instant = Instant(milliseconds: milliseconds)
            #expect(RFC3339.parse(RFC3339.text(instant)) == instant)
        }
        #expect(RFC3339.text(Instant(seconds: 0)) == "1970-01-01T00:00:00Z")
        #expect(RFC3339.text(Instant(milliseconds: 951_868_799_050)) == "2000-02-29T23:59:59.050Z")
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T10:30Z", "2026-11-21 10:30:00Z", "2026-02-30T10:30:00Z",
        "2026-11-21T24:00:00Z", "2026-11-21T10:30:00", "2026-11-21T10:30:00.Z",
        "2026-11-21T10:30:00+25:00", "2026-11-21T10:30:00Zx", "lunchtime", "2026-1-21T10:30:00Z",
        "+026-11-21T10:30:00Z", "1900-02-29T00:00:00Z",
    ])
    func `other text is no time`(text: String) {
        #expect(RFC3339.parse(text) == nil)
    }
}
