extension Migration {
    /// What was said of the rota in chat, who was told last that they are on call, and what
    /// morning digests still carry on.
    static let m17 = Migration(id: "m17-rota", tables: rotaM17, guards: "")

    private static let rotaM17 = """
        CREATE TABLE rota_acts (
          number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
          act TEXT NOT NULL
        ) STRICT;
        CREATE TABLE shifts_told (
          rotation TEXT NOT NULL,
          layer TEXT NOT NULL,
          -- lists of people: before, since then, and those of both who were in no chat to be told
          was TEXT NOT NULL,
          people TEXT NOT NULL,
          untold TEXT NOT NULL,
          since INTEGER NOT NULL,
          PRIMARY KEY (rotation, layer)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE digests_told (
          queue TEXT NOT NULL PRIMARY KEY CHECK (queue <> ''),
          opened_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- of the digests before, what nobody had when they were told
        CREATE TABLE digest_cases (
          queue TEXT NOT NULL,
          case_id INTEGER NOT NULL REFERENCES cases (id),
          PRIMARY KEY (queue, case_id)
        ) STRICT, WITHOUT ROWID;

        """
}
