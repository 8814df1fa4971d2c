extension Migration {
    /// The desk's messages in chats that keep them, and the signs on them that were commands.
    static let m15 = Migration(id: "m15-messages", tables: messagesM15, guards: "")

    private static let messagesM15 = """
        CREATE TABLE messages (
          post TEXT NOT NULL PRIMARY KEY CHECK (post <> ''),
          network TEXT NOT NULL,
          room TEXT NOT NULL,
          case_id INTEGER NOT NULL REFERENCES cases (id),
          -- of a draft's message
          revision INTEGER,
          reference TEXT,
          shows INTEGER NOT NULL,
          at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX messages_referred ON messages (network, reference)
          WHERE reference IS NOT NULL;
        CREATE UNIQUE INDEX messages_cards ON messages (case_id, network, room)
          WHERE revision IS NULL;
        CREATE INDEX messages_drafts ON messages (case_id, network, room, revision DESC, at)
          WHERE revision IS NOT NULL;
        CREATE TABLE signs (
          network TEXT NOT NULL,
          reference TEXT NOT NULL CHECK (reference <> ''),
          case_id INTEGER NOT NULL REFERENCES cases (id),
          revision INTEGER,
          meaning TEXT NOT NULL,
          person TEXT NOT NULL CHECK (person <> ''),
          at INTEGER NOT NULL,
          PRIMARY KEY (network, reference)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX messages_aged ON messages (at);
        CREATE INDEX signs_aged ON signs (at);

        """
}
