enum ReplyStatements {
    /// In the order in which `ReplyRow.init(row:)` reads them.
    static let columns = """
        key, case_id, revision, state, due, departed_at, attempts, uncertain, leased_until
        """
    static let byKey = "SELECT \(columns) FROM replies WHERE key = ?"
    static let insert = """
        INSERT INTO replies (\(columns), is_pending)
        VALUES (?, ?, ?, 'scheduled', ?, NULL, 0, 0, NULL, 1)
        """
    static let change = """
        UPDATE replies SET revision = ?, state = ?, due = ?, departed_at = ?, attempts = ?,
          uncertain = ?, leased_until = ?, is_pending = ?
        WHERE key = ?
        """
    static let due = """
        SELECT \(columns) FROM replies WHERE is_pending = 1 AND due <= ? AND leased_until IS NULL
        ORDER BY due, key LIMIT ?
        """
    static let interrupted = """
        SELECT \(columns) FROM replies WHERE is_pending = 1 AND leased_until IS NOT NULL
        ORDER BY due, key
        """
    static let pendingCases = """
        SELECT case_id FROM replies WHERE is_pending = 1 ORDER BY case_id
        """
    static let pendingCasesInQueue = """
        SELECT case_id FROM replies r
        WHERE is_pending = 1 AND (SELECT queue FROM cases c WHERE c.id = r.case_id) = ?
        ORDER BY case_id
        """
    /// One that is tried again has waited since its first attempt, whenever the next one is due.
    static let figures = """
        SELECT count(*), min(coalesce(departed_at, due)) FROM replies WHERE is_pending = 1
        """
}
