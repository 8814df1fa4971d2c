// The store's SQL. Portable words only; every `?` is one argument, in order.

enum CaseStatements {
    /// In the order in which `Case.init(row:)` reads them.
    static let columns = """
        c.id, c.phase, c.queue, c.priority, c.points, c.due_at, c.reasons, c.customer_handle,
        c.customer_name, c.customer_followers, c.customer_vip, c.conversation, c.opened_at,
        c.holder, c.held_since, c.last_holder, c.offered_to, c.answered_at, c.snoozed_until,
        c.resolved_at, c.outcome, c.escalation, c.merged_into, c.tags, c.links, c.thanks, c.settled,
        c.first_due_at, c.owed_since, c.warned_at, c.breached_at, c.paging
        """
    static let byNumber = "SELECT \(columns) FROM cases c WHERE c.id = ?"
    static let numbersAfter = "SELECT id FROM cases WHERE id > ? ORDER BY id LIMIT ?"
    static let lastNumber = "SELECT max(id) FROM cases"

    static let insert = """
        INSERT INTO cases (id, phase, is_open, queue, priority, points, due_at, reasons,
          customer_handle, customer_name, customer_followers, customer_vip, conversation,
          opened_at, holder, held_since, last_holder, offered_to, answered_at, snoozed_until,
          resolved_at, outcome, escalation, merged_into, tags, links, thanks, settled,
          first_due_at, owed_since, warned_at, breached_at, paging, opening, language)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?, ?, ?, ?, ?, ?)
        """
    /// What lists are ordered by.
    static let updatePlace = """
        UPDATE cases SET phase = ?, is_open = ?, queue = ?, priority = ?, points = ?, due_at = ?
        WHERE id = ?
        """
    /// A change of hands, which is what happens most: no index but the two concerned is touched.
    static let updateHands = """
        UPDATE cases SET phase = ?, holder = ?, held_since = ?, last_holder = ?, offered_to = ?
        WHERE id = ?
        """
    static let updatePhase = "UPDATE cases SET phase = ? WHERE id = ?"
    static let updateHolding = """
        UPDATE cases SET holder = ?, held_since = ?, last_holder = ?, offered_to = ? WHERE id = ?
        """
    static let updateRest = """
        UPDATE cases SET reasons = ?, customer_handle = ?, customer_name = ?,
          customer_followers = ?, customer_vip = ?, conversation = ?, opened_at = ?,
          answered_at = ?, snoozed_until = ?, resolved_at = ?, outcome = ?, escalation = ?,
          merged_into = ?, tags = ?, links = ?, thanks = ?, settled = ?, first_due_at = ?,
          owed_since = ?, warned_at = ?, breached_at = ?, paging = ?
        WHERE id = ?
        """
    static let updateOpening = "UPDATE cases SET opening = ? WHERE id = ?"
    static let updateLanguage = "UPDATE cases SET language = ? WHERE id = ?"

    static let addCount = """
        INSERT INTO case_counts (queue, priority, phase, count) VALUES (?, ?, ?, 1)
        ON CONFLICT (queue, priority, phase) DO UPDATE SET count = case_counts.count + 1
        """
    static let takeCount = """
        UPDATE case_counts SET count = count - 1 WHERE queue = ? AND priority = ? AND phase = ?
        """
    static let counts = """
        SELECT queue, priority, phase, count FROM case_counts WHERE count > 0
        ORDER BY queue, priority, phase
        """
    /// Only for the audit: it reads every case.
    static let countsRecounted = """
        SELECT queue, priority, phase, count(*) FROM cases GROUP BY queue, priority, phase
        ORDER BY queue, priority, phase
        """
    static let queues = "SELECT DISTINCT queue FROM case_counts WHERE count > 0 ORDER BY queue"
}

enum ListStatements {
    /// In the order in which `CaseRow.init(row:)` reads them.
    static let columns = """
        c.id, c.phase, c.queue, c.priority, c.points, c.customer_handle, c.customer_name,
        c.customer_followers, c.customer_vip, c.holder, c.held_since, c.opened_at, c.due_at,
        c.answered_at, c.opening, d.mark, d.state
        """
    private static let select = """
        SELECT \(columns) FROM cases c
        LEFT JOIN drafts d ON d.case_id = c.id AND d.is_live = 1
        """

    static let everything = "\(select) WHERE c.id < ? ORDER BY c.id DESC LIMIT ?"
    static let inQueue = """
        \(select) WHERE c.queue = ? AND c.phase = ? AND c.id < ? ORDER BY c.id DESC LIMIT ?
        """
    static let freeInQueue = """
        \(select) WHERE c.queue = ? AND c.phase = ? AND c.id < ? AND c.holder IS NULL
        ORDER BY c.id DESC LIMIT ?
        """
    static let held = """
        \(select) WHERE c.holder = ? AND c.phase = ? AND c.id < ? ORDER BY c.id DESC LIMIT ?
        """
    static let one = "\(select) WHERE c.id = ?"

    /// Open cases of a queue by urgency or due time, those of the given phases. The index of urgent
    /// cases has their language in it, so that of those in others no row is read.
    static func ordered(
        _ order: CaseQuery.Order, phases: Int, free: Bool, languages: Int? = nil
    ) -> String {
        let among = places(phases)
        let spoken = languages.map { count in
            "AND (c.language IS NULL OR c.language IN (\(count > 0 ? places(count) : "NULL")))"
        }
        return """
            \(select) WHERE c.is_open = 1 AND c.queue = ? AND c.phase IN (\(among))
            \(free ? "AND c.holder IS NULL" : "") \(spoken ?? "")
            ORDER BY \(order == .due ? "" : "c.priority, c.points DESC, ")c.due_at, c.id
            LIMIT ?
            """
    }

    private static func places(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }
}
