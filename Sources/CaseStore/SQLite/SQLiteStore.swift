import Casework
import GRDB
import Synchronization

/// The store without a server: one SQLite file in WAL mode, one writer, a few readers that never
/// wait for it. A commit is on disk before `write` returns (`synchronous=FULL`).
///
/// Handing a statement to another thread and back costs more than most of them do: what writes
/// much lives on the store's own thread (`home`) and reads there, too. Everybody else's writes are
/// brought there, and their reads to the readers, so that a slow disk or a long list holds up
/// nobody. Without a home everything runs where it was called, one step after the other, as a
/// rehearsal needs it.
///
/// A write that has begun is not cut short when its task is cancelled: it ends as committed or as
/// not written, never as a guess.
package final class SQLiteStore: AuditedStore {
    package let path: String
    private let readers: SQLiteReaders
    /// Nothing if opened for reading only.
    private let writer: DatabaseQueue?
    private let salts: SaltSource
    private let probe: WriteProbe?
    private let thread: StoreThread?
    /// Nothing if the writer does it itself.
    private let checkpointer: Checkpointer?
    private let memory = WriterMemory()
    let stories = FindMemory()
    private let isClosed = Mutex(false)

    init(
        path: String, readers: SQLiteReaders, writer: DatabaseQueue?, salts: SaltSource,
        probe: WriteProbe?, thread: StoreThread? = nil, checkpointer: Checkpointer? = nil
    ) {
        self.path = path
        self.readers = readers
        self.writer = writer
        self.salts = salts
        self.probe = probe
        self.thread = thread
        self.checkpointer = checkpointer
    }

    package var home: (any TaskExecutor)? { thread }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseWriting) throws -> Value
    ) async throws -> Value {
        try await transaction { [salts, memory] connection in
            try SQLWriter.run(on: connection, salts: salts, memory: memory, body)
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
        try await look { try body($0) }
    }

    /// Runs the body on a snapshot.
    func look<Value: Sendable>(
        _ body: @escaping @Sendable (SQLReader) throws -> Value
    ) async throws -> Value {
        try beOpen()
        let work: @Sendable (Database) throws -> Value = { [path] database in
            let connection = SQLiteConnection(database, path: path, probe: nil)
            return try connection.snapshot { try body(SQLReader(sql: connection)) }
        }
        do {
            if let thread, thread.isCurrent { return try readers.readHere(work) }
            return try await readers.read(work)
        } catch let error as DatabaseError {
            throw StoreFailure(error, path: path)
        }
    }

    package func close() async throws {
        isClosed.withLock { $0 = true }
        do {
            try readers.close()
            try checkpointer?.close()
            try writer?.close()
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
        guard let thread, !thread.isCurrent else { return try transact(body) }
        return try await withTaskExecutorPreference(thread) { try transact(body) }
    }

    private func transact<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
        try beOpen()
        guard let writer else {
            throw StoreFailure.notWritten("the store was opened for reading only")
        }
        return try writer.writeWithoutTransaction { [path, probe, memory] database in
            do {
                return try SQLiteStore.commit(database, path: path, probe: probe, body)
            } catch {
                // Nothing of it stands; still before anybody else writes.
                memory.goBack()
                throw error
            }
        }
    }

    static func commit<Value>(
        _ database: Database, path: String, probe: WriteProbe?,
        _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        do {
            let connection = SQLiteConnection(database, path: path, probe: probe)
            return try connection.transaction {
                let value = try body(connection)
                try probe?.willWrite()
                return value
            }
        } catch let error as DatabaseError {
            throw StoreFailure(error, path: path)
        }
    }
}
