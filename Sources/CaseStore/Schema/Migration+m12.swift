extension Migration {
    /// What people were asked about a case; and the language of a case, in the index by which
    /// `claim next` goes from the most urgent one down, so that it passes over other languages
    /// without reading a row.
    static let m12 = Migration(
        id: "m12-questions", tables: questionsM12 + languagesM12, guards: "")

    private static let questionsM12 = """
        CREATE TABLE questions (
          case_id INTEGER NOT NULL REFERENCES cases (id),
          number INTEGER NOT NULL CHECK (number > 0),
          expert TEXT NOT NULL CHECK (expert <> ''),
          asked_by TEXT NOT NULL CHECK (asked_by <> expert),
          text TEXT NOT NULL,
          posts TEXT NOT NULL,
          asked_at INTEGER NOT NULL,
          answered_at INTEGER,
          lapsed_at INTEGER,
          is_open INTEGER NOT NULL
            CHECK ((is_open = 1) = (answered_at IS NULL AND lapsed_at IS NULL)),
          PRIMARY KEY (case_id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX questions_open ON questions (expert, asked_at, case_id, number)
          WHERE is_open = 1;

        """

    /// As `Case.spokenLanguage` says it.
    private static let languagesM12 = """
        ALTER TABLE cases ADD COLUMN language TEXT;
        UPDATE cases SET language =
          (SELECT lower(substr(m.language, 1, instr(m.language || '-', '-') - 1)) FROM mentions m
           WHERE m.case_id = cases.id AND m.author_handle = cases.customer_handle
             AND m.language IS NOT NULL
           ORDER BY m.position DESC LIMIT 1);
        DROP INDEX cases_urgent;
        CREATE INDEX cases_urgent ON cases (queue, priority, points DESC, due_at, id, language)
          WHERE is_open = 1;
        -- the newest of two that would both do is taken, and this one serves what asks for no order
        DROP INDEX cases_due;
        CREATE INDEX cases_due ON cases (queue, due_at, id, owed_since) WHERE is_open = 1;

        """
}
