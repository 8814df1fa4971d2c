import Casework
import Dispatch
import GRDB
import Synchronization

/// The store without a server: one SQLite file in WAL mode, one writer, a few readers that never
/// wait for it. A commit is on disk before `write` returns (`synchronous=FULL`).
///
/// A write that has begun is not cut short when its task is cancelled: it ends as committed or as
/// not written, never as a guess.
package final class SQLiteStore: AuditedStore {
    package let path: String
    private let readers: any DatabaseReader
    /// Nothing if opened for reading only.
    private let writer: DatabasePool?
    private let salts: SaltSource
    private let probe: WriteProbe?
    private let isClosed = Mutex(false)

    init(
        path: String, readers: any DatabaseReader, writer: DatabasePool?, salts: SaltSource,
        probe: WriteProbe?
    ) {
        self.path = path
        self.readers = readers
        self.writer = writer
        self.salts = salts
        self.probe = probe
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseWriting) throws -> Value
    ) async throws -> Value {
        try await transaction { [salts] connection in
            try body(SQLWriter(sql: connection, salts: salts))
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseReading) throws -> Value
    ) async throws -> Value {
        try await readAudit { try body($0) }
    }

    package func readAudit<Value: Sendable>(
        _ body: @escaping @Sendable (any AuditReading) throws -> Value
    ) async throws -> Value {
        try beOpen()
        do {
            return try await readers.read { [path] database in
                let connection = SQLiteConnection(database, path: path, probe: nil)
                return try body(SQLReader(sql: connection))
            }
        } catch let error as DatabaseError {
            throw StoreFailure(error, path: path)
        }
    }

    package func close() async throws {
        isClosed.withLock { $0 = true }
        let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [readers] in
                continuation.resume(returning: Result { try readers.close() })
            }
        }
        do {
            try result.get()
        } catch let error as DatabaseError {
            throw StoreFailure(error, path: path)
        }
    }

    private func beOpen() throws {
        if isClosed.withLock({ $0 }) { throw StoreFailure.closed }
    }

    /// One transaction of the writer.
    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try beOpen()
        guard let writer else {
            throw StoreFailure.notWritten("the store was opened for reading only")
        }
        return try await withCheckedThrowingContinuation { continuation in
            writer.asyncWriteWithoutTransaction { [path, probe] database in
                continuation.resume(
                    with: Result {
                        try SQLiteStore.commit(database, path: path, probe: probe, body)
                    })
            }
        }
    }

    static func commit<Value>(
        _ database: Database, path: String, probe: WriteProbe?,
        _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        do {
            var value: Value?
            try database.inTransaction(.immediate) {
                let connection = SQLiteConnection(database, path: path, probe: probe)
                value = try body(connection)
                try probe?.willWrite()
                return .commit
            }
            guard let value else { throw StoreFailure.notWritten("nothing was committed") }
            return value
        } catch let error as DatabaseError {
            throw StoreFailure(error, path: path)
        }
    }
}
