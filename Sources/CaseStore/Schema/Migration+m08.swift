extension Migration {
    /// By when a customer is to be answered now, first or next, and whether people were reminded.
    /// Of cases from before: their first reply is due as it was, and their next one has no due time
    /// until the desk has looked at them.
    static let m08 = Migration(id: "m08-levels", tables: levelsM08, guards: "")

    private static let levelsM08 = """
        ALTER TABLE cases ADD COLUMN first_due_at INTEGER;
        ALTER TABLE cases ADD COLUMN owed_since INTEGER;
        ALTER TABLE cases ADD COLUMN warned_at INTEGER;
        ALTER TABLE cases ADD COLUMN breached_at INTEGER;
        DROP INDEX cases_due;
        UPDATE cases SET first_due_at = nullif(due_at, 9223372036854775807);
        UPDATE cases SET owed_since = coalesce(
          (SELECT m.posted_at FROM mentions m
           WHERE m.case_id = cases.id AND m.position >= cases.settled AND m.deleted_at IS NULL
             AND m.author_handle = cases.customer_handle
             AND (m.position = 0 OR NOT EXISTS
               (SELECT 1 FROM events e
                WHERE e.case_id = cases.id AND e.type = 'case.joined'
                  AND json_extract(e.payload, '$.thanks') = 1
                  AND json_extract(e.payload, '$.mention.key.source') = m.source
                  AND json_extract(e.payload, '$.mention.key.id') = m.id))
           ORDER BY m.position LIMIT 1),
          (SELECT max(e.at) FROM events e
           WHERE e.case_id = cases.id AND e.type = 'case.reopened'
             AND cases.answered_at IS NULL))
          WHERE is_open = 1 AND merged_into IS NULL;
        UPDATE cases SET due_at = 9223372036854775807
          WHERE owed_since IS NULL OR answered_at IS NOT NULL OR EXISTS
            (SELECT 1 FROM events e WHERE e.case_id = cases.id AND e.type = 'case.reopened');
        CREATE INDEX cases_due ON cases (queue, due_at, id, owed_since) WHERE is_open = 1;

        """
}
