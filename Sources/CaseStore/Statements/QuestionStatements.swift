enum QuestionStatements {
    /// In the order in which `Question.init(row:)` reads them.
    static let columns = """
        number, expert, asked_by, text, posts, asked_at, answered_at, lapsed_at
        """
    static let ofCase = "SELECT \(columns) FROM questions WHERE case_id = ? ORDER BY number"
    static let open = """
        SELECT case_id, \(columns) FROM questions WHERE is_open = 1 AND expert = ?
        ORDER BY asked_at, case_id, number LIMIT ?
        """
    static let clear = "DELETE FROM questions WHERE case_id = ?"
    static let insert = """
        INSERT INTO questions (case_id, \(columns), is_open)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}
