extension Migration {
    /// Every decision remembers its signal, so remembering has to cost little: in the order of
    /// coming, which is nearly that of age, with one index instead of two.
    static let m03 = Migration(id: "m03-signals", tables: signalsM03, guards: "")

    private static let signalsM03 = """
        ALTER TABLE signals RENAME TO signals_before;
        DROP INDEX signals_by_age;
        CREATE TABLE signals (
          number INTEGER PRIMARY KEY,
          reference TEXT NOT NULL UNIQUE,
          at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO signals (reference, at) SELECT reference, at FROM signals_before ORDER BY at;
        DROP TABLE signals_before;

        """
}
