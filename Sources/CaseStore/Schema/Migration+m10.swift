extension Migration {
    /// What goes with a draft's text, and on which draft's card it is listed: part of what was
    /// written, which never changes. Erasing a customer takes the attachments off and may do no more.
    static let m10 = Migration(id: "m10-attachments", tables: attachmentsM10, guards: guardsM10)

    private static let attachmentsM10 = """
        ALTER TABLE drafts ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE drafts ADD COLUMN listed_on TEXT CHECK (listed_on <> mark);
        CREATE INDEX drafts_canned ON drafts (canned, written_at)
          WHERE is_waiting = 1 AND canned IS NOT NULL;
        CREATE INDEX drafts_listed ON drafts (listed_on, written_at, case_id)
          WHERE is_waiting = 1 AND listed_on IS NOT NULL;

        """

    private static let guardsM10 = """
        CREATE TRIGGER drafts_only_lose_attachments BEFORE UPDATE OF attachments ON drafts
          WHEN NEW.attachments <> '[]'
        BEGIN
          SELECT RAISE(ABORT, 'a draft keeps what is attached');
        END;
        CREATE TRIGGER drafts_keep_card BEFORE UPDATE OF listed_on ON drafts
        BEGIN
          SELECT RAISE(ABORT, 'a draft keeps its content');
        END;

        """
}
