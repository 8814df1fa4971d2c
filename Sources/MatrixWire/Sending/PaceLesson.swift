/// What a homeserver has shown of how fast it lets us send.
package struct PaceLesson: Hashable, Sendable {
    /// So many events at once, then one in so many milliseconds.
    package var burst: Int
    package var every: Milliseconds
    /// It has answered 429; without, it has only borne so much.
    package var isLimited: Bool
    /// For how long that has been so, when this is told and when it is given to a session.
    package var age: Milliseconds

    /// Servers change, and so do those who run them: what is older than a year says nothing.
    package static let ageMax: Milliseconds = 365 * 24 * 60 * 60_000

    package init(burst: Int, every: Milliseconds, isLimited: Bool, age: Milliseconds = 0) {
        self.burst = burst
        self.every = every
        self.isLimited = isLimited
        self.age = age
    }

    /// Nothing if it is too old, or no session learned it.
    var believed: PaceLesson? {
        let isFit =
            (Pace.first.burst...Pace.burstMax).contains(burst)
            && (1...Pace.everyMax).contains(every) && age <= PaceLesson.ageMax
        guard isFit else { return nil }
        var lesson = self
        lesson.age = max(0, age)
        return lesson
    }
}
