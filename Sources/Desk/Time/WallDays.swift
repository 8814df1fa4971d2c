import Casework

/// Days as the clock on the desk's wall shows them.
struct WallDays {
    /// The instant at which the clock next shows that time of day.
    let nextTime: @Sendable (_ hour: Int, _ minute: Int, _ after: Instant) -> Instant
    let localTime: @Sendable (Instant) -> LocalTime

    /// The first moment at which that day is over.
    func end(of day: CalendarDay) -> Instant {
        // Nowhere does the day begin earlier than this.
        var midnight = Instant(seconds: day.sinceEpoch * 86_400) - .hours(15)
        for _ in 0..<4 {
            midnight = nextTime(0, 0, midnight)
            if let there = CalendarDay(localTime(midnight)), there > day { break }
        }
        return midnight
    }
}
