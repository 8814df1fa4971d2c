import FoundationEssentials
import GRDB

/// GRDB's connection behind the store's own seam. It lives as long as one access.
final class SQLiteConnection: SQLConnection {
    private let database: Database
    private let path: String
    private let probe: WriteProbe?
    private var depth = 0
    /// The failure that took the whole transaction back: nothing runs after it.
    private var doom: StoreFailure?

    init(_ database: Database, path: String, probe: WriteProbe?) {
        self.database = database
        self.path = path
        self.probe = probe
    }

    @discardableResult
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try probe?.willWrite()
        return try mapped {
            try database.cachedStatement(sql: sql).execute(arguments: bound(arguments))
            return database.changesCount
        }
    }

    func each(
        _ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Void
    ) throws {
        try mapped {
            let rows = try Row.fetchCursor(
                try database.cachedStatement(sql: sql), arguments: bound(arguments))
            while let row = try rows.next() { try body(SQLiteRow(row: row)) }
        }
    }

    func script(_ sql: String) throws {
        try probe?.willWrite()
        try mapped { try database.execute(sql: sql) }
    }

    func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        depth += 1
        let name = "s\(depth)"
        defer { depth -= 1 }
        try run("SAVEPOINT \(name)", [])
        do {
            let value = try body()
            try run("RELEASE \(name)", [])
            return value
        } catch {
            // A full disk may have taken the whole transaction back already; then every further
            // statement fails, and the commit with them.
            if database.isInsideTransaction {
                try mapped {
                    try database.execute(sql: "ROLLBACK TO \(name); RELEASE \(name)")
                }
            }
            throw error
        }
    }

    private func bound(_ arguments: [SQLValue]) -> StatementArguments {
        StatementArguments(
            arguments.map { argument -> DatabaseValue in
                switch argument {
                case .null: .null
                case .integer(let number): number.databaseValue
                case .text(let text): TextEscape.escaped(text).databaseValue
                case .bytes(let bytes): Data(bytes).databaseValue
                }
            })
    }

    private func mapped<Value>(_ body: () throws -> Value) throws -> Value {
        if let doom { throw doom }
        do {
            return try body()
        } catch let error as DatabaseError {
            let failure = StoreFailure(error, path: path)
            if depth > 0, !database.isInsideTransaction { doom = failure }
            throw failure
        }
    }
}

private struct SQLiteRow: SQLRow {
    let row: Row

    func integer(_ column: Int) throws -> Int64? {
        try row.decode(Int64?.self, atIndex: column)
    }
    func text(_ column: Int) throws -> String? {
        try row.decode(String?.self, atIndex: column).map(TextEscape.restored)
    }
    func bytes(_ column: Int) throws -> [UInt8]? {
        try row.decode(Data?.self, atIndex: column).map { Array($0) }
    }
}
