extension Migration {
    /// What cases are found by. The index is filled behind the writer (`IndexBatch`), also with what
    /// is older than it: here it only begins.
    ///
    /// What makes a part's words another (`FindEntry`, `WordFolding`) leaves in the index what
    /// nothing takes out again: it needs a migration that drops these tables and begins anew.
    static let m06 = Migration(id: "m06-find", tables: findM06, guards: findIndex)

    private static let findM06 = """
        CREATE TABLE find_progress (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          -- what happened up to this event is in the index; 0: it has not begun
          sequence INTEGER NOT NULL CHECK (sequence >= 0),
          -- of cases from this number on
          oldest INTEGER NOT NULL CHECK (oldest > 0)
        ) STRICT;
        INSERT INTO find_progress (one, sequence, oldest) VALUES (1, 0, 1);
        -- for stems: all words that have stood in the index
        CREATE TABLE find_words (word TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

        """

    /// Without the texts themselves, which stand in their tables. A row's number is its case's and
    /// its part's. Merging is left to `IndexBatch`, which does a little at a time.
    static let findIndex = """
        CREATE VIRTUAL TABLE find_index
          USING fts5(words, signs, content = '', columnsize = 0, tokenize = 'ascii');
        INSERT INTO find_index (find_index, rank) VALUES ('automerge', 0);
        INSERT INTO find_index (find_index, rank) VALUES ('crisismerge', 1000);

        """
}
