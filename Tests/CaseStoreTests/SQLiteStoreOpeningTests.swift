import Casework
import Foundation
import Rehearsal
import Testing

@testable import CaseStore

@Suite(.timeLimit(.minutes(2)))
struct SQLiteStoreOpeningTests {
    @Test
    func `a look beside the daemon sees what is committed and changes nothing`() async throws {
        let bench = try SQLiteBench()
        let daemon = try bench.sqlite()
        try await daemon.write { _ = try $0.open(.said(id: "1")) }
        let look = try bench.sqlite(readOnly: true)
        #expect(try await look.read { try $0.lastEvent() } == 1)
        try await daemon.write { _ = try $0.open(.said(id: "2")) }
        #expect(try await look.read { try $0.lastEvent() } == 2)
        await #expect(throws: StoreFailure.notWritten("the store was opened for reading only")) {
            try await look.write { _ = try $0.open(.said(id: "3")) }
        }
        try await look.close()
        try await daemon.write { _ = try $0.open(.said(id: "3")) }
    }

    @Test
    func `a look at a store whose daemon is gone`() async throws {
        let bench = try SQLiteBench()
        let daemon = try bench.sqlite()
        try await daemon.write { _ = try $0.open(.said(id: "1")) }
        try await daemon.close()
        let look = try bench.sqlite(readOnly: true)
        #expect(try await look.read { try $0.lastEvent() } == 1)
        #expect(try await look.verifyAudit().broken == nil)
    }

    @Test
    func `a look makes no store where there is none`() throws {
        let bench = try SQLiteBench()
        #expect(
            throws: StoreFailure.cannotOpen(path: bench.path, reason: "there is no store yet")
        ) { try bench.sqlite(readOnly: true) }
        #expect(!FileManager.default.fileExists(atPath: bench.path))
    }

    @Test
    func `a directory that is not there is named`() throws {
        let path = try SQLiteBench().directory + "/missing/casebell.db"
        #expect(
            throws: StoreFailure.cannotOpen(path: path, reason: "No such file or directory")
        ) { try SQLiteStore.open(path: path, now: .halfPastTen) }
    }

    @Test
    func `a file that is no database is called damaged`() throws {
        let bench = try SQLiteBench()
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: bench.path))
        #expect { try bench.sqlite() } throws: { error in
            if case StoreFailure.damaged = error { true } else { false }
        }
        #expect { try bench.sqlite(readOnly: true) } throws: { error in
            if case StoreFailure.damaged = error { true } else { false }
        }
    }

    @Test
    func `another program's database is left alone`() async throws {
        let other = try SQLiteBench()
        // The journal of migrations is what tells our schema from another's.
        try await other.sqlite().transaction { sql in
            try sql.script("ALTER TABLE schema_migrations RENAME TO theirs")
        }
        #expect(
            throws: StoreFailure.cannotOpen(
                path: other.path, reason: "it is the database of another program")
        ) { try other.sqlite() }
    }
}
