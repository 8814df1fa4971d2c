import CaseStore
import Foundation

/// Where a daemon keeps what is its own.
struct StatePlaces: Sendable {
    let directory: String
    let database: String
    /// Mode 0600: who may open it may do what the daemon's own user may.
    var socket: String { directory + "/casebell.sock" }

    init(_ connection: CasebellFile) throws {
        directory = connection.state
        switch connection.store {
        case .sqlite(let file):
            database = file.hasPrefix("/") ? file : directory + "/" + file
        case .postgresql:
            throw CommandFailure(
                .configuration,
                "this build keeps its cases in SQLite: write store: sqlite:casebell.db")
        }
    }

    /// Locks the state directory, and the database's own where it lies elsewhere: one writer, from
    /// whatever configuration.
    func lock() throws -> [StateDirectoryLock] {
        let beside = (database as NSString).deletingLastPathComponent
        let isElsewhere =
            database.hasPrefix("/")
            && URL(fileURLWithPath: beside).standardizedFileURL
                != URL(fileURLWithPath: directory).standardizedFileURL
        let locked = try StateDirectoryLock(directory: directory)
        return try isElsewhere ? [locked, StateDirectoryLock(directory: beside)] : [locked]
    }

    /// Makes the directory, for its owner alone.
    func make() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? error.localizedDescription
            throw CommandFailure(
                .cannotCreate,
                "the state directory \(directory) cannot be made: \(reason) "
                    + "Name another `state` in casebell.yaml.")
        }
    }
}
