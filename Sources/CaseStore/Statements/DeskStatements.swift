enum DeskStatements {
    static let setTimer = """
        INSERT INTO timers (case_id, purpose, due) VALUES (?, ?, ?)
        ON CONFLICT (case_id, purpose) DO UPDATE SET due = excluded.due
        """
    static let hastenTimer = """
        INSERT INTO timers (case_id, purpose, due) VALUES (?, ?, ?)
        ON CONFLICT (case_id, purpose) DO UPDATE SET due = excluded.due
          WHERE excluded.due < timers.due
        """
    /// Cases take turns by their numbers, so that they do not come all at once; those of half a second
    /// share a transaction.
    static let reassessOpen = """
        INSERT INTO timers (case_id, purpose, due)
        SELECT id, ?, ? + (id * 7919) % ? / 500 * 500 FROM cases
        WHERE is_open = 1 AND phase NOT IN ('answered', 'snoozed')
        ON CONFLICT (case_id, purpose) DO UPDATE SET due = excluded.due
          WHERE excluded.due < timers.due
        """
    /// The times of runs are counted from what happened, all others by the hours of queues: those of
    /// runs that something was done about may be either, and rather come early than late.
    static let shiftPages = """
        UPDATE timers
        SET due = CASE
            WHEN EXISTS (
              SELECT 1 FROM cases
              WHERE id = timers.case_id AND paging IS NOT NULL
                AND NOT (json_extract(paging, '$.isExhausted')
                  AND json_extract(paging, '$.acknowledged') IS NULL)
                AND NOT (?1 > 0
                  AND coalesce(json_extract(paging, '$.acknowledged.isFollowed'), 0))
            ) THEN due + ?1
            ELSE min(due, ?2)
          END
        WHERE purpose = ?3 AND due > ?4
        """
    static let clockSet = "SELECT at FROM clock_set WHERE sequence = ?"
    static let keepClockSet = """
        INSERT INTO clock_set (one, sequence, at) VALUES (1, ?, ?)
        ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, at = excluded.at
        """
    static let mode = "SELECT practice FROM desk_mode"
    static let keepMode = """
        INSERT INTO desk_mode (one, practice) VALUES (1, ?)
        ON CONFLICT (one) DO UPDATE SET practice = excluded.practice
        """
    static let clearTimer = "DELETE FROM timers WHERE case_id = ? AND purpose = ?"
    static let dueTimers = """
        SELECT case_id, purpose, due FROM timers WHERE due <= ?
        ORDER BY due, case_id, purpose LIMIT ?
        """
    static let nextTimer = "SELECT due FROM timers ORDER BY due LIMIT 1"

    static let brakes = "SELECT queue, person, since, reason FROM brakes ORDER BY since, queue"
    static let setBrake = """
        INSERT INTO brakes (queue, person, since, reason) VALUES (?, ?, ?, ?)
        ON CONFLICT (queue) DO UPDATE
          SET person = excluded.person, since = excluded.since, reason = excluded.reason
        """
    static let releaseBrake = "DELETE FROM brakes WHERE queue = ?"

    static let cursor = """
        SELECT relay, sequence, failures, next_attempt_at, is_gone FROM relay_cursors
        WHERE relay = ?
        """
    static let setCursor = """
        INSERT INTO relay_cursors (relay, sequence, failures, next_attempt_at, is_gone)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (relay) DO UPDATE SET sequence = excluded.sequence,
          failures = excluded.failures, next_attempt_at = excluded.next_attempt_at,
          is_gone = excluded.is_gone
        """
}
