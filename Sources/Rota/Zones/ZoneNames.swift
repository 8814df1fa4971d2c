/// Which names are of the time zone database. Foundation takes others besides: letters, of which BST
/// is Bangladesh's, and offsets, which do not know when clocks change.
enum ZoneNames {
    /// Whether it has the shape of a name of the database; whether there is such a place, the
    /// database says.
    static func mayBe(_ name: String) -> Bool {
        guard name.contains("/") else { return withoutPlace.contains(name) }
        return !ofICU.contains { name.hasPrefix($0) }
    }

    /// What ICU has in the place of names.
    private static let ofICU = ["SystemV/", "Etc/Unknown"]

    /// Names of the database that are of no place in a region, most of them kept of old
    /// (its files `etcetera` and `backward`).
    private static let withoutPlace: Set<String> = [
        "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "GMT",
        "GMT+0", "GMT-0", "GMT0", "Greenwich", "HST", "Hongkong", "Iceland", "Iran", "Israel",
        "Jamaica", "Japan", "Kwajalein", "Libya", "MET", "MST", "MST7MDT", "NZ", "NZ-CHAT",
        "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK", "Singapore", "Turkey",
        "UCT", "UTC", "Universal", "W-SU", "WET", "Zulu",
    ]
}
