package import Casework

extension Wording {
    /// What a room is told when nobody listened there for a while and what was said cannot be
    /// read any more.
    package func wasAway(from start: Instant, to end: Instant) -> [Line] {
        let lapse = max(end - start, .zero)
        let isShort = lapse < .minutes(1)
        let times = "\(clockTime(start, seconds: isShort))–\(clockTime(end, seconds: isShort))"
        return [
            line(
                """
                I was away \(times) (\(Wording.rough(lapse))) and could not read what was said \
                here: repeat your command if it was not answered.
                """)
        ]
    }
}
