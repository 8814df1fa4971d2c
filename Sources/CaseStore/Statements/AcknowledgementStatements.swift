enum AcknowledgementStatements {
    /// In the order in which `Acknowledgement.init(row:)` reads them.
    static let columns = """
        key, source, answers_id, customer, period, opens_at, canned, text, visibility, decided_at,
        state, ended_at, reference, remark
        """
    static let ofCase = """
        SELECT \(columns) FROM acknowledgements WHERE case_id = ? ORDER BY position
        """
    static let insert = """
        INSERT INTO acknowledgements (\(columns), is_pending, is_given, case_id, position, due, departed_at,
          attempts, uncertain, leased_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0, 0, NULL)
        """
    /// Whatever changes where it stands, no attempt is under way then.
    static let change = """
        UPDATE acknowledgements SET state = ?, ended_at = ?, reference = ?, remark = ?,
          is_pending = ?, is_given = ?, leased_until = NULL,
          departed_at = CASE WHEN ? = 'sending' THEN coalesce(departed_at, ?) ELSE departed_at END
        WHERE key = ? AND case_id = ?
        """

    /// In the order in which `AcknowledgementRow.init(row:)` reads them.
    static let rowColumns = """
        key, case_id, source, answers_id, state, decided_at, due, departed_at, attempts, uncertain,
        leased_until
        """
    static let byKey = "SELECT \(rowColumns) FROM acknowledgements WHERE key = ?"
    static let carry = """
        UPDATE acknowledgements SET due = ?, departed_at = ?, attempts = ?, uncertain = ?,
          leased_until = ?
        WHERE key = ?
        """
    static let due = """
        SELECT \(rowColumns) FROM acknowledgements WHERE is_pending = 1 AND leased_until IS NULL
        ORDER BY due, key LIMIT ?
        """
    static let interrupted = """
        SELECT \(rowColumns) FROM acknowledgements
        WHERE is_pending = 1 AND leased_until IS NOT NULL ORDER BY due, key
        """
    static let ofCustomer = """
        SELECT period, decided_at FROM acknowledgements
        WHERE source = ? AND customer = ? AND is_given = 1 ORDER BY decided_at DESC LIMIT ?
        """
    static let sent = """
        SELECT case_id FROM acknowledgements WHERE source = ? AND reference = ?
        ORDER BY decided_at DESC LIMIT 1
        """
    /// As of replies.
    static let figures = """
        SELECT count(*), min(coalesce(departed_at, due)) FROM acknowledgements WHERE is_pending = 1
        """
}
