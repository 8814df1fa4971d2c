extension Migration {
    /// Which canned response a draft was made from, and what became of its words: part of what was
    /// written, which never changes. And what left without other eyes, by which rule: from here on
    /// the database itself refuses an approval by nobody of what needs one.
    static let m07 = Migration(id: "m07-canned", tables: cannedM07, guards: guardsM07)

    private static let cannedM07 = """
        ALTER TABLE drafts ADD COLUMN canned TEXT CHECK (canned <> '');
        ALTER TABLE drafts ADD COLUMN canned_words TEXT
          CHECK (canned_words IN ('as_written', 'filled', 'edited'));
        ALTER TABLE drafts ADD COLUMN alone TEXT CHECK (alone IN ('canned', 'reviewed_after'));

        """

    private static let guardsM07 = """
        CREATE TRIGGER drafts_keep_canned BEFORE UPDATE OF canned, canned_words ON drafts
        BEGIN
          SELECT RAISE(ABORT, 'a draft keeps its content');
        END;
        CREATE TRIGGER drafts_need_eyes BEFORE UPDATE OF state, approver, alone ON drafts
          WHEN NEW.state IN ('approved', 'sending') AND \(isUnseenM07)
        BEGIN
          SELECT RAISE(ABORT, 'a draft that needs other eyes leaves with an approver');
        END;
        CREATE TRIGGER drafts_need_eyes_at_birth BEFORE INSERT ON drafts
          WHEN NEW.state IN ('approved', 'sending') AND \(isUnseenM07)
        BEGIN
          SELECT RAISE(ABORT, 'a draft that needs other eyes leaves with an approver');
        END;

        """

    /// Nobody approved what needs it, and no rule allows that; or a rule is named where it has
    /// nothing to allow.
    private static let isUnseenM07 = """
        CASE WHEN NEW.alone IS NULL THEN NEW.approval_reasons <> '[]' AND NEW.approver IS NULL
          ELSE NEW.approval_reasons = '[]' OR NEW.approver IS NOT NULL
            OR (NEW.alone = 'canned' AND NEW.canned_words IS NOT 'as_written') END
        """
}
