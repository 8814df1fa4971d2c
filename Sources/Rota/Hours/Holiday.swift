package import Casework

/// A day that is not as the week has it.
package struct Holiday: Hashable, Sendable {
    package var date: Date
    package var name: String
    /// When it is open all the same, in minutes since midnight; none: closed.
    package var hours: [WeekHours]

    /// A day of one year, or of every year.
    package enum Date: Hashable, Sendable {
        case once(CalendarDay)
        case yearly(month: Int, day: Int)
    }

    package init(date: Date, name: String, hours: [WeekHours] = []) {
        self.date = date
        self.name = name
        self.hours = hours
    }

    package func isOn(_ day: CalendarDay) -> Bool {
        switch date {
        case .once(let date): date == day
        case .yearly(let month, let dayOfMonth): day.month == month && day.day == dayOfMonth
        }
    }
}
