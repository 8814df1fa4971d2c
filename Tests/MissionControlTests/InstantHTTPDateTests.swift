import Casework
import Testing

@testable import MissionControl

struct InstantHTTPDateTests {
    /// The first is the example of RFC 9110, 5.6.7.
    @Test(arguments: [
        (Int64(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT"),
        (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    ])
    func `is written as headers want it`(seconds: Int64, text: String) {
        #expect(Instant(seconds: seconds).httpDate == text)
    }
}
