enum MessageStatements {
    /// In the order in which `KeptMessage.init(row:)` reads them.
    static let columns = "post, network, room, case_id, revision, reference, shows"
    static let insert = """
        INSERT INTO messages (\(columns), at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    static let landed = "UPDATE messages SET reference = ? WHERE post = ?"
    static let drop = "DELETE FROM messages WHERE post = ?"
    static let referred = """
        SELECT \(columns) FROM messages WHERE network = ? AND reference = ?
        """
    static let ofPost = "SELECT \(columns) FROM messages WHERE post = ?"
    static let awaited = """
        SELECT 1 FROM messages WHERE network = ? AND room = ? AND reference IS NULL LIMIT 1
        """
    static let card = """
        SELECT \(columns) FROM messages
        WHERE case_id = ? AND network = ? AND room = ? AND revision IS NULL
        """
    static let newestDraft = """
        SELECT \(columns) FROM messages
        WHERE case_id = ? AND network = ? AND room = ? AND revision IS NOT NULL
        ORDER BY revision DESC, at LIMIT 1
        """
    static let cards = """
        SELECT \(columns) FROM messages WHERE case_id = ? AND revision IS NULL
        """
    static let shown = "UPDATE messages SET shows = ? WHERE post = ? AND shows < ?"
    /// The cards that say less than what has happened since, also those that are still to land.
    static let stale = """
        SELECT \(columns) FROM messages m WHERE network = ? AND revision IS NULL
          AND shows < (SELECT max(sequence) FROM events e WHERE e.case_id = m.case_id)
        ORDER BY (SELECT min(sequence) FROM events e
                  WHERE e.case_id = m.case_id AND e.sequence > m.shows)
        LIMIT ?
        """
    /// Of what landed in a room: the cards of cases that are urgent and unanswered, or that
    /// somebody has; those first whose customers wait.
    static let cardsOfRoom = """
        SELECT \(columns) FROM messages m JOIN cases c ON c.id = m.case_id
        WHERE m.network = ? AND m.room = ? AND m.reference IS NOT NULL AND m.revision IS NULL
          AND c.is_open = 1 AND (c.holder IS NOT NULL
            OR c.priority = 'P1' AND c.phase NOT IN ('answered', 'snoozed'))
        ORDER BY c.phase IN ('answered', 'snoozed'), c.priority, c.id LIMIT ?
        """
    /// The messages of drafts that somebody has still to approve.
    static let draftsOfRoom = """
        SELECT \(columns) FROM messages m
        WHERE network = ? AND room = ? AND reference IS NOT NULL AND EXISTS (
          SELECT 1 FROM drafts d WHERE d.case_id = m.case_id AND d.revision = m.revision
            AND d.state IN ('waiting', 'held', 'failed'))
        ORDER BY at
        """
    static let dropRoom = """
        DELETE FROM messages WHERE network = ? AND room = ? AND reference IS NOT NULL
        """
    static let insertSign = """
        INSERT INTO signs (network, reference, case_id, revision, meaning, person, at)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """
    static let sign = """
        SELECT network, reference, case_id, revision, meaning, person FROM signs
        WHERE network = ? AND reference = ?
        """
    /// What is said under a message of a case that is over counts for so long, and then its number
    /// has to be named.
    static let forget = """
        DELETE FROM messages WHERE post IN
          (SELECT m.post FROM messages m JOIN cases c ON c.id = m.case_id
           WHERE m.at < ? AND c.is_open = 0 ORDER BY m.at LIMIT ?)
        """
    static let forgetSigns = """
        DELETE FROM signs WHERE (network, reference) IN
          (SELECT s.network, s.reference FROM signs s JOIN cases c ON c.id = s.case_id
           WHERE s.at < ? AND c.is_open = 0 ORDER BY s.at LIMIT ?)
        """
}
