enum MentionStatements {
    /// In the order in which `Mention.init(row:)` reads them.
    static let columns = """
        source, id, text, posted_at, author_handle, author_name, author_followers, author_vip,
        url, conversation, in_reply_to, language, visibility, attachments, edited_at, deleted_at,
        author_bot
        """
    static let ofCase = "SELECT \(columns) FROM mentions WHERE case_id = ? ORDER BY position"
    static let insert = """
        INSERT INTO mentions (\(columns), case_id, position)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    static let change = """
        UPDATE mentions SET text = ?, posted_at = ?, author_handle = ?, author_name = ?,
          author_followers = ?, author_vip = ?, url = ?, conversation = ?, in_reply_to = ?,
          language = ?, visibility = ?, attachments = ?, edited_at = ?, deleted_at = ?,
          author_bot = ?
        WHERE source = ? AND id = ? AND case_id = ?
        """
    static let move = """
        UPDATE mentions SET case_id = ?, position = ? WHERE source = ? AND id = ? AND case_id = ?
        """
    static let holding = "SELECT case_id FROM mentions WHERE source = ? AND id = ?"
    static let newestOfThread = """
        SELECT case_id FROM mentions WHERE source = ? AND conversation = ? AND case_id < ?
        ORDER BY case_id DESC LIMIT 1
        """
}

enum DraftStatements {
    /// In the order in which `Draft.init(row:)` reads them.
    static let columns = """
        d.revision, d.mark, d.author, d.originator, d.text, d.visibility, d.answers_source,
        d.answers_id, d.fingerprint, d.key, d.written_at, d.replaced, d.approval_reasons, d.state,
        d.approver, d.approved_at, d.hold, d.held_at, d.reference, d.remark, d.canned,
        d.canned_words, d.alone, d.attachments, d.listed_on, d.thread, d.out_of_hours
        """
    static let ofCase = "SELECT \(columns) FROM drafts d WHERE d.case_id = ? ORDER BY d.revision"
    static let insert = """
        INSERT INTO drafts (revision, mark, author, originator, text, visibility, answers_source,
          answers_id, fingerprint, key, written_at, replaced, approval_reasons, canned,
          canned_words, attachments, listed_on, thread, out_of_hours, state, approver, approved_at, hold,
          held_at, reference, remark, alone, is_live, is_waiting, case_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?)
        """
    static let change = """
        UPDATE drafts SET state = ?, approver = ?, approved_at = ?, hold = ?, held_at = ?,
          reference = ?, remark = ?, alone = ?, is_live = ?, is_waiting = ?
        WHERE case_id = ? AND revision = ?
        """
    static let marked = """
        SELECT case_id FROM drafts WHERE mark = ? ORDER BY is_live DESC, written_at DESC LIMIT 1
        """
    static let sent = """
        SELECT case_id FROM drafts WHERE answers_source = ? AND reference = ?
        ORDER BY written_at DESC LIMIT 1
        """
    /// The newest that has a card of its own.
    static let twin = """
        SELECT \(columns) FROM drafts d
        WHERE d.is_waiting = 1 AND d.canned = ? AND d.text = ? AND d.state = 'waiting'
          AND d.listed_on IS NULL AND d.attachments = '[]' AND d.approval_reasons = ?
          AND d.visibility = ? AND d.answers_source = ? AND d.case_id <> ?
          AND (SELECT queue FROM cases c WHERE c.id = d.case_id) = ?
        ORDER BY d.written_at DESC LIMIT 1
        """
    static let listed = """
        SELECT d.case_id, \(columns) FROM drafts d WHERE d.is_waiting = 1 AND d.listed_on = ?
        ORDER BY d.written_at, d.case_id LIMIT ?
        """
    /// On their way to customers.
    static let leavingListed = """
        SELECT r.case_id FROM replies r
        JOIN drafts d ON d.case_id = r.case_id AND d.revision = r.revision
        WHERE r.is_pending = 1 AND d.listed_on = ? AND d.approver = ?
        ORDER BY r.case_id LIMIT ?
        """
    static let waiting = """
        SELECT d.case_id, \(columns) FROM drafts d WHERE d.is_waiting = 1
        ORDER BY d.written_at, d.case_id LIMIT ?
        """
    static let live = "SELECT case_id FROM drafts WHERE is_live = 1 ORDER BY case_id"
    static let stranded = """
        SELECT d.case_id, \(columns) FROM drafts d
        WHERE d.is_live = 1 AND d.state IN ('failed', 'unknown')
        ORDER BY d.written_at, d.case_id LIMIT ?
        """
    static let waitingInQueue = """
        SELECT d.case_id, \(columns) FROM drafts d
        WHERE d.is_waiting = 1 AND (SELECT queue FROM cases c WHERE c.id = d.case_id) = ?
        ORDER BY d.written_at, d.case_id LIMIT ?
        """
}
