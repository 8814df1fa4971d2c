package import Casework
import GRDB
import Glibc

extension SQLiteStore {
    /// Opens the store, makes it if there is none, and brings an older schema to the newest after
    /// a copy of it has been written beside it (`….before-m02-…`).
    ///
    /// - Parameters:
    ///   - path: the database file; its directory exists.
    ///   - readOnly: for a look beside a running daemon. Nothing is made and nothing migrated.
    ///   - now: noted with migrations.
    ///   - ownThread: writes have a thread of their own (`home`); else they run where they are
    ///     called.
    ///   - telling: is told while an older schema is brought to the newest.
    /// - Throws: `StoreFailure`.
    package static func open(
        path: String, readOnly: Bool = false, now: Instant, salts: SaltSource = .system,
        probe: WriteProbe? = nil, ownThread: Bool = true,
        telling: @escaping (MigrationNews) -> Void = { _ in }
    ) throws -> SQLiteStore {
        try open(
            path: path, readOnly: readOnly, now: now, salts: salts, probe: probe,
            migrations: Migration.all, ownThread: ownThread, telling: telling)
    }

    static func open(
        path: String, readOnly: Bool, now: Instant, salts: SaltSource, probe: WriteProbe?,
        migrations: [Migration], ownThread: Bool = true,
        telling: @escaping (MigrationNews) -> Void = { _ in }
    ) throws -> SQLiteStore {
        do {
            let migrator = Migrator(migrations: migrations)
            return readOnly
                ? try look(at: path, migrator: migrator, salts: salts)
                : try take(
                    path, migrator: migrator, now: now, salts: salts, probe: probe,
                    thread: ownThread ? StoreThread() : nil, telling: telling)
        } catch let error as DatabaseError {
            throw StoreFailure(error, path: path)
        }
    }

    private static func take(
        _ path: String, migrator: Migrator, now: Instant, salts: SaltSource, probe: WriteProbe?,
        thread: StoreThread?, telling: @escaping (MigrationNews) -> Void
    ) throws -> SQLiteStore {
        try keepPrivate(path)
        let writer = try DatabaseQueue(path: path, configuration: configuration(readOnly: false))
        try writer.writeWithoutTransaction { database in
            // GRDB sets NORMAL on its writer when it turns on WAL, after `prepareDatabase`.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try migrate(database, path: path, with: migrator, now: now, telling: telling)
        }
        let checkpointer = try thread.map { _ in
            try Checkpointer(
                DatabaseQueue(path: path, configuration: configuration(readOnly: false)))
        }
        if let checkpointer {
            writer.writeWithoutTransaction { checkpointer.attend($0) }
        }
        let readers = try SQLiteReaders(alone: thread == nil) {
            try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
        }
        return SQLiteStore(
            path: path, readers: readers, writer: writer, salts: salts, probe: probe,
            thread: thread, checkpointer: checkpointer)
    }

    private static func look(
        at path: String, migrator: Migrator, salts: SaltSource
    ) throws -> SQLiteStore {
        guard access(path, F_OK) == 0 else {
            throw StoreFailure.cannotOpen(path: path, reason: "there is no store yet")
        }
        let readers = try SQLiteReaders(alone: true) {
            try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
        }
        try readers.readHere { database in
            let taken = try taken(of: database, path: path, by: migrator)
            guard let next = try migrator.pending(after: taken).first else { return }
            throw StoreFailure.cannotOpen(
                path: path,
                reason: "its schema lacks \(next.id): start this version's daemon once")
        }
        return SQLiteStore(path: path, readers: readers, writer: nil, salts: salts, probe: nil)
    }

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "casebell.store"
        configuration.readonly = readOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        if !readOnly { configuration.journalMode = .wal }
        configuration.prepareDatabase { database in
            // Erased words are overwritten, not only unlinked.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            // What savepoints would take back stays in memory, not in a file beside the store.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            // KiB, for each connection.
            try database.execute(sql: "PRAGMA cache_size = -1024")
            // Pages; where there is a checkpointer, it takes over from this. What more than a
            // burst leaves of the log is given back.
            try database.execute(
                sql: "PRAGMA wal_autocheckpoint = \(Checkpointer.pagesEnough)")
            try database.execute(
                sql: "PRAGMA journal_size_limit = \(Checkpointer.bytesKept)")
        }
        return configuration
    }

    /// The file holds what customers wrote: only its owner may read it. SQLite gives the log beside
    /// it the same mode.
    private static func keepPrivate(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreFailure.cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        Glibc.close(descriptor)
    }
}
