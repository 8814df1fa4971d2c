import Casework
import GRDB
import Glibc

extension SQLiteStore {
    static func migrate(
        _ database: Database, path: String, with migrator: Migrator, now: Instant,
        telling teller: @escaping (MigrationNews) -> Void
    ) throws {
        let taken = try taken(of: database, path: path, by: migrator)
        let steps = try migrator.pending(after: taken)
        guard let first = steps.first else { return }
        guard !taken.isEmpty else {
            return try commit(database, path: path, probe: nil) { connection in
                try migrator.run(steps, isFirst: true, on: connection, now: now)
            }
        }
        let watch = MigrationWatch(teller)
        try watch.attend(database) {
            let copy = "\(path).before-\(first.id)"
            watch.tell(.copying(to: copy))
            try backUp(database, to: copy)
            try commit(database, path: path, probe: nil) { connection in
                try migrator.run(steps, on: connection, now: now) { number in
                    watch.tell(
                        .step(steps[number].id, number: number + 1, of: steps.count))
                }
            }
        }
        watch.tell(.done(seconds: watch.seconds))
    }

    /// The steps that the schema has taken; none if the file is new.
    static func taken(
        of database: Database, path: String, by migrator: Migrator
    ) throws -> [String] {
        if try database.tableExists("schema_migrations") {
            return try migrator.taken(SQLiteConnection(database, path: path, probe: nil))
        }
        let tables =
            try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard tables == 0 else {
            throw StoreFailure.cannotOpen(
                path: path, reason: "it is the database of another program")
        }
        return []
    }

    /// A whole copy, on disk before it takes its name.
    private static func backUp(_ database: Database, to path: String) throws {
        let draft = path + ".part"
        unlink(draft)
        try database.execute(sql: "VACUUM INTO ?", arguments: [draft])
        let descriptor = Glibc.open(draft, O_RDWR | O_CLOEXEC)
        defer { if descriptor >= 0 { Glibc.close(descriptor) } }
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0,
            rename(draft, path) == 0
        else {
            throw StoreFailure.cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
