extension Migration {
    /// What was heeded of a clock that was set: the next process does not do so again.
    static let m22 = Migration(
        id: "m22-clock",
        tables: """
            CREATE TABLE clock_set (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              -- the newest event by then, and what the clock showed
              sequence INTEGER NOT NULL,
              at INTEGER NOT NULL
            ) STRICT;

            """, guards: "")
}
