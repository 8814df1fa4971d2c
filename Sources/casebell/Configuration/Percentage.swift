/// A share of a hundred, to a tenth of a percent.
struct Percentage: Hashable, Comparable, Sendable {
    /// 0 to 1000.
    let permille: Int

    /// As people write it: `80%`, `99.5%`.
    init?(notation: String) {
        guard notation.hasSuffix("%") else { return nil }
        let parts = notation.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = parts.allSatisfy { part in
            !part.isEmpty && part.count <= 3 && part.allSatisfy { "0"..."9" ~= $0 }
        }
        guard isNumber, parts.count <= 2, let whole = Int(parts[0]) else { return nil }
        guard parts.count == 1 || parts[1].count == 1 else { return nil }
        let tenths = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        guard whole * 10 + tenths <= 1000 else { return nil }
        permille = whole * 10 + tenths
    }

    init(percent: Int) { permille = percent * 10 }

    static func < (left: Percentage, right: Percentage) -> Bool { left.permille < right.permille }
}

extension Value {
    func percentage() -> Percentage? {
        guard let words = text() else { return nil }
        if let percentage = Percentage(notation: words) { return percentage }
        error("\"\(printable(words))\" is no percentage", "Write for example 80% or 99.5%.")
        return nil
    }
}
