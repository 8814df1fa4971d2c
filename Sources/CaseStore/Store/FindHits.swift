import Casework

/// The cases in which one thing stands, from the newest on, read from the index a few at a time.
struct FindHits {
    private static let first = 16
    private static let most = 256

    private let match: String
    private var block: [Int64] = []
    private var next = 0
    private var size = FindHits.first
    private var isAtEnd = false

    /// - Parameter match: in the words of FTS5.
    init(_ match: String) { self.match = match }

    /// The newest up to that one. Asked for older and older ones.
    /// - Parameter lookups: counts how often the index was asked.
    mutating func newest(
        upTo bound: Int64, in sql: any SQLConnection, _ lookups: inout Int
    ) throws -> Int64? {
        while true {
            while next < block.count, block[next] > bound { next += 1 }
            if next < block.count { return block[next] }
            if isAtEnd { return nil }
            lookups += 1
            let rows = try sql.all(
                FindStatements.rows,
                [.text(match), .integer(FindRow.last(of: bound)), .integer(size)]
            ) { FindRow.matter(of: try $0.integer()) }
            isAtEnd = rows.count < size
            size = min(size * 2, FindHits.most)
            next = 0
            block = rows.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
    }
}
