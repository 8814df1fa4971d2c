extension Migration {
    /// The continuity plans that are on: with them the desk goes on after a restart.
    static let m20 = Migration(
        id: "m20-plans",
        tables: """
            CREATE TABLE plans_on (
              name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
              since INTEGER NOT NULL,
              plan TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;

            """, guards: "")
}
