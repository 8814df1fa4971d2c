import Casework
import Foundation
import GRDB
import Rehearsal
import Testing

@testable import CaseStore

@Suite(.timeLimit(.minutes(2)))
struct MigratorTests {
    static let next = Migration(
        id: "m99-colours", tables: "CREATE TABLE colours (name TEXT NOT NULL) STRICT;",
        guards: "")
    static let broken = Migration(
        id: "m99-broken", tables: "CREATE TABLE half (a TEXT) STRICT; CREATE TABLE oops (",
        guards: "")

    @Test
    func `the first migration is frozen`() {
        let text = Migration.m01.id + Migration.m01.tables + Migration.m01.guards
        let hash = EventChain.hex(EventChain.digest(salt: [], data: text.utf8))
        #expect(hash == "67fe11b68ded802b838ee434a40504e0f43c3c05e568808a644994b069d6ff6e")
    }

    @Test
    func `migrations are numbered in order`() {
        let ids = Migration.all.map(\.id)
        #expect(ids == ids.sorted())
        for (number, id) in ids.enumerated() {
            #expect(id.hasPrefix(number < 9 ? "m0\(number + 1)-" : "m\(number + 1)-"))
        }
    }

    @Test
    func `an older schema is copied, brought to the newest and keeps its rows`() async throws {
        let bench = try SQLiteBench()
        let old = try open(bench, Migration.all)
        let told = try await old.write { try StoreContract.wholeLife(of: $0) }
        try await old.close()

        let new = try open(bench, Migration.all + [Self.next])
        #expect(try await new.read { try $0.matter(told.id) } == told)
        #expect(try await new.verifyAudit().broken == nil)
        _ = try await new.transaction { try $0.run("INSERT INTO colours (name) VALUES ('red')") }
        try await new.close()

        let copy = try SQLiteBench()
        try FileManager.default.copyItem(
            atPath: bench.path + ".before-m99-colours", toPath: copy.path)
        let kept = try open(copy, Migration.all)
        #expect(try await kept.read { try $0.matter(told.id) } == told)
        let attributes = try FileManager.default.attributesOfItem(
            atPath: bench.path + ".before-m99-colours")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test
    func `an index that parts words otherwise begins anew`() async throws {
        let bench = try SQLiteBench()
        let old = try open(bench, Migration.all.filter { $0.id < "m14" })
        let words = "'iPhone'은 켜지지 않았다"
        // What is written today has columns more than what was written then.
        let since = [("cases", "paging"), ("mentions", "author_bot")]
        for (table, column) in since {
            let add = "ALTER TABLE \(table) ADD COLUMN \(column) ANY"
            _ = try await old.transaction { try $0.run(add) }
        }
        let id = try await old.write { try $0.open(.said(words)).id }
        for (table, column) in since {
            let drop = "ALTER TABLE \(table) DROP COLUMN \(column)"
            _ = try await old.transaction { try $0.run(drop) }
        }
        try await StoreContract.index(old)
        // As it stood there before.
        _ = try await old.transaction { try $0.run("INSERT INTO find_words VALUES ('other')") }
        try await old.close()

        let new = try open(bench, Migration.all)
        let query = try FindQuery("iphone")
        let before = try await new.read { try $0.find(query, limit: 5) }
        #expect(before.cases.isEmpty && before.unread > 0)
        try await StoreContract.index(new)
        #expect(try await new.read { try $0.find(query, limit: 5).cases } == [id])
        let kept = try await new.read { try $0.find(try FindQuery("oth*"), limit: 5) }
        #expect(kept.missing.count == 1)
    }

    @Test
    func `whoever waits hears what a migration is at, and a new store says nothing`() async throws {
        let bench = try SQLiteBench()
        var news: [MigrationNews] = []
        try await open(bench, Migration.all) { news.append($0) }.close()
        #expect(news == [])
        try await open(bench, Migration.all + [Self.next]) { news.append($0) }.close()
        #expect(
            news == [
                .copying(to: bench.path + ".before-m99-colours"),
                .step("m99-colours", number: 1, of: 1), .done(seconds: 0),
            ])
        news = []
        try await open(bench, Migration.all + [Self.next]) { news.append($0) }.close()
        #expect(news == [])
    }

    @Test
    func `a long step tells that it goes on, and nothing is told once it is done`() throws {
        let database = try DatabaseQueue()
        var news: [MigrationNews] = []
        let watch = MigrationWatch(pause: .zero) { news.append($0) }
        let count = """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
            SELECT count(*) FROM n
            """
        try database.writeWithoutTransaction { database in
            try watch.attend(database) { try database.execute(sql: count) }
            #expect(news.count > 3)
            #expect(Set(news) == [.goesOn(seconds: 0)])
            news = []
            try database.execute(sql: count)
            #expect(news == [])
        }
    }

    @Test
    func `what was settled in an older store is found out`() async throws {
        let bench = try SQLiteBench()
        let store = try open(bench, Migration.all)
        try await store.write { desk throws in
            _ = try StoreContract.wholeLife(of: desk)
            try desk.open(.said(id: "open"))
        }
        _ = try await store.transaction { sql in
            try sql.script(
                """
                ALTER TABLE cases DROP COLUMN settled;
                DELETE FROM schema_migrations WHERE id = 'm04-settled';
                """)
        }
        try await store.close()
        let risen = try open(bench, Migration.all)
        // The replay compares every column of every case.
        #expect(try await risen.verifyReplay().holds)
    }

    @Test
    func `cases of an older store are known by their customers' language`() async throws {
        let bench = try SQLiteBench()
        let store = try open(bench, Migration.all)
        try await store.write { desk throws in
            func said(_ id: String, _ language: String?, by handle: String = "@a") -> Mention {
                var mention = Mention.said(id: id, by: handle)
                mention.language = language
                return mention
            }
            let first = try desk.open(said("1", "fr"))
            try desk.happen(
                .joined(mention: said("2", "De-AT"), thanks: false),
                .joined(mention: said("3", nil), thanks: false),
                .joined(mention: said("4", "fr", by: "@b"), thanks: false), to: first)
            try desk.open(said("5", nil))
            try desk.open(said("6", "EN"))
        }
        _ = try await store.transaction { sql in
            try sql.script(
                """
                DROP TABLE questions;
                DROP INDEX cases_urgent;
                CREATE INDEX cases_urgent ON cases (queue, priority, points DESC, due_at, id)
                  WHERE is_open = 1;
                ALTER TABLE cases DROP COLUMN language;
                DELETE FROM schema_migrations WHERE id = 'm12-questions';
                """)
        }
        try await store.close()
        let risen = try open(bench, Migration.all)
        try await risen.read { desk throws in
            func numbers(_ language: String) throws -> [Int64] {
                try desk.cases(
                    CaseQuery(phases: [.new], languages: [language], order: .urgency)
                ).map(\.id.number)
            }
            #expect(try numbers("de") == [1, 2])
            #expect(try numbers("en") == [2, 3])
            #expect(try numbers("fr") == [2])
        }
        #expect(try await risen.verifyReplay().holds)
    }

    @Test
    func `who waits in an older store waits on, and its hours are found`() async throws {
        let bench = try SQLiteBench()
        let store = try open(bench, Migration.all)
        let at = Instant.halfPastTen
        try await store.write { desk throws in
            _ = try StoreContract.wholeLife(of: desk)
            let due = at + .minutes(30)
            // Never answered; answered and asking again; thanked; taken up again by hand.
            try desk.open(.said(id: "new"), due: due)
            for (id, isThanks) in [("asks", false), ("thanks", true)] {
                let matter = try desk.open(.said(id: id), due: due)
                let draft = Draft.written(
                    mark: Mark(isThanks ? "aa22" : "bb22"), to: .said(id: id),
                    key: DeliveryID("reply-\(id)"))
                let answered = try desk.happen(
                    .claimed(holder: "dana"), .draftWritten(draft: draft),
                    .replySent(revision: 1, mark: draft.mark, reference: nil), to: matter, at: at)
                let again = Mention.said("Thank you!", id: "\(id)-again", at: at + .minutes(5))
                try desk.happen(.joined(mention: again, thanks: isThanks), to: answered)
            }
            let noise = try desk.happen(.noise(), to: desk.open(.said(id: "noise"), due: due))
            try desk.happen(.reopened(because: "by hand"), to: noise, at: at + .hours(1))
            try desk.happen(.noise(), to: desk.open(.said(id: "noise-again"), due: due))
        }
        _ = try await store.transaction { sql in
            try sql.script(
                """
                DROP INDEX cases_due;
                UPDATE cases SET due_at = coalesce(first_due_at, 9223372036854775807);
                ALTER TABLE cases DROP COLUMN first_due_at;
                ALTER TABLE cases DROP COLUMN owed_since;
                ALTER TABLE cases DROP COLUMN warned_at;
                ALTER TABLE cases DROP COLUMN breached_at;
                CREATE INDEX cases_due ON cases (queue, due_at, id) WHERE is_open = 1;
                DROP TABLE event_hours;
                DELETE FROM schema_migrations WHERE id IN ('m08-levels', 'm09-hours');
                """)
        }
        try await store.close()
        let risen = try open(bench, Migration.all)
        let report = try await risen.verifyReplay()
        #expect(report.holds, "\(report.differing)")
        let (touched, later, last) = try await risen.read { desk in
            let last = try desk.lastEvent()
            return (
                try desk.casesTouched(since: at, upTo: last),
                try desk.casesTouched(since: at + .hours(1), upTo: last), last
            )
        }
        #expect(last > 0)
        #expect(touched.count == 6)
        #expect(later.count == 1)
    }

    @Test
    func `a new store needs no copy`() throws {
        let bench = try SQLiteBench()
        _ = try open(bench, Migration.all + [Self.next])
        let files = try FileManager.default.contentsOfDirectory(atPath: bench.directory)
        #expect(!files.contains { $0.contains("before") })
    }

    @Test
    func `a newer schema is refused by name, for reading too`() async throws {
        let bench = try SQLiteBench()
        try await open(bench, Migration.all + [Self.next]).close()
        for readOnly in [false, true] {
            #expect(throws: StoreFailure.newerSchema(found: "m99-colours")) {
                try bench.sqlite(readOnly: readOnly)
            }
        }
    }

    @Test
    func `a look asks for the migration it may not make`() async throws {
        let bench = try SQLiteBench()
        try await open(bench, Migration.all).close()
        #expect { try open(bench, Migration.all + [Self.next], readOnly: true) } throws: { error in
            guard case StoreFailure.cannotOpen(_, let reason) = error else { return false }
            return reason.contains("m99-colours")
        }
    }

    @Test
    func `a migration that fails leaves the schema as it was`() async throws {
        let bench = try SQLiteBench()
        try await open(bench, Migration.all).close()
        #expect(throws: StoreFailure.self) {
            try open(bench, Migration.all + [Self.next, Self.broken])
        }
        let store = try bench.sqlite()
        let tables = try await store.transaction { sql in
            try sql.all("SELECT name FROM sqlite_schema WHERE name IN ('half', 'colours')") {
                try $0.text()
            }
        }
        #expect(tables == [])
    }

    private func open(
        _ bench: SQLiteBench, _ migrations: [Migration], readOnly: Bool = false,
        telling: @escaping (MigrationNews) -> Void = { _ in }
    ) throws -> SQLiteStore {
        try SQLiteStore.open(
            path: bench.path, readOnly: readOnly, now: .halfPastTen, salts: .system, probe: nil,
            migrations: migrations, telling: telling)
    }
}
