import Casework
import Rehearsal
import Testing

@testable import CaseStore

/// The database refuses first, whatever the program above it does.
@Suite(.timeLimit(.minutes(2)))
struct GuardsTests {
    @Test(arguments: [
        "DELETE FROM cases",
        "DELETE FROM mentions",
        "DELETE FROM drafts",
        "DELETE FROM events",
        "DELETE FROM replies",
        "DELETE FROM audit_head",
        "UPDATE mentions SET id = 'other'",
        "UPDATE mentions SET case_id = 77",
        "UPDATE drafts SET text = 'other'",
        "UPDATE drafts SET author = 'sam'",
        "UPDATE drafts SET visibility = 'direct'",
        "UPDATE drafts SET fingerprint = 'other'",
        "UPDATE drafts SET key = 'other'",
        "UPDATE drafts SET thread = '{}'",
        "UPDATE drafts SET approver = author",
        "UPDATE drafts SET canned = 'other'",
        "UPDATE drafts SET canned_words = 'edited'",
        "UPDATE drafts SET state = 'waiting' WHERE revision = 1",
        "UPDATE drafts SET state = 'unheard of'",
        "UPDATE events SET at = at + 1",
        "UPDATE events SET type = 'case.noise'",
        "UPDATE events SET payload = '{}'",
        "UPDATE events SET payload = NULL",
        "UPDATE events SET salt = zeroblob(32)",
        "UPDATE events SET digest = zeroblob(32)",
        "UPDATE events SET sequence = sequence + 100",
        "UPDATE audit_head SET sequence = 0",
        "UPDATE audit_head SET sequence = sequence",
        "UPDATE cases SET phase = 'resolved'",
        "UPDATE cases SET phase = 'lost'",
        "UPDATE cases SET priority = 'P9'",
        "UPDATE cases SET holder = NULL",
        "UPDATE cases SET merged_into = id",
        "UPDATE cases SET merged_into = 77",
        "UPDATE cases SET points = 'many'",
        "UPDATE replies SET state = 'scheduled', is_pending = 1",
        "UPDATE replies SET key = 'other'",
        "UPDATE posts SET state = 'leased'",
        "UPDATE posts SET lane = 9",
        "INSERT INTO events SELECT sequence + 100, case_id, at, type, person, network, payload, "
            + "salt, digest, hash FROM events LIMIT 1",
        "INSERT OR REPLACE INTO events SELECT * FROM events LIMIT 1",
        "INSERT INTO mentions SELECT * FROM mentions LIMIT 1",
        "INSERT INTO timers (case_id, purpose, due) VALUES (77, 'snooze', 0)",
    ])
    func `the database refuses`(_ statement: String) async throws {
        let store = try await Self.full()
        let before = try await store.read { try $0.matter(CaseID(1)) }
        await #expect(throws: StoreFailure.self) {
            try await store.transaction { try $0.script(statement) }
        }
        #expect(try await store.read { try $0.matter(CaseID(1)) } == before)
    }

    @Test(arguments: [
        ("state = 'approved'", false), ("state = 'sending'", false),
        ("state = 'approved', approver = 'sam'", true),
        ("state = 'approved', alone = 'reviewed_after'", true),
        ("state = 'approved', alone = 'canned'", false),
        ("state = 'approved', alone = 'whenever'", false),
        ("state = 'approved', alone = 'reviewed_after', approver = 'sam'", false),
    ])
    func `what needs other eyes leaves with an approver or by a rule`(
        change: String, isTaken: Bool
    ) async throws {
        let store = try SQLiteBench().sqlite()
        try await store.write { desk throws in
            _ = try desk.happen(.draftWritten(draft: .written()), to: try desk.open(.said()))
        }
        let statement = "UPDATE drafts SET is_waiting = 0, \(change)"
        let wasTaken: Bool
        do {
            try await store.transaction { try $0.script(statement) }
            wasTaken = true
        } catch is StoreFailure {
            wasTaken = false
        }
        #expect(wasTaken == isTaken)
    }

    @Test(arguments: [nil, .canned, .reviewedAfter] as [AloneRule?])
    func `a draft is not born approved by nobody`(rule: AloneRule?) async throws {
        let store = try SQLiteBench().sqlite()
        var written = Draft.written()
        written.canned = CannedUse(name: "hello")
        let draft = written
        func write() async throws -> Case {
            try await store.write { desk throws in
                try desk.happen(
                    .draftWritten(draft: draft),
                    .draftApproved(revision: 1, mark: "k7f2", approver: nil, alone: rule),
                    to: try desk.open(.said()))
            }
        }
        guard rule != nil else {
            await #expect(throws: StoreFailure.self) { _ = try await write() }
            return
        }
        let matter = try await write()
        let kept = try await store.read { try $0.matter(matter.id) }
        #expect(kept == matter)
        #expect(kept?.liveDraft?.alone == rule)
        #expect(try await store.verifyReplay().holds)
    }

    @Test
    func `what was said is erased, and nothing but that`() async throws {
        let store = try await Self.full()
        try await store.transaction { sql in
            try sql.script("UPDATE events SET payload = NULL, salt = NULL WHERE sequence = 1")
            try sql.script("UPDATE drafts SET text = ''")
        }
        let event = try await store.read { try $0.events(after: 0, of: nil, limit: 1).first }
        #expect(event?.fact == nil)
        #expect(event?.data == "null")
        #expect(event?.type == "case.opened")
        let report = try await store.verifyAudit()
        #expect(report.broken == nil)
        #expect(report.erased == 1)
        #expect(try await store.verifyReplay().erased == 1)
    }

    /// A store in which something stands in every table.
    static func full() async throws -> SQLiteStore {
        let store = try SQLiteBench().sqlite()
        try await store.write { desk in
            let matter = try StoreContract.wholeLife(of: desk)
            try desk.apply(
                .schedule(key: "reply-1", revision: 1, due: .halfPastTen), of: matter.id,
                at: .halfPastTen)
            try desk.apply(.depart(key: "reply-1"), of: matter.id, at: .halfPastTen)
            try desk.apply(.finish(key: "reply-1", as: .sent), of: matter.id, at: .halfPastTen)
            try desk.enqueue(
                NewPost(
                    id: "p", network: "office", address: .room("#care"), lane: .normal,
                    notice: .unbraked(queue: nil, by: "sam", waiting: []),
                    createdAt: .halfPastTen))
        }
        return store
    }
}
