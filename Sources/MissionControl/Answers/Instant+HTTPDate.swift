import Casework
import Notation

extension Instant {
    /// `Sun, 06 Nov 1994 08:49:37 GMT` (IMF-fixdate, RFC 9110, 5.6.7).
    var httpDate: String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let weekday = weekdays[((utcDay.sinceEpoch % 7) + 7) % 7]
        let time = LocalTime(utc: self)
        let day = time.day.padded(to: 2)
        let month = LocalTime.monthNames[time.month - 1]
        return "\(weekday), \(day) \(month) \(time.year.padded(to: 4)) \(time.clock) GMT"
    }
}
