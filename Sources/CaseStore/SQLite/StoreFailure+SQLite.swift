import GRDB

extension StoreFailure {
    /// SQLite's messages name tables and columns, never what stands in them.
    init(_ error: DatabaseError, path: String) {
        let message = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: self = .damaged(message)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .cannotOpen(path: path, reason: message)
        default: self = .notWritten(message)
        }
    }
}
