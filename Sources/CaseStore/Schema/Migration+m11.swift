extension Migration {
    /// Customers who go first because somebody of the desk said so, and an index of what concerns
    /// the desk and no case, by which the list is proved.
    static let m11 = Migration(id: "m11-vips", tables: vipsM11, guards: "")

    private static let vipsM11 = """
        CREATE TABLE vips (
          -- folded: in lower case, without the @ before it
          handle TEXT NOT NULL CHECK (handle <> ''),
          -- '': wherever they write
          source TEXT NOT NULL,
          reason TEXT NOT NULL,
          since INTEGER NOT NULL,
          -- NULL: until somebody says so
          until INTEGER,
          person TEXT NOT NULL CHECK (person <> ''),
          PRIMARY KEY (handle, source)
        ) STRICT;
        CREATE INDEX vips_ending ON vips (until) WHERE until IS NOT NULL;
        CREATE INDEX events_of_desk ON events (case_id, sequence) WHERE case_id IS NULL;

        """
}
