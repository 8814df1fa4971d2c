import Casework

extension Lapse {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// A length of time as people write it: a whole number and `ms`, `s`, `m`, `h` or `d`.
    init?(notation: String) {
        let digits = notation.prefix { "0"..."9" ~= $0 }
        guard let count = Int64(digits),
            let unit = Lapse.units.first(where: { $0.name == notation.dropFirst(digits.count) })
        else { return nil }
        let (milliseconds, tooLong) = count.multipliedReportingOverflow(by: unit.milliseconds)
        guard !tooLong else { return nil }
        self.init(milliseconds: milliseconds)
    }

    /// The shortest way to write it; `Lapse(notation:)` reads it back.
    var notation: String {
        guard milliseconds != 0 else { return "0s" }
        for unit in Lapse.units where milliseconds % unit.milliseconds == 0 {
            return "\(milliseconds / unit.milliseconds)\(unit.name)"
        }
        return "\(milliseconds)ms"
    }
}
