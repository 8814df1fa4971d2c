extension Migration {
    /// In which mode the desk began last: what it lets go in one does not leave in the other.
    static let m23 = Migration(
        id: "m23-mode",
        tables: """
            CREATE TABLE desk_mode (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              practice INTEGER NOT NULL CHECK (practice IN (0, 1))
            ) STRICT;

            """, guards: "")
}
