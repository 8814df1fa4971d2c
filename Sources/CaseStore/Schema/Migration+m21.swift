extension Migration {
    /// How many customers a plan has told is counted when it ends, in the writer; and a page with
    /// which a run through a chain begins is told apart from its repeats.
    static let m21 = Migration(
        id: "m21-tellings",
        tables: """
            CREATE INDEX acknowledgements_of_period ON acknowledgements (period, state);
            ALTER TABLE pages ADD COLUMN is_first INTEGER NOT NULL DEFAULT 1
              CHECK (is_first IN (0, 1));
            CREATE INDEX pages_first ON pages (chain, created_at) WHERE is_first = 1;

            """, guards: "")
}
