package import Casework

/// What is asked of the rota, as it was said: names as typed, times not yet found on any clock.
package enum RotaRequest: Hashable, Sendable {
    /// `override first @sam 18:00 22:00`. Of `me` the person is nothing.
    case cover(place: String?, person: String?, from: RotaMoment, to: RotaMoment)
    /// `override @sam off`.
    case uncover(place: String?, person: String)
    /// `oncall me 2h`: from now on.
    case mine(place: String?, until: RotaMoment)
    /// `oncall undo`: what the speaker said last.
    case undo
    /// The speaker's next turn against that person's, or that of the two.
    case swap(place: String?, one: String?, other: String)
    /// `swap ok`, of several offers that person's.
    case agree(with: String?)
    /// `swap off`.
    case decline
}

/// A time by the clocks of a rotation.
package enum RotaMoment: Hashable, Sendable {
    case now
    /// So long after the beginning.
    case after(Lapse)
    /// Without a day, the next time that clocks show it; without a time, the whole day.
    case on(RotaDay?, hour: Int?, minute: Int)
}

package enum RotaDay: Hashable, Sendable {
    case date(CalendarDay)
    case weekday(Weekday)
    /// Today, tomorrow.
    case ahead(Int64)
}
