import CaseStore
import Casework
import Foundation
import Rehearsal

/// A directory for one SQLite store.
final class SQLiteBench: StoreBench {
    let directory: String
    var path: String { directory + "/casebell.db" }

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/casestore-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        directory = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func open(probe: WriteProbe?) async throws -> any RehearsedStore {
        try sqlite(probe: probe)
    }

    func sqlite(readOnly: Bool = false, probe: WriteProbe? = nil) throws -> SQLiteStore {
        try SQLiteStore.open(path: path, readOnly: readOnly, now: .halfPastTen, probe: probe)
    }
}
