extension Migration {
    /// What customers are told while nobody answers: a row before the first attempt, with a key of
    /// its own, and never a second one for the same customer, source and time of closed doors that
    /// the customer has or may have. Whether the source says that a program wrote a post. And the
    /// night's policy by which nobody had to approve a draft: part of what was written.
    static let m19 = Migration(
        id: "m19-acknowledgements", tables: acknowledgementsM19 + columnsM19, guards: guardsM19)

    private static let acknowledgementsM19 = """
        CREATE TABLE acknowledgements (
          key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
          case_id INTEGER NOT NULL REFERENCES cases (id),
          position INTEGER NOT NULL CHECK (position >= 0),
          source TEXT NOT NULL,
          answers_id TEXT NOT NULL,
          -- the handle as handles are compared
          customer TEXT NOT NULL,
          period TEXT NOT NULL CHECK (period <> ''),
          opens_at INTEGER NOT NULL,
          canned TEXT NOT NULL,
          text TEXT NOT NULL,
          visibility TEXT NOT NULL CHECK (visibility IN ('public', 'followers', 'direct')),
          decided_at INTEGER NOT NULL,
          state TEXT NOT NULL
            CHECK (state IN ('due', 'sending', 'sent', 'failed', 'unknown', 'withdrawn')),
          is_pending INTEGER NOT NULL CHECK ((is_pending = 1) = (state IN ('due', 'sending'))),
          -- 1 while the customer has it or may have it
          is_given INTEGER NOT NULL
            CHECK ((is_given = 1) = (state NOT IN ('failed', 'withdrawn'))),
          due INTEGER NOT NULL,
          departed_at INTEGER,
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          uncertain INTEGER NOT NULL CHECK (uncertain IN (0, 1)),
          leased_until INTEGER CHECK (leased_until IS NULL OR state = 'sending'),
          ended_at INTEGER CHECK ((ended_at IS NULL) = (state IN ('due', 'sending'))),
          reference TEXT,
          remark TEXT,
          FOREIGN KEY (source, answers_id) REFERENCES mentions (source, id),
          -- what may have arrived is not said to have failed
          CHECK (uncertain = 0 OR state NOT IN ('failed', 'withdrawn'))
        ) STRICT;
        CREATE UNIQUE INDEX acknowledgements_once ON acknowledgements (source, customer, period)
          WHERE is_given = 1;
        CREATE UNIQUE INDEX acknowledgements_of_case ON acknowledgements (case_id, position);
        CREATE INDEX acknowledgements_of_customer
          ON acknowledgements (source, customer, decided_at DESC) WHERE is_given = 1;
        CREATE INDEX acknowledgements_pending ON acknowledgements (due, key)
          WHERE is_pending = 1;
        CREATE INDEX acknowledgements_sent ON acknowledgements (source, reference, decided_at)
          WHERE reference IS NOT NULL;

        """

    private static let columnsM19 = """
        ALTER TABLE mentions ADD COLUMN author_bot INTEGER CHECK (author_bot IN (0, 1));
        ALTER TABLE drafts ADD COLUMN out_of_hours TEXT
          CHECK (out_of_hours IS NULL OR (
            out_of_hours IN ('always', 'flagged', 'never', 'canned') AND approval_reasons = '[]'
            AND (out_of_hours <> 'canned' OR canned_words IS 'as_written')));

        """

    private static let guardsM19 = """
        CREATE TRIGGER acknowledgements_stay BEFORE DELETE ON acknowledgements BEGIN
          SELECT RAISE(ABORT, 'an acknowledgement is never deleted');
        END;
        CREATE TRIGGER acknowledgements_keep_content BEFORE UPDATE OF key, case_id, position,
          source, answers_id, customer, period, opens_at, canned, visibility, decided_at
          ON acknowledgements
        BEGIN
          SELECT RAISE(ABORT, 'an acknowledgement keeps its content');
        END;
        CREATE TRIGGER acknowledgements_only_lose_text BEFORE UPDATE OF text ON acknowledgements
          WHEN NEW.text <> ''
        BEGIN
          SELECT RAISE(ABORT, 'an acknowledgement keeps its text');
        END;
        CREATE TRIGGER acknowledgements_sent_once BEFORE UPDATE OF state, attempts, leased_until
          ON acknowledgements WHEN OLD.state = 'sent'
        BEGIN
          SELECT RAISE(ABORT, 'an acknowledgement that was sent is not sent again');
        END;
        CREATE TRIGGER drafts_keep_out_of_hours BEFORE UPDATE OF out_of_hours ON drafts
        BEGIN
          SELECT RAISE(ABORT, 'a draft keeps its content');
        END;

        """
}
