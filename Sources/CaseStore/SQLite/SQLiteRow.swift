import GRDB
import GRDBSQLite

/// The row a statement stands on.
struct SQLiteRow: SQLRow {
    private let statement: SQLiteStatement

    init(_ statement: SQLiteStatement) { self.statement = statement }

    func integer(_ column: Int) throws -> Int64? {
        guard try has(SQLITE_INTEGER, column) else { return nil }
        return sqlite3_column_int64(statement, CInt(column))
    }

    func text(_ column: Int) throws -> String? {
        guard try has(SQLITE_TEXT, column) else { return nil }
        let start = sqlite3_column_text(statement, CInt(column))
        let count = Int(sqlite3_column_bytes(statement, CInt(column)))
        return TextEscape.restored(
            String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    }

    func bytes(_ column: Int) throws -> [UInt8]? {
        guard try has(SQLITE_BLOB, column) else { return nil }
        let start = sqlite3_column_blob(statement, CInt(column))
        let count = Int(sqlite3_column_bytes(statement, CInt(column)))
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Whether there is a value; one of another type is damage.
    private func has(_ type: CInt, _ column: Int) throws -> Bool {
        let found = sqlite3_column_type(statement, CInt(column))
        if found == SQLITE_NULL { return false }
        guard found == type else {
            throw StoreFailure.damaged("column \(column) holds a value of another type")
        }
        return true
    }
}

extension SQLValue {
    /// - Parameter index: from 1.
    func bind(to statement: SQLiteStatement, at index: CInt, of database: Database) throws {
        let code =
            switch self {
            case .null: sqlite3_bind_null(statement, index)
            case .integer(let number): sqlite3_bind_int64(statement, index, number)
            case .text(let text): SQLValue.bind(text, to: statement, at: index)
            case .bytes(let bytes):
                bytes.withUnsafeBytes {
                    sqlite3_bind_blob64(
                        statement, index, $0.baseAddress, sqlite3_uint64($0.count),
                        SQLValue.copied)
                }
            }
        guard code == SQLITE_OK else { throw DatabaseError(code, of: database) }
    }

    private static func bind(
        _ text: String, to statement: SQLiteStatement, at index: CInt
    ) -> CInt {
        var text = TextEscape.escaped(text)
        return text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(
                    statement, index, $0.baseAddress, sqlite3_uint64($0.count), copied,
                    UInt8(SQLITE_UTF8))
            }
        }
    }

    /// SQLITE_TRANSIENT: SQLite keeps its own copy.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
}
