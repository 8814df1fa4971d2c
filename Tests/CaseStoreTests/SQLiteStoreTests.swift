import Casework
import Foundation
import Rehearsal
import Testing

@testable import CaseStore

@Suite(.timeLimit(.minutes(2)))
struct SQLiteStoreTests {
    @Test(arguments: [
        ("journal_mode", "journal_mode", "wal"), ("synchronous", "synchronous", "2"),
        ("foreign_keys", "foreign_keys", "1"), ("secure_delete", "secure_delete", "1"),
        ("busy_timeout", "timeout", "5000"), ("trusted_schema", "trusted_schema", "0"),
    ])
    func `the writer keeps its settings`(
        pragma: String, column: String, value: String
    ) async throws {
        let store = try SQLiteBench().sqlite()
        let found = try await store.transaction { sql in
            try sql.all("SELECT CAST(\(column) AS TEXT) FROM pragma_\(pragma)") {
                try $0.text()
            }
        }
        #expect(found == [value])
    }

    @Test
    func `only the owner may read what customers wrote`() async throws {
        let bench = try SQLiteBench()
        let store = try bench.sqlite()
        try await store.write { _ = try $0.open(.said()) }
        for file in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: bench.path + file)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
        }
    }

    @Test
    func `a full disk is called that, and room made, it goes on`() async throws {
        let store = try SQLiteBench().sqlite()
        try await store.write { _ = try $0.open(.said(id: "before")) }
        func limit(_ pages: String) async throws {
            _ = try await store.transaction { sql in
                try sql.all("PRAGMA max_page_count = \(pages)") { try $0.integer() }
            }
        }
        try await limit("1")
        let long = String(repeating: "no internet ", count: 4000)
        await #expect(throws: StoreFailure.full) {
            try await store.write { desk in
                // Whoever swallows the failure inside the transaction cannot commit half of it.
                try? desk.savepoint { _ = try desk.open(.said(long, id: "lost")) }
                try desk.open(.said(long, id: "lost too"))
            }
        }
        try await limit("1000000")
        try await store.write { _ = try $0.open(.said(long, id: "after")) }
        #expect(try await store.read { try $0.lastEvent() } == 2)
        #expect(try await store.verifyAudit().broken == nil)
        #expect(try await store.verifyReplay().holds)
    }

    @Test
    func `what died with its process opens again, whole, wherever it stopped`() async throws {
        let bench = try SQLiteBench()
        let store = try bench.sqlite()
        for number in 1...8 {
            try await store.write { _ = try $0.open(.said(id: "\(number)")) }
            let copy = try SQLiteBench()
            for file in ["", "-wal"] {
                try FileManager.default.copyItem(
                    atPath: bench.path + file, toPath: copy.path + file)
            }
            let risen = try copy.sqlite()
            #expect(try await risen.read { try $0.lastEvent() } == Int64(number))
            #expect(try await risen.verifyAudit().broken == nil)
            #expect(try await risen.verifyReplay().holds)
        }
    }

    @Test
    func `a log cut anywhere loses whole transactions and never a half`() async throws {
        let bench = try SQLiteBench()
        let store = try bench.sqlite()
        for number in 1...6 {
            try await store.write { desk in
                try desk.open(.said(id: "a\(number)"))
                try desk.open(.said(id: "b\(number)"))
            }
        }
        let log = try Data(contentsOf: URL(fileURLWithPath: bench.path + "-wal"))
        for cut in stride(from: 0, through: log.count, by: 4999) {
            let copy = try SQLiteBench()
            try FileManager.default.copyItem(atPath: bench.path, toPath: copy.path)
            try log.prefix(cut).write(to: URL(fileURLWithPath: copy.path + "-wal"))
            let risen = try copy.sqlite()
            let events = try await risen.read { try $0.lastEvent() }
            #expect(events.isMultiple(of: 2), "cut at \(cut)")
            #expect(
                try await risen.verifyAudit() == AuditReport(events: events, erased: 0, broken: nil)
            )
            #expect(try await risen.verifyReplay().cases == Int(events))
        }
    }
}
