import Glibc

/// The daemon's hold on its state directory: one writer. It ends with the process, however that
/// ends; the file stays and means nothing without the lock on it.
package final class StateDirectoryLock: Sendable {
    package static let fileName = "casebell.lock"
    private let descriptor: Int32

    /// - Parameter directory: exists.
    /// - Throws: `StateDirectoryHeld` if another process holds it, or `StoreFailure.cannotOpen`.
    package init(directory: String) throws {
        let path = "\(directory)/\(StateDirectoryLock.fileName)"
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreFailure.cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        guard StateDirectoryLock.take(descriptor) else {
            let reason = errno
            let holder = StateDirectoryLock.process(notedIn: descriptor)
            Glibc.close(descriptor)
            guard reason == EWOULDBLOCK else {
                throw StoreFailure.cannotOpen(
                    path: path, reason: String(cString: strerror(reason)))
            }
            throw StateDirectoryHeld(path: path, process: holder)
        }
        self.descriptor = descriptor
        let note = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0,
            pwrite(descriptor, note, note.count, 0) == note.count
        else {
            throw StoreFailure.cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// A look from the command line holds the lock for a moment; that is not a daemon.
    private static func take(_ descriptor: Int32) -> Bool {
        for attempt in 1...lookAttempts {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK, attempt < lookAttempts else { return false }
            usleep(10_000)
        }
        return false
    }

    private static let lookAttempts = 5

    deinit { Glibc.close(descriptor) }

    /// The process that holds the directory now, for the command line beside it.
    /// - Returns: nothing if nobody holds it.
    package static func holder(of directory: String) -> StateDirectoryHeld? {
        let path = "\(directory)/\(fileName)"
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { Glibc.close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
        return StateDirectoryHeld(path: path, process: process(notedIn: descriptor))
    }

    private static func process(notedIn descriptor: Int32) -> Int32? {
        var note = [UInt8](repeating: 0, count: 16)
        let length = pread(descriptor, &note, note.count, 0)
        guard length > 0 else { return nil }
        let digits = note.prefix(length).prefix { $0 != UInt8(ascii: "\n") }
        return Int32(String(decoding: digits, as: UTF8.self))
    }
}

/// The state directory belongs to a running daemon.
package struct StateDirectoryHeld: Error, Hashable, Sendable, CustomStringConvertible {
    package var path: String
    /// Nothing in the moment before it has noted itself.
    package var process: Int32?

    package var description: String {
        let holder = process.map { "process \($0)" } ?? "another process"
        return "\(path) is held by \(holder): one daemon at a time writes here"
    }
}
