enum MeasureStatements {
    static let noteHour = """
        INSERT INTO event_hours (hour, sequence) VALUES (?, ?) ON CONFLICT (hour) DO NOTHING
        """
    static let firstOfHours = "SELECT min(sequence) FROM event_hours WHERE hour >= ?"
    static let touched = "SELECT case_id, at FROM events WHERE sequence >= ? AND sequence <= ?"

    /// Of a queue's open cases, from the index alone.
    static let waits = """
        SELECT min(owed_since), coalesce(sum(due_at <= ?), 0) FROM cases
        WHERE is_open = 1 AND queue = ?
        """
    static let warned = """
        SELECT count(*) FROM cases
        WHERE is_open = 1 AND queue = ? AND due_at > ? AND due_at <= ? AND warned_at IS NOT NULL
        """
}
