extension Migration {
    /// A customer's cases by their handle, and who of the desk is away.
    static let m05 = Migration(id: "m05-people", tables: peopleM05, guards: "")

    private static let peopleM05 = """
        CREATE INDEX cases_of_customer ON cases (customer_handle, id);
        CREATE TABLE leaves (
          person TEXT PRIMARY KEY CHECK (person <> ''),
          since INTEGER NOT NULL,
          -- NULL: until they say that they are back
          until INTEGER
        ) STRICT;

        """
}
