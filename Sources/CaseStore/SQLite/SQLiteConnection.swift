import GRDB
import GRDBSQLite

/// GRDB's connection behind the store's own seam. It lives as long as one access.
///
/// GRDB prepares and keeps the statements and owns the transaction; values are bound and read by
/// SQLite's own calls, which costs half as much as through GRDB's boxes.
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
        return try perform(sql, arguments)
    }

    func each(
        _ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Void
    ) throws {
        try stepping(sql, arguments) { statement in
            let row = SQLiteRow(statement)
            while try step(statement) { try body(row) }
        }
    }

    func script(_ sql: String) throws {
        try probe?.willWrite()
        try mapped { try database.execute(sql: sql) }
    }

    /// All of the body, on disk when this returns, or nothing of it.
    func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        try between("BEGIN IMMEDIATE", body)
    }

    /// The body sees one state of everything. GRDB's own would make its statements anew each time.
    func snapshot<Value>(_ body: () throws -> Value) throws -> Value {
        try between("BEGIN DEFERRED", body)
    }

    private func between<Value>(_ begin: String, _ body: () throws -> Value) throws -> Value {
        try perform(begin, [])
        do {
            let value = try body()
            try perform("COMMIT", [])
            return value
        } catch {
            // A full disk may have taken it back already.
            if database.isInsideTransaction { try? database.rollback() }
            throw error
        }
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
                try perform("ROLLBACK TO \(name)", [])
                try perform("RELEASE \(name)", [])
            }
            throw error
        }
    }

    @discardableResult
    private func perform(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try stepping(sql, arguments) { statement in
            while try step(statement) {}
            return database.changesCount
        }
    }

    private func stepping<Value>(
        _ sql: String, _ arguments: [SQLValue], _ body: (SQLiteStatement) throws -> Value
    ) throws -> Value {
        try mapped {
            let statement = try database.cachedStatement(sql: sql).sqliteStatement
            guard sqlite3_stmt_busy(statement) == 0 else {
                throw StoreFailure.notWritten("a statement was asked inside itself")
            }
            defer {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
            try bind(arguments, to: statement)
            return try body(statement)
        }
    }

    private func bind(_ arguments: [SQLValue], to statement: SQLiteStatement) throws {
        guard arguments.count == Int(sqlite3_bind_parameter_count(statement)) else {
            throw StoreFailure.notWritten("a statement was given the wrong number of arguments")
        }
        for (index, argument) in arguments.enumerated() {
            try argument.bind(to: statement, at: CInt(index + 1), of: database)
        }
    }

    /// Whether there is a row.
    private func step(_ statement: SQLiteStatement) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw DatabaseError(code, of: database)
        }
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

extension DatabaseError {
    init(_ code: CInt, of database: Database) {
        self.init(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
    }
}
