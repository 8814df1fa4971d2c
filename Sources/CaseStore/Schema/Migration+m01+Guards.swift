extension Migration {
    /// What must never change, refused by the database itself: history, content that was
    /// approved, a mention's place in the world, a reply that was sent. Erasing a customer blanks
    /// texts and may do no more.
    static let guardsM01 = """
        INSERT INTO audit_head (one, sequence, hash) VALUES (1, 0, zeroblob(32));
        CREATE TRIGGER cases_stay BEFORE DELETE ON cases BEGIN
          SELECT RAISE(ABORT, 'a case is never deleted');
        END;
        CREATE TRIGGER mentions_stay BEFORE DELETE ON mentions BEGIN
          SELECT RAISE(ABORT, 'a mention is never deleted');
        END;
        CREATE TRIGGER mentions_keep_identity BEFORE UPDATE OF source, id ON mentions BEGIN
          SELECT RAISE(ABORT, 'a mention keeps its identity');
        END;
        CREATE TRIGGER drafts_stay BEFORE DELETE ON drafts BEGIN
          SELECT RAISE(ABORT, 'a draft is never deleted');
        END;
        CREATE TRIGGER drafts_keep_content BEFORE UPDATE OF case_id, revision, mark, author,
          originator, visibility, answers_source, answers_id, fingerprint, key ON drafts
        BEGIN
          SELECT RAISE(ABORT, 'a draft keeps its content');
        END;
        CREATE TRIGGER drafts_only_lose_text BEFORE UPDATE OF text ON drafts
          WHEN NEW.text <> ''
        BEGIN
          SELECT RAISE(ABORT, 'a draft keeps its text');
        END;
        CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN
          SELECT RAISE(ABORT, 'an event is never deleted');
        END;
        CREATE TRIGGER events_keep_record BEFORE UPDATE OF sequence, case_id, at, type, person,
          network, digest, hash ON events
        BEGIN
          SELECT RAISE(ABORT, 'an event is never changed');
        END;
        CREATE TRIGGER events_only_lose_payload BEFORE UPDATE OF payload, salt ON events
          WHEN NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL
        BEGIN
          SELECT RAISE(ABORT, 'an event is never changed');
        END;
        CREATE TRIGGER events_follow BEFORE INSERT ON events
          WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM events)
        BEGIN
          SELECT RAISE(ABORT, 'an event follows the one before it');
        END;
        CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head BEGIN
          SELECT RAISE(ABORT, 'the head of the audit is never deleted');
        END;
        CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head
          WHEN NEW.sequence <= OLD.sequence
        BEGIN
          SELECT RAISE(ABORT, 'the head of the audit only grows');
        END;
        CREATE TRIGGER replies_stay BEFORE DELETE ON replies BEGIN
          SELECT RAISE(ABORT, 'a reply is never deleted');
        END;
        CREATE TRIGGER replies_keep_identity BEFORE UPDATE OF key, case_id ON replies
          WHEN NEW.key <> OLD.key OR NEW.case_id <> OLD.case_id
        BEGIN
          SELECT RAISE(ABORT, 'a reply keeps its key and its case');
        END;
        CREATE TRIGGER replies_sent_once BEFORE UPDATE ON replies
          WHEN OLD.state = 'sent'
        BEGIN
          SELECT RAISE(ABORT, 'a reply that was sent is not sent again');
        END;

        """
}
