import Casework

/// The cases in which one thing stands, from the newest on, read from the index a few at a time.
struct FindHits {
    /// Rows that are read at a time, and after a jump: asking costs as much as reading hundreds of
    /// them.
    private static let most = 256
    private static let afterJump = 16
    /// What asking the index costs, in what reading 32 rows does.
    private static let asking = 2

    private let match: String
    private var block: [Int64] = []
    private var next = 0
    private var size = FindHits.most
    private var isAtEnd = false

    /// - Parameter match: in the words of FTS5.
    init(_ match: String) { self.match = match }

    /// The newest up to that one. Asked for older and older ones.
    /// - Parameter effort: grows with what it takes, some 15 µs each.
    mutating func newest(
        upTo bound: Int64, in sql: any SQLConnection, _ effort: inout Int
    ) throws -> Int64? {
        while true {
            while next < block.count, block[next] > bound { next += 1 }
            if next < block.count { return block[next] }
            if isAtEnd { return nil }
            // Whoever jumps far ahead wants no more than the next few.
            if let last = block.last, bound < last - Int64(size) { size = FindHits.afterJump }
            let rows = try sql.all(
                FindStatements.rows,
                [.text(match), .integer(FindRow.last(of: bound)), .integer(size)]
            ) { FindRow.matter(of: try $0.integer()) }
            effort += FindHits.asking + rows.count / 32
            isAtEnd = rows.count < size
            size = min(size * 4, FindHits.most)
            next = 0
            block = rows.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
    }
}
