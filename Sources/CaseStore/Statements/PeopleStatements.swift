enum PeopleStatements {
    /// Only the newest cases of a handle, however many there were; and whether its customer wrote from
    /// that source: elsewhere the same handle may be somebody else.
    static let earlier = """
        SELECT id, outcome, EXISTS (
            SELECT 1 FROM mentions WHERE case_id = cases.id AND position = 0 AND source = ?)
        FROM cases WHERE customer_handle = ? AND id < ? ORDER BY id DESC LIMIT ?
        """
    static let newestReply = """
        SELECT originator, coalesce(approved_at, written_at) FROM drafts WHERE case_id = ? AND state = 'sent'
        ORDER BY revision DESC LIMIT 1
        """
    static let said = """
        SELECT 1 FROM drafts WHERE case_id = ? AND state = 'sent' AND text = ? LIMIT 1
        """
    /// From one to the next, so that it costs what there are people.
    static let nextHolder = "SELECT min(holder) FROM cases WHERE holder > ?"
    static let leaves = "SELECT person, since, until FROM leaves ORDER BY person"
    static let setLeave = """
        INSERT INTO leaves (person, since, until) VALUES (?, ?, ?)
        ON CONFLICT (person) DO UPDATE SET since = excluded.since, until = excluded.until
        """
    static let endLeave = "DELETE FROM leaves WHERE person = ?"
}
