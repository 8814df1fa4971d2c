import Casework

/// A row's number in the index: its case and its part, so that a case's parts stand together and
/// the newest cases last.
enum FindRow {
    private static let parts = Int64(Findable.slotsMax)
    /// No case comes after it.
    static let lastCase = Int64.max / parts - 1

    static func number(of part: Int, in id: CaseID) -> Int64 { id.number * parts + Int64(part) }
    static func matter(of row: Int64) -> Int64 { row / parts }
    static func last(of matter: Int64) -> Int64 { matter * parts + parts - 1 }
}
