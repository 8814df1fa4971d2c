extension Migration {
    /// How many of a case's mentions are owed no reply any more. Of cases from before, what had come
    /// by their last reply or their end.
    static let m04 = Migration(id: "m04-settled", tables: settledM04, guards: "")

    private static let settledM04 = """
        ALTER TABLE cases ADD COLUMN settled INTEGER NOT NULL DEFAULT 0 CHECK (settled >= 0);
        UPDATE cases SET settled =
          (SELECT count(*) FROM events e
           WHERE e.case_id = cases.id AND e.type IN ('case.opened', 'case.joined')
             AND e.sequence < (SELECT max(l.sequence) FROM events l
               WHERE l.case_id = cases.id
                 AND l.type IN ('reply.sent', 'case.resolved', 'case.noise')))
          WHERE merged_into IS NULL;

        """
}
