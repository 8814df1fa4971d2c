enum PostStatements {
    /// In the order in which `NewPost.init(row:)` reads them.
    static let columns = """
        id, network, address_kind, address, room, lane, purpose, case_id, revision, notice,
        recipient, answers, created_at
        """
    static let insert = """
        INSERT INTO posts (\(columns), state, attempts, due, leased_until, is_repeat)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """
    static let due = """
        SELECT \(columns), attempts, is_repeat FROM posts
        WHERE state = 'due' AND network = ? AND lane <= ? AND due <= ? ORDER BY lane, number LIMIT ?
        """
    static let lease = """
        UPDATE posts SET state = 'leased', leased_until = ?, attempts = attempts + 1 WHERE id = ?
        """
    /// With whether its one line tells of several holds.
    static let standing = """
        SELECT state, attempts, is_repeat, purpose = 'hold' AND case_id IS NULL FROM posts
        WHERE id = ?
        """
    static let whole = "SELECT \(columns) FROM posts WHERE id = ?"
    static let again = """
        UPDATE posts SET state = 'due', leased_until = NULL, due = ? WHERE id = ?
        """
    static let repeated = """
        UPDATE posts SET state = 'due', leased_until = NULL, due = ?, is_repeat = 1 WHERE id = ?
        """
    static let hurried = "UPDATE posts SET due = 0 WHERE state = 'due' AND due > 0"
    static let finish = """
        UPDATE posts SET state = ?, leased_until = NULL, ended_at = ?, reference = ?, reason = ?
        WHERE id = ?
        """
    static let served = """
        DELETE FROM posts WHERE id = ? AND purpose = 'other' AND state IN ('due', 'leased')
        """
    /// Nobody sees it any more.
    static let takenAway = """
        UPDATE posts SET state = 'refused', reason = 'taken away' WHERE id = ? AND state = 'landed'
        """
    static let overdue = """
        SELECT id, network, address_kind, address, case_id, is_repeat, leased_until, created_at
        FROM posts WHERE state = 'leased' AND leased_until < ? ORDER BY leased_until LIMIT ?
        """
    /// What of a hold names no draft asks something before it is done.
    static let landed = """
        SELECT purpose, revision, network, room, recipient, ended_at, created_at,
          CASE WHEN purpose = 'hold' AND revision IS NULL THEN notice END
        FROM posts
        WHERE case_id = ? AND state = 'landed' AND purpose <> 'other' ORDER BY ended_at, number
        """
    static let freshCards = """
        SELECT DISTINCT network FROM posts
        WHERE state = 'leased' AND case_id = ? AND purpose = 'draftCard' AND revision = ?
          AND room IS NOT NULL AND attempts = 1 AND is_repeat = 0
        """
    static let dueFigures = "SELECT count(*), min(created_at) FROM posts WHERE state = 'due'"
    static let leasedFigures = "SELECT count(*), min(created_at) FROM posts WHERE state = 'leased'"
    /// Landings of open cases stay: decisions depend on them.
    static let forget = """
        DELETE FROM posts WHERE id IN
          (SELECT p.id FROM posts p LEFT JOIN cases c ON c.id = p.case_id
           WHERE p.ended_at < ? AND (p.purpose = 'other' OR p.case_id IS NULL OR c.is_open = 0)
           ORDER BY p.ended_at LIMIT ?)
        """
}
