import Casework
import Rehearsal
import Testing

@testable import CaseStore

/// Whoever owns the file can drop a trigger; the chain tells all the same.
@Suite(.timeLimit(.minutes(2)))
struct AuditedStoreProofTests {
    struct Tampering: Sendable, CustomStringConvertible {
        let statement: String
        let sequence: Int64
        let fault: AuditReport.Fault
        var description: String { statement }
    }

    @Test(arguments: [
        Tampering(
            statement: "UPDATE events SET payload = '{}' WHERE sequence = 3", sequence: 3,
            fault: .dataChanged),
        Tampering(
            statement: "UPDATE events SET salt = zeroblob(32) WHERE sequence = 3", sequence: 3,
            fault: .dataChanged),
        Tampering(
            statement: "UPDATE events SET at = at + 1 WHERE sequence = 2", sequence: 2,
            fault: .chainBroken),
        Tampering(
            statement: "UPDATE events SET person = 'bo' WHERE sequence = 2", sequence: 2,
            fault: .chainBroken),
        Tampering(
            statement: "UPDATE events SET case_id = NULL WHERE sequence = 2", sequence: 2,
            fault: .chainBroken),
        Tampering(
            statement: "UPDATE events SET type = 'case.noise' WHERE sequence = 4", sequence: 4,
            fault: .chainBroken),
        Tampering(
            statement: "UPDATE events SET hash = zeroblob(32) WHERE sequence = 5", sequence: 5,
            fault: .chainBroken),
        Tampering(
            statement: "DELETE FROM events WHERE sequence = 4", sequence: 4, fault: .missing),
        Tampering(
            statement: "DELETE FROM events WHERE sequence > 6", sequence: 7, fault: .missing),
        Tampering(
            statement: "UPDATE audit_head SET hash = zeroblob(32)", sequence: 13,
            fault: .headDiffers),
        Tampering(
            statement: "UPDATE audit_head SET sequence = 12, hash = "
                + "(SELECT hash FROM events WHERE sequence = 12)", sequence: 13,
            fault: .headDiffers),
    ])
    func `tampering is found where it was done`(_ tampering: Tampering) async throws {
        let store = try await Self.thirteenEvents()
        #expect(try await store.verifyAudit().broken == nil)
        try await Self.tamper(store, tampering.statement)
        #expect(
            try await store.verifyAudit(page: 4).broken
                == AuditReport.Break(sequence: tampering.sequence, fault: tampering.fault))
    }

    @Test(arguments: [
        "UPDATE cases SET holder = 'bo' WHERE id = 1",
        "UPDATE cases SET points = 1 WHERE id = 1",
        "UPDATE mentions SET text = 'x' WHERE case_id = 1 AND position = 0",
        "UPDATE drafts SET remark = 'x' WHERE case_id = 1 AND revision = 1",
    ])
    func `a row that its facts do not make is found`(_ statement: String) async throws {
        let store = try await Self.thirteenEvents()
        #expect(try await store.verifyReplay().holds)
        try await Self.tamper(store, statement)
        let report = try await store.verifyReplay()
        #expect(report.differing == [CaseID(1)])
        #expect(try await store.verifyAudit().broken == nil)
    }

    @Test
    func `a count that counting does not give is found`() async throws {
        let store = try await Self.thirteenEvents()
        try await Self.tamper(store, "UPDATE case_counts SET count = count + 1")
        let report = try await store.verifyReplay()
        #expect(!report.countsHold)
        #expect(report.differing == [])
    }

    @Test(arguments: [
        "INSERT INTO vips VALUES ('zed', '', 'a friend', 0, NULL, 'sam')",
        "DELETE FROM vips WHERE source = 'crm'", "UPDATE vips SET until = 5",
    ])
    func `a VIP whom no fact made one is found`(_ statement: String) async throws {
        let store = try await Self.thirteenEvents()
        try await store.write { desk throws in
            for (handle, source) in [("mara", nil), ("mara", "crm" as SourceName), ("bo", nil)] {
                try desk.list(handle, source)
            }
            try desk.unlist("bo", nil)
        }
        #expect(try await store.verifyReplay().holds)
        try await Self.tamper(store, statement)
        let report = try await store.verifyReplay()
        #expect(!report.vipsHold)
        #expect(report.differing == [])
    }

    @Test(arguments: [
        "DELETE FROM rota_acts WHERE number = 1",
        "UPDATE rota_acts SET act = replace(act, 'lee', 'zed')",
        "INSERT INTO rota_acts SELECT 9, act FROM rota_acts LIMIT 1",
    ])
    func `an act on the rota that no fact made is found`(_ statement: String) async throws {
        let store = try await Self.thirteenEvents()
        try await store.write { desk throws in
            for number in 1...2 { try desk.change(.override(number)) }
            try desk.endAct(2)
        }
        #expect(try await store.verifyReplay().holds)
        try await Self.tamper(store, statement)
        let report = try await store.verifyReplay()
        #expect(!report.rotaHolds)
        #expect(report.vipsHold)
        #expect(report.differing == [])
    }

    private static func thirteenEvents() async throws -> SQLiteStore {
        let store = try SQLiteBench().sqlite()
        try await store.write { desk in
            var matter = try desk.open(.said())
            matter = try desk.happen(.claimed(holder: "dana"), to: matter, by: "dana")
            matter = try desk.happen(.draftWritten(draft: .written()), to: matter)
            for number in 4...13 {
                matter = try desk.happen(.noted(text: "\(number)"), to: matter)
            }
        }
        return store
    }

    private static func tamper(_ store: SQLiteStore, _ statement: String) async throws {
        try await store.transaction { sql in
            let guards = try sql.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try $0.text()
            }
            for name in guards { try sql.script("DROP TRIGGER \(name)") }
            try sql.script(statement)
        }
    }
}
