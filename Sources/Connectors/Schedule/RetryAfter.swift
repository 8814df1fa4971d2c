import Casework

/// RFC 9110, 10.2.3: `Retry-After` is either a number of seconds or an HTTP date.
enum RetryAfter {
    /// No receiver makes us wait longer.
    static let longest = Lapse.hours(24)

    /// How long to wait from now; nothing if the header cannot be read.
    static func lapse(_ value: String, now: Instant) -> Lapse? {
        guard value.utf8.count <= 64 else { return nil }
        if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let seconds = Int64(value), seconds < longest.milliseconds / 1000 else {
                return longest
            }
            return .seconds(seconds)
        }
        guard let date = HTTPDate.parse(value) else { return nil }
        return min(max(date - now, .zero), longest)
    }
}
