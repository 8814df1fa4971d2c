import Casework
import FoundationEssentials
import FoundationInternationalization
import Rota

extension Value {
    /// A time zone by its name in the time zone database.
    func timeZoneName() -> String? {
        guard let words = text(limit: 100) else { return nil }
        if Zone(named: words) != nil { return words }
        error("\"\(printable(words))\" is no known time zone", ZoneOffer.sentence(for: words))
        return nil
    }
}

/// What somebody may have meant who wrote no name of a time zone.
private enum ZoneOffer {
    static func sentence(for words: String) -> String {
        // Of the letters that the database has, none is what somebody means who writes others.
        let known = TimeZone.knownTimeZoneIdentifiers.filter {
            $0.contains("/") && !$0.hasPrefix("SystemV/")
        }
        if let near = byLetters[words.uppercased()] ?? place(words, among: known)
            ?? nearest(to: words, among: known)
        {
            return "Did you mean \"\(near)\"?"
        }
        return words.contains { $0.isNumber }
            ? "Write that of a place, as in Europe/London: it knows when clocks change."
            : "Write for example Europe/London or UTC."
    }

    /// A city without its continent.
    private static func place(_ words: String, among known: [String]) -> String? {
        let city = "/" + words.lowercased().replacing(" ", with: "_")
        return known.first { $0.lowercased().hasSuffix(city) }
    }

    /// Letters that people use: of several lands that do, the one with most people who write to a
    /// desk in them.
    private static let byLetters = [
        "UTC": "UTC", "BST": "Europe/London", "WEST": "Europe/Lisbon", "CEST": "Europe/Berlin",
        "EEST": "Europe/Athens", "MSK": "Europe/Moscow", "SAST": "Africa/Johannesburg",
        "IST": "Asia/Kolkata", "SGT": "Asia/Singapore", "HKT": "Asia/Hong_Kong",
        "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "AWST": "Australia/Perth",
        "ACST": "Australia/Adelaide", "ACDT": "Australia/Adelaide", "AEST": "Australia/Sydney",
        "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
        "ET": "America/New_York", "EDT": "America/New_York", "CT": "America/Chicago",
        "CST": "America/Chicago", "CDT": "America/Chicago", "MT": "America/Denver",
        "MDT": "America/Denver", "PT": "America/Los_Angeles", "PST": "America/Los_Angeles",
        "PDT": "America/Los_Angeles", "AKST": "America/Anchorage", "AKDT": "America/Anchorage",
        "AST": "America/Halifax", "ADT": "America/Halifax", "BRT": "America/Sao_Paulo",
    ]
}
