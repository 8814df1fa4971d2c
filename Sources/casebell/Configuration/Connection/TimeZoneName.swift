import FoundationEssentials
import FoundationInternationalization

extension Value {
    /// A time zone that this system knows, by its name in the time zone database.
    func timeZoneName() -> String? {
        guard let words = text(limit: 100) else { return nil }
        if words == "UTC" || TimeZone(identifier: words) != nil { return words }
        let near = nearest(to: words, among: TimeZone.knownTimeZoneIdentifiers)
        error(
            "\"\(printable(words))\" is no known time zone",
            near.map { "Did you mean \"\($0)\"?" } ?? "Write for example Europe/London or UTC.")
        return nil
    }
}
