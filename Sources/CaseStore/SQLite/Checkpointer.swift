import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Carries what is in the log over into the database file, on a connection and a queue of its own:
/// left to SQLite, every hundredth decision would do it before its answer, and wait for two more
/// syncs.
///
/// A pass does what can be done beside the writer. Where the writer went on meanwhile, another pass
/// follows after a pause: the log can only begin again when all of it has been carried over. Where
/// somebody always writes only the writer can see to that: it does what is left when the log has
/// grown to `pagesMax`.
/// See https://www.sqlite.org/wal.html, "Checkpointing" and "Avoiding Excessively Large WAL Files".
final class Checkpointer: Sendable {
    /// Pages in the log, 4 KiB each, at which passes begin.
    static let pagesEnough = 1000
    /// The writer goes no further without helping: 8 MiB.
    static let pagesMax = 2000
    /// The log's file stays as long as it has been up to this, bytes: what is written over costs a
    /// sync less than what is written behind its end.
    static let bytesKept = 16 << 20
    /// Between two passes, milliseconds; doubled after each that left something. While everybody
    /// writes, a pass after each commit would carry the same pages over again and again.
    private static let pauses = (first: 20, last: 1280)

    private let connection: DatabaseQueue
    private let queue = DispatchQueue(label: "casebell.store.log", qos: .utility)
    private let isBusy = Atomic(false)
    private let isClosed = Atomic(false)

    /// - Parameter connection: for nothing else.
    init(_ connection: DatabaseQueue) { self.connection = connection }

    /// Has the writer tell of each commit how long the log is.
    func attend(_ writer: Database) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            writer.sqliteConnection,
            { context, writer, _, pages in
                guard let context else { return SQLITE_OK }
                let checkpointer = Unmanaged<Checkpointer>.fromOpaque(context)
                    .takeUnretainedValue()
                if pages >= Checkpointer.pagesMax {
                    sqlite3_wal_checkpoint_v2(
                        writer, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
                } else if pages >= Checkpointer.pagesEnough {
                    checkpointer.start()
                }
                return SQLITE_OK
            }, context)
    }

    /// Ends after the pass under way, and gives the connection back.
    func close() throws {
        isClosed.store(true, ordering: .sequentiallyConsistent)
        try queue.sync { try connection.close() }
    }

    private func start() {
        guard !isBusy.exchange(true, ordering: .acquiringAndReleasing) else { return }
        queue.async { self.pass(pause: Self.pauses.first) }
    }

    private func pass(pause: Int) {
        guard !isClosed.load(ordering: .sequentiallyConsistent) else {
            return isBusy.store(false, ordering: .releasing)
        }
        // What fails here, a full disk for instance, is tried again after a later commit: until
        // then everything stands in the log.
        let isLeftOver = isLeftOver()
        queue.asyncAfter(deadline: .now() + .milliseconds(pause)) {
            guard isLeftOver else { return self.isBusy.store(false, ordering: .releasing) }
            self.pass(pause: min(2 * pause, Self.pauses.last))
        }
    }

    /// Carries over what it can; whether the writer has gone on meanwhile.
    private func isLeftOver() -> Bool {
        var (inLog, done): (CInt, CInt) = (0, 0)
        let code = connection.writeWithoutTransaction { database in
            sqlite3_wal_checkpoint_v2(
                database.sqliteConnection, nil, SQLITE_CHECKPOINT_PASSIVE, &inLog, &done)
        }
        return code == SQLITE_OK && done < inLog
    }
}
