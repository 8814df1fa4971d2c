import Synchronization

/// The zones that were asked for, so that each is walked through once.
enum ZoneShelf {
    /// The years whose steps are kept; the others are asked for one by one.
    static let years: ClosedRange<Int64> = 1995...2060
    /// More names than the time zone database has are somebody's mistake.
    private static let zonesMax = 1000

    private static let shelf = Mutex<[String: Zone]>([:])

    static func zone(named name: String) -> Zone? {
        if let known = shelf.withLock({ $0[name] }) { return known }
        guard let made = Zone(walking: name, years: years) else { return nil }
        shelf.withLock { shelf in
            if shelf.count < zonesMax { shelf[name] = made }
        }
        return made
    }
}
