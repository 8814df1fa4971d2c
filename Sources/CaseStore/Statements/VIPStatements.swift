enum VIPStatements {
    private static let columns = "handle, source, reason, since, until, person"
    /// What is said of each source, and what is said of all. To ask for two of them with `IN` costs
    /// each new mention a table of SQLite's own, which takes longer than the answer.
    static let ofHandle = "SELECT \(columns) FROM vips WHERE handle = ?"
    static let all = "SELECT \(columns) FROM vips ORDER BY handle, source"
    static let set = """
        INSERT INTO vips (\(columns)) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (handle, source) DO UPDATE SET reason = excluded.reason,
          since = excluded.since, until = excluded.until, person = excluded.person
        """
    static let end = "DELETE FROM vips WHERE handle = ? AND source = ?"
    static let overdue = """
        SELECT \(columns) FROM vips WHERE until IS NOT NULL AND until <= ? ORDER BY until LIMIT ?
        """
    static let next = "SELECT until FROM vips WHERE until IS NOT NULL ORDER BY until LIMIT 1"
    /// Handles are folded by us: no database folds like Swift.
    static let open = "SELECT id, customer_handle FROM cases WHERE is_open = 1"
    static let source = "SELECT source FROM mentions WHERE case_id = ? AND position = 0"
}
