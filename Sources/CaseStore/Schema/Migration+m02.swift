extension Migration {
    /// How far each room was heard, so that the next process knows what it missed.
    static let m02 = Migration(id: "m02-hearing", tables: hearingM02, guards: "")

    private static let hearingM02 = """
        CREATE TABLE heard_marks (
          network TEXT NOT NULL CHECK (network <> ''),
          -- '' is what is said to the bot alone
          room TEXT NOT NULL,
          message_id TEXT,
          said_at INTEGER,
          heard_at INTEGER NOT NULL,
          PRIMARY KEY (network, room)
        ) STRICT;

        """
}
