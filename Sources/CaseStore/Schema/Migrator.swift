import Casework

/// Brings a schema to the newest this version knows, one step after the other, and touches none
/// that is newer.
struct Migrator {
    let migrations: [Migration]

    private static let journal = """
        CREATE TABLE schema_migrations (
          id TEXT NOT NULL PRIMARY KEY,
          applied_at INTEGER NOT NULL
        ) STRICT;
        """
    private static let applied = "SELECT id FROM schema_migrations ORDER BY id"
    private static let note = "INSERT INTO schema_migrations (id, applied_at) VALUES (?, ?)"

    /// What is left to do with a schema that has taken these steps.
    /// - Throws: `StoreFailure.newerSchema` if it has taken one that is not known here.
    func pending(after taken: [String]) throws -> [Migration] {
        let known = migrations.map(\.id)
        if let unknown = taken.last(where: { !known.contains($0) }) {
            throw StoreFailure.newerSchema(found: unknown)
        }
        return migrations.filter { !taken.contains($0.id) }
    }

    func taken(_ sql: any SQLConnection) throws -> [String] {
        try sql.all(Migrator.applied) { try $0.text() }
    }

    /// Inside one transaction: all steps or none.
    /// - Parameter begin: called with each step's place before it is taken.
    func run(
        _ steps: [Migration], isFirst: Bool = false, on sql: any SQLConnection, now: Instant,
        begin: (Int) -> Void = { _ in }
    ) throws {
        if isFirst { try sql.script(Migrator.journal) }
        for (number, step) in steps.enumerated() {
            begin(number)
            try sql.script(step.tables)
            try sql.script(step.guards)
            try sql.run(Migrator.note, [.text(step.id), .time(now)])
        }
    }
}
