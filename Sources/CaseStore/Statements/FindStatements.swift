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
    static let numbersBefore = "SELECT id FROM cases WHERE id < ? ORDER BY id DESC LIMIT ?"
}
