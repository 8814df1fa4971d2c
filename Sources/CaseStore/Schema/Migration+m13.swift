extension Migration {
    /// The place of a draft in a thread and the posts that follow it: part of what was written, which
    /// never changes. Erasing a customer takes it off and may do no more.
    static let m13 = Migration(id: "m13-threads", tables: threadsM13, guards: guardsM13)

    private static let threadsM13 = "ALTER TABLE drafts ADD COLUMN thread TEXT;\n"

    private static let guardsM13 = """
        CREATE TRIGGER drafts_only_lose_thread BEFORE UPDATE OF thread ON drafts
          WHEN NEW.thread IS NOT NULL
        BEGIN
          SELECT RAISE(ABORT, 'a draft keeps its place in its thread');
        END;

        """
}
