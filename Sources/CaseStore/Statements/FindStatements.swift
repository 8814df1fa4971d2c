enum FindStatements {
    /// Parts of cases in which a row of `find_index` may stand, newest first.
    static let rows = """
        SELECT rowid FROM find_index WHERE find_index MATCH ? AND rowid <= ?
        ORDER BY rowid DESC LIMIT ?
        """
    static let wordsFrom = "SELECT word FROM find_words WHERE word >= ? ORDER BY word LIMIT ?"
    static let knowsWord = "SELECT 1 FROM find_words WHERE word = ?"
    static let openedFrom = "SELECT opened_at FROM cases WHERE id >= ? ORDER BY id LIMIT 1"
    static let notes = """
        SELECT sequence, case_id, at, type, person, network, payload, hash FROM events
        WHERE case_id = ? AND type IN ('case.noted', 'expert.asked', 'expert.answered')
        ORDER BY sequence LIMIT ?
        """

    /// Types of events that change nothing of what a case is found by, whatever else comes of it.
    static let idle: Set<String> = [
        "case.claimed", "case.released", "case.assigned", "case.offered", "case.routed",
        "case.reprioritised", "case.snoozed", "case.woken", "service_level.due",
        "service_level.warned", "service_level.breached", "acknowledgement.due",
        "acknowledgement.departed", "customer.acknowledged", "acknowledgement.ended",
    ]
    private static let idleList = idle.sorted().map { "'\($0)'" }.joined(separator: ", ")
    /// As `AuditStatements.columns`, without data where nobody has to read it, and without hashes.
    private static let eventColumns = """
        sequence, case_id, at, type, person, network,
        CASE WHEN type IN (\(idleList)) THEN NULL ELSE payload END, x''
        """
    static let eventsAfter = """
        SELECT \(eventColumns) FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?
        """
    static let eventsOfCase = """
        SELECT \(eventColumns) FROM events WHERE case_id = ? AND sequence > ?
        ORDER BY sequence LIMIT ?
        """

    static let notesUpTo = """
        SELECT count(*) FROM events
        WHERE case_id = ? AND sequence <= ? AND payload IS NOT NULL
          AND type IN ('case.noted', 'expert.asked', 'expert.answered')
        """

    static let progress = "SELECT sequence, oldest FROM find_progress WHERE one = 1"
    static let advance = """
        UPDATE find_progress SET sequence = ?, oldest = ?
        WHERE one = 1 AND sequence = ? AND oldest = ?
        """
    static let add = "INSERT INTO find_index (rowid, words, signs) VALUES (?, ?, ?)"
    /// It has to be told what it forgets.
    static let remove = """
        INSERT INTO find_index (find_index, rowid, words, signs) VALUES ('delete', ?, ?, ?)
        """
    static let addWord = "INSERT INTO find_words (word) VALUES (?) ON CONFLICT (word) DO NOTHING"
    /// Joins segments of the index, at most so many pages of it.
    static let merge = "INSERT INTO find_index (find_index, rank) VALUES ('merge', ?)"
    /// FTS5's record of the pieces: https://www.sqlite.org/fts5.html, "Structure Record Format".
    static let pieces = "SELECT block FROM find_index_data WHERE id = 10"
    static let numbersBefore = "SELECT id FROM cases WHERE id < ? ORDER BY id DESC LIMIT ?"
}
