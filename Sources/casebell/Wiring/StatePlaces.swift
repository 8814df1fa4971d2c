import Foundation

/// Where a daemon keeps what is its own.
struct StatePlaces: Sendable {
    let directory: String
    let database: String
    var lock: String { directory + "/lock" }
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

    /// Makes the directory, for its owner alone.
    func make() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure(
                .cannotCreate, "the state directory \(directory) cannot be made: \(error)")
        }
    }
}
