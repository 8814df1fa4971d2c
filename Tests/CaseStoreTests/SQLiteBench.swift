import CaseStore
import Casework
import Foundation
import Rehearsal
import Synchronization

/// A directory for one SQLite store. It stays until the tests are over: a store may outlive the
/// bench it was opened on.
final class SQLiteBench: StoreBench {
    let directory: String
    var path: String { directory + "/casebell.db" }

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/casestore-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        directory = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
        Litter.all.withLock { $0.append(directory) }
    }

    func open(probe: WriteProbe?) async throws -> any RehearsedStore {
        try sqlite(probe: probe)
    }

    func sqlite(readOnly: Bool = false, probe: WriteProbe? = nil) throws -> SQLiteStore {
        try SQLiteStore.open(path: path, readOnly: readOnly, now: .halfPastTen, probe: probe)
    }
}

/// What is cleared away when the process ends.
private enum Litter {
    static let all = Mutex<[String]>(watched())

    private static func watched() -> [String] {
        atexit {
            for directory in Litter.all.withLock({ $0 }) {
                try? FileManager.default.removeItem(atPath: directory)
            }
        }
        return []
    }
}
