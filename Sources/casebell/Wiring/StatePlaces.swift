import CaseStore
import Foundation
import Glibc

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

    /// The state directory, and the database's own where that is another one, by whatever links and
    /// relative paths it comes there.
    var directories: [String] {
        // SQLite follows a link to the file itself, too.
        let file = resolved(database) ?? database
        let beside = (file as NSString).deletingLastPathComponent
        let isElsewhere = DirectoryIdentity(beside) != DirectoryIdentity(directory)
        return isElsewhere ? [directory, beside] : [directory]
    }

    /// Locks them: one writer, from whatever configuration.
    /// - Throws: `StateDirectoryHeld` if another process holds one of them, or `StoreFailure`.
    func lock() throws -> [StateDirectoryLock] {
        try directories.map { try StateDirectoryLock(directory: $0) }
    }

    /// The path without links; nothing if nothing is there.
    private func resolved(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// Makes the directory, and those on the way to it, for its owner alone.
    /// - Throws: `CommandFailure` with what the system has against it.
    func make() throws {
        var path = directory.hasPrefix("/") ? "" : "."
        for part in directory.split(separator: "/") {
            path += "/\(part)"
            if mkdir(path, 0o700) == 0 { continue }
            let reason = errno
            guard isDirectory(path) else { throw notMade(reason == EEXIST ? ENOTDIR : reason) }
        }
    }

    private func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private func notMade(_ number: Int32) -> CommandFailure {
        CommandFailure(
            .cannotCreate,
            "the state directory \(directory) cannot be made: \(systemReason(number)). "
                + "Name another `state` in casebell.yaml.")
    }
}

/// What a directory is, by whatever path.
private struct DirectoryIdentity: Equatable {
    private let device: dev_t
    private let number: ino_t

    /// Nothing if there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        number = status.st_ino
    }
}
