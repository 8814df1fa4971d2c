enum HearingStatements {
    static let marks = """
        SELECT network, room, message_id, said_at, heard_at FROM heard_marks
        WHERE network = ? ORDER BY room
        """
    static let keep = """
        INSERT INTO heard_marks (network, room, message_id, said_at, heard_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (network, room) DO UPDATE SET message_id = excluded.message_id,
          said_at = excluded.said_at, heard_at = excluded.heard_at
        """
}
