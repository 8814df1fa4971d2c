/// One connection inside one transaction: all that the store's logic knows of an engine. The SQL
/// that goes through it is written once (`Schema`, `Statements`), with `?` for each argument in
/// order; an engine that numbers its arguments numbers them itself.
protocol SQLConnection: AnyObject {
    /// Runs a statement that returns nothing.
    /// - Returns: how many rows it wrote.
    /// - Throws: `StoreFailure`.
    @discardableResult
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// Runs a query and gives the body each row in turn; a row is good only inside the body.
    func each(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Void) throws

    /// Runs several statements without arguments, as a migration holds them.
    func script(_ sql: String) throws

    /// Runs the body under a savepoint.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value
}

/// One row of an answer, by position from 0.
protocol SQLRow {
    func integer(_ column: Int) throws -> Int64?
    func text(_ column: Int) throws -> String?
    func bytes(_ column: Int) throws -> [UInt8]?
}

extension SQLConnection {
    @discardableResult
    func run(_ sql: String) throws -> Int { try run(sql, []) }

    func all<Value>(
        _ sql: String, _ arguments: [SQLValue] = [], _ map: (inout Columns) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try each(sql, arguments) { row in
            var columns = Columns(row)
            values.append(try map(&columns))
        }
        return values
    }

    /// The first row; the statement says `LIMIT 1` or asks for a key.
    func first<Value>(
        _ sql: String, _ arguments: [SQLValue] = [], _ map: (inout Columns) throws -> Value
    ) throws -> Value? {
        try all(sql, arguments, map).first
    }
}
