import Testing

@testable import IRCWire

@Suite struct ServerTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00.000Z", 0), ("1970-01-01T00:00:00Z", 0),
        ("2026-11-21T10:31:42.123Z", 1_795_257_102_123),
        ("2024-02-29T23:59:60.5Z", 1_709_251_200_500),
        ("2000-03-01T00:00:00.1234567Z", 951_868_800_123),
    ])
    func `a moment in UTC`(text: String, milliseconds: Int64) {
        #expect(ServerTime.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        "", "now", "2026-11-21 10:31:42Z", "2026-13-21T10:31:42Z", "2026-11-21T10:31:42+01:00",
    ])
    func `anything else is no moment`(text: String) {
        #expect(ServerTime.milliseconds(text) == nil)
    }
}
