extension Migration {
    /// How far a case has come in its escalation chain, and the pages that were sent to people: the
    /// outbox of what does not go through the chat.
    static let m18 = Migration(id: "m18-pages", tables: pagesM18, guards: "")

    private static let pagesM18 = """
        ALTER TABLE cases ADD COLUMN paging TEXT;
        CREATE INDEX cases_paging ON cases (id) WHERE paging IS NOT NULL;
        CREATE TABLE pages (
          key TEXT PRIMARY KEY CHECK (key <> ''),
          person TEXT NOT NULL CHECK (person <> ''),
          channel TEXT NOT NULL CHECK (channel IN ('direct', 'email', 'webhook')),
          chain TEXT NOT NULL,
          step INTEGER NOT NULL CHECK (step >= 0),
          cases TEXT NOT NULL,
          is_test INTEGER NOT NULL CHECK (is_test IN (0, 1)),
          created_at INTEGER NOT NULL,
          -- direct: it goes by the outbox of posts; waiting and sending: by whoever carries pages
          state TEXT NOT NULL CHECK (state IN ('direct', 'waiting', 'sent', 'failed')),
          due INTEGER NOT NULL,
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          leased_until INTEGER CHECK (leased_until IS NULL OR state = 'waiting'),
          ended_at INTEGER,
          -- why it failed, or what it is called where it went
          outcome TEXT,
          -- of the link that acknowledges: the words themselves until the page has left, then what
          -- they hash to
          token TEXT CHECK (token IS NULL OR state = 'waiting'),
          token_hash TEXT,
          token_used_at INTEGER,
          CHECK ((channel = 'direct') = (state = 'direct')),
          CHECK ((ended_at IS NULL) = (state IN ('direct', 'waiting')))
        ) STRICT;
        CREATE INDEX pages_due ON pages (due, key) WHERE state = 'waiting';
        CREATE INDEX pages_of_chains ON pages (chain, created_at);
        CREATE INDEX pages_by_age ON pages (created_at);
        CREATE UNIQUE INDEX pages_by_token ON pages (token_hash) WHERE token_hash IS NOT NULL;

        """
}
