enum AuditStatements {
    static let insert = """
        INSERT INTO events (sequence, case_id, at, type, person, network, payload, salt, digest,
          hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    static let head = "SELECT sequence, hash FROM audit_head WHERE one = 1"
    static let advance = "UPDATE audit_head SET sequence = ?, hash = ? WHERE one = 1"

    static let columns = "sequence, case_id, at, type, person, network, payload, hash"
    static let after = "SELECT \(columns) FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?"
    static let afterOfCase = """
        SELECT \(columns) FROM events WHERE case_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
        """
    static let afterOfDesk = """
        SELECT \(columns) FROM events WHERE case_id IS NULL AND sequence > ?
        ORDER BY sequence LIMIT ?
        """
    static let entriesAfter = """
        SELECT sequence, case_id, at, type, person, network, payload, salt, digest, hash
        FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?
        """

    static let remember = """
        INSERT INTO signals (reference, at) VALUES (?, ?) ON CONFLICT (reference) DO NOTHING
        """
    static let remembered = "SELECT number FROM signals WHERE reference = ?"
    /// Looks at the oldest few only.
    static let forget = """
        DELETE FROM signals WHERE number IN
          (SELECT number FROM (SELECT number, at FROM signals ORDER BY number LIMIT ?) oldest
           WHERE at < ?)
        """
}
