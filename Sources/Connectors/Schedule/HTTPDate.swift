import Casework
import Notation

/// RFC 9110, 5.6.7: the three forms of a date that a recipient has to understand.
///
/// `Sun, 06 Nov 1994 08:49:37 GMT` · `Sunday, 06-Nov-94 08:49:37 GMT` ·
/// `Sun Nov  6 08:49:37 1994`
enum HTTPDate {
    static func parse(_ text: String) -> Instant? {
        // The weekday comes first and says nothing new.
        let parts = text.split { $0 == " " || $0 == "," || $0 == "-" }.dropFirst().map(String.init)
        guard parts.count >= 4 else { return nil }
        if let month = LocalTime.monthNames.firstIndex(of: parts[0]) {
            return instant(year: parts[3], month: month + 1, day: parts[1], time: parts[2])
        }
        guard parts.count == 5, parts[4] == "GMT",
            let month = LocalTime.monthNames.firstIndex(of: parts[1])
        else { return nil }
        return instant(year: parts[2], month: month + 1, day: parts[0], time: parts[3])
    }

    private static func instant(year: String, month: Int, day: String, time: String) -> Instant? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1],
            let second = clock[2], let day = Int(day), var number = Int(year)
        else { return nil }
        if year.utf8.count == 2 { number += number < 70 ? 2000 : 1900 }
        return LocalTime(
            year: number, month: month, day: day, hour: hour, minute: minute, second: second
        ).instantInUTC
    }
}
