enum PageStatements {
    /// In the order in which `Page.init(row:)` reads them.
    private static let columns = """
        key, person, channel, chain, step, cases, is_test, created_at, is_first
        """
    static let insert = """
        INSERT INTO pages (\(columns), state, due, attempts, token, token_hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
        """
    static let due = """
        SELECT \(columns), attempts, token FROM pages
        WHERE state = 'waiting' AND due <= ? AND (leased_until IS NULL OR leased_until <= ?)
        ORDER BY due, key LIMIT ?
        """
    static let lease = """
        UPDATE pages SET attempts = attempts + 1, leased_until = ? WHERE key = ?
        """
    static let again = """
        UPDATE pages SET due = ?, leased_until = NULL WHERE key = ? AND state = 'waiting'
        """
    static let end = """
        UPDATE pages SET state = ?, ended_at = ?, outcome = ?, leased_until = NULL, token = NULL
        WHERE key = ? AND state = 'waiting'
        """
    /// At a start: whoever held them is dead.
    static let recover = """
        UPDATE pages SET leased_until = NULL, due = min(due, ?) WHERE state = 'waiting'
        """
    static let nextDue = """
        SELECT due FROM pages WHERE state = 'waiting' AND leased_until IS NULL
        ORDER BY due, key LIMIT 1
        """
    /// Of those with which a run begins: whoever is paged once more holds up nothing new.
    static let last = """
        SELECT max(created_at) FROM pages WHERE chain = ? AND is_first = 1 AND created_at <= ?
        """
    static let linked = "SELECT \(columns), token_used_at FROM pages WHERE token_hash = ?"
    static let use = """
        UPDATE pages SET token_used_at = ? WHERE token_hash = ? AND token_used_at IS NULL
        """
    static let prune = "DELETE FROM pages WHERE created_at < ? AND state <> 'waiting'"
    static let runs = "SELECT id, paging FROM cases WHERE paging IS NOT NULL ORDER BY id LIMIT ?"
    /// How pages of a time went, for the figures.
    static let ended = """
        SELECT channel, state, created_at, ended_at FROM pages
        WHERE created_at >= ? AND state <> 'direct'
        """
}
