extension Migration {
    /// The spine: cases with their mentions and drafts, the audit, the outbox, timers.
    static let m01 = Migration(
        id: "m01-spine", tables: casesM01 + auditM01 + outboxM01 + deskM01, guards: guardsM01)

    private static let casesM01 = """
        CREATE TABLE cases (
          id INTEGER PRIMARY KEY CHECK (id > 0),
          phase TEXT NOT NULL CHECK (phase IN ('new', 'claimed', 'drafted', 'approved',
            'answered', 'snoozed', 'resolved', 'noise')),
          is_open INTEGER NOT NULL
            CHECK ((is_open = 1) = (phase NOT IN ('resolved', 'noise'))),
          queue TEXT NOT NULL CHECK (queue <> ''),
          priority TEXT NOT NULL CHECK (priority IN ('P1', 'P2', 'P3')),
          points INTEGER NOT NULL,
          -- 9223372036854775807 where nothing is due: it sorts last in every database
          due_at INTEGER NOT NULL,
          reasons TEXT NOT NULL,
          customer_handle TEXT NOT NULL,
          customer_name TEXT,
          customer_followers INTEGER,
          customer_vip INTEGER NOT NULL CHECK (customer_vip IN (0, 1)),
          conversation TEXT,
          opened_at INTEGER NOT NULL,
          holder TEXT,
          held_since INTEGER,
          last_holder TEXT,
          offered_to TEXT,
          answered_at INTEGER,
          snoozed_until INTEGER,
          resolved_at INTEGER,
          outcome TEXT,
          escalation TEXT,
          merged_into INTEGER REFERENCES cases (id) CHECK (merged_into <> id),
          tags TEXT NOT NULL,
          links TEXT NOT NULL,
          thanks INTEGER NOT NULL CHECK (thanks >= 0),
          opening TEXT NOT NULL,
          CHECK ((holder IS NULL) = (held_since IS NULL))
        ) STRICT;
        CREATE INDEX cases_listed ON cases (queue, phase, id);
        CREATE INDEX cases_urgent ON cases (queue, priority, points DESC, due_at, id)
          WHERE is_open = 1;
        CREATE INDEX cases_due ON cases (queue, due_at, id) WHERE is_open = 1;
        CREATE INDEX cases_held ON cases (holder, phase, id) WHERE holder IS NOT NULL;

        CREATE TABLE case_counts (
          queue TEXT NOT NULL,
          priority TEXT NOT NULL,
          phase TEXT NOT NULL,
          count INTEGER NOT NULL CHECK (count >= 0),
          PRIMARY KEY (queue, priority, phase)
        ) STRICT;

        CREATE TABLE mentions (
          source TEXT NOT NULL CHECK (source <> ''),
          id TEXT NOT NULL CHECK (id <> ''),
          case_id INTEGER NOT NULL REFERENCES cases (id),
          position INTEGER NOT NULL CHECK (position >= 0),
          text TEXT NOT NULL,
          posted_at INTEGER NOT NULL,
          author_handle TEXT NOT NULL,
          author_name TEXT,
          author_followers INTEGER,
          author_vip INTEGER NOT NULL CHECK (author_vip IN (0, 1)),
          url TEXT,
          conversation TEXT,
          in_reply_to TEXT,
          language TEXT,
          visibility TEXT NOT NULL CHECK (visibility IN ('public', 'followers', 'direct')),
          attachments TEXT NOT NULL,
          edited_at INTEGER,
          deleted_at INTEGER,
          UNIQUE (source, id)
        ) STRICT;
        CREATE UNIQUE INDEX mentions_of_case ON mentions (case_id, position);
        CREATE INDEX mentions_of_thread ON mentions (source, conversation, case_id)
          WHERE conversation IS NOT NULL;

        CREATE TABLE drafts (
          case_id INTEGER NOT NULL REFERENCES cases (id),
          revision INTEGER NOT NULL CHECK (revision > 0),
          mark TEXT NOT NULL,
          author TEXT NOT NULL,
          originator TEXT NOT NULL,
          text TEXT NOT NULL,
          visibility TEXT NOT NULL CHECK (visibility IN ('public', 'followers', 'direct')),
          answers_source TEXT NOT NULL,
          answers_id TEXT NOT NULL,
          fingerprint TEXT NOT NULL,
          key TEXT NOT NULL,
          written_at INTEGER NOT NULL,
          replaced TEXT,
          approval_reasons TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'approved', 'sending', 'sent',
            'rejected', 'voided', 'failed', 'unknown')),
          is_live INTEGER NOT NULL
            CHECK ((is_live = 1) = (state NOT IN ('sent', 'rejected', 'voided'))),
          -- 1 while somebody has to approve it, or to say it may go all the same
          is_waiting INTEGER NOT NULL CHECK ((is_waiting = 1) = (state IN ('waiting', 'held'))),
          approver TEXT CHECK (approver <> author),
          approved_at INTEGER,
          hold TEXT,
          held_at INTEGER,
          reference TEXT,
          remark TEXT,
          UNIQUE (case_id, revision),
          FOREIGN KEY (answers_source, answers_id) REFERENCES mentions (source, id)
        ) STRICT;
        CREATE UNIQUE INDEX drafts_live ON drafts (case_id) WHERE is_live = 1;
        CREATE UNIQUE INDEX drafts_live_marks ON drafts (mark) WHERE is_live = 1;
        CREATE INDEX drafts_marked ON drafts (mark, is_live DESC, written_at DESC);
        CREATE INDEX drafts_sent ON drafts (answers_source, reference, written_at DESC)
          WHERE reference IS NOT NULL;
        CREATE INDEX drafts_waiting ON drafts (written_at, case_id) WHERE is_waiting = 1;

        """

    private static let auditM01 = """
        CREATE TABLE events (
          sequence INTEGER PRIMARY KEY,
          case_id INTEGER REFERENCES cases (id),
          at INTEGER NOT NULL,
          type TEXT NOT NULL,
          person TEXT,
          network TEXT,
          payload TEXT,
          salt BLOB CHECK (length(salt) = 32),
          digest BLOB NOT NULL CHECK (length(digest) = 32),
          hash BLOB NOT NULL CHECK (length(hash) = 32),
          CHECK ((payload IS NULL) = (salt IS NULL))
        ) STRICT;
        CREATE INDEX events_of_case ON events (case_id, sequence) WHERE case_id IS NOT NULL;

        CREATE TABLE audit_head (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          sequence INTEGER NOT NULL CHECK (sequence >= 0),
          hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;

        CREATE TABLE signals (
          reference TEXT NOT NULL PRIMARY KEY,
          at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX signals_by_age ON signals (at);

        """

    private static let outboxM01 = """
        CREATE TABLE posts (
          number INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          network TEXT NOT NULL,
          address_kind TEXT NOT NULL CHECK (address_kind IN ('room', 'person')),
          address TEXT NOT NULL,
          room TEXT,
          lane INTEGER NOT NULL CHECK (lane BETWEEN 0 AND 3),
          purpose TEXT NOT NULL
            CHECK (purpose IN ('ring', 'draftCard', 'approval', 'hold', 'other')),
          case_id INTEGER REFERENCES cases (id),
          revision INTEGER,
          notice TEXT NOT NULL,
          recipient TEXT,
          answers TEXT,
          created_at INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('due', 'leased', 'landed', 'refused', 'unknown')),
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          due INTEGER NOT NULL,
          leased_until INTEGER,
          is_repeat INTEGER NOT NULL CHECK (is_repeat IN (0, 1)),
          reference TEXT,
          ended_at INTEGER,
          reason TEXT,
          CHECK ((state = 'leased') = (leased_until IS NOT NULL)),
          CHECK ((state IN ('due', 'leased')) = (ended_at IS NULL))
        ) STRICT;
        CREATE INDEX posts_due ON posts (network, lane, number, due, created_at)
          WHERE state = 'due';
        CREATE INDEX posts_leased ON posts (leased_until, created_at) WHERE state = 'leased';
        CREATE INDEX posts_landed ON posts (case_id, ended_at, number)
          WHERE state = 'landed' AND purpose <> 'other';
        CREATE INDEX posts_ended ON posts (ended_at) WHERE ended_at IS NOT NULL;

        CREATE TABLE replies (
          key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
          case_id INTEGER NOT NULL,
          revision INTEGER NOT NULL,
          state TEXT NOT NULL
            CHECK (state IN ('scheduled', 'parked', 'sending', 'sent', 'failed', 'unknown')),
          -- 1 while it is scheduled or being sent
          is_pending INTEGER NOT NULL
            CHECK ((is_pending = 1) = (state IN ('scheduled', 'sending'))),
          due INTEGER NOT NULL,
          departed_at INTEGER,
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          uncertain INTEGER NOT NULL CHECK (uncertain IN (0, 1)),
          leased_until INTEGER CHECK (leased_until IS NULL OR state = 'sending'),
          FOREIGN KEY (case_id, revision) REFERENCES drafts (case_id, revision),
          CHECK (state <> 'sending' OR departed_at IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX replies_of_drafts ON replies (case_id, revision);
        CREATE INDEX replies_pending ON replies (due, key) WHERE is_pending = 1;
        CREATE UNIQUE INDEX replies_one_pending ON replies (case_id) WHERE is_pending = 1;

        """

    private static let deskM01 = """
        CREATE TABLE timers (
          case_id INTEGER NOT NULL REFERENCES cases (id),
          purpose TEXT NOT NULL CHECK (purpose <> ''),
          due INTEGER NOT NULL,
          PRIMARY KEY (case_id, purpose)
        ) STRICT;
        CREATE INDEX timers_due ON timers (due, case_id, purpose);

        CREATE TABLE brakes (
          -- '' is the whole desk
          queue TEXT NOT NULL PRIMARY KEY,
          person TEXT NOT NULL,
          since INTEGER NOT NULL,
          reason TEXT NOT NULL
        ) STRICT;

        CREATE TABLE relay_cursors (
          relay TEXT NOT NULL PRIMARY KEY,
          sequence INTEGER NOT NULL CHECK (sequence >= 0),
          failures INTEGER NOT NULL CHECK (failures >= 0),
          next_attempt_at INTEGER,
          is_gone INTEGER NOT NULL CHECK (is_gone IN (0, 1))
        ) STRICT;

        """
}
