import Glibc

/// A descriptor that people read, or their programs. Unlike with `FileHandle`, nothing ends the
/// process when it cannot be written to.
struct Outlet: Sendable {
    static let error = Outlet(descriptor: STDERR_FILENO)
    static let output = Outlet(descriptor: STDOUT_FILENO)

    let descriptor: Int32

    /// Writes what no work may end with: a line of the log, a counter, a complaint. What cannot be
    /// written (nobody reads it, the disk is full, whoever shares the descriptor wished not to
    /// wait) is dropped.
    func offer(_ text: String) { _ = put(text, waits: false) }

    /// Writes what was asked for, and a line break after it. A reader that has gone away, as in
    /// `casebell case list | head`, has what it wanted.
    /// - Throws: `CommandFailure` if not all of it could be written: half a list must not be taken
    ///   for all of it.
    func print(_ text: String, terminator: String = "\n") throws(CommandFailure) {
        guard let reason = put(text + terminator, waits: true), reason != EPIPE else { return }
        throw CommandFailure(
            .cannotCreate, "the output could not be written: \(systemReason(reason)).")
    }

    /// As `print`, with a line break after each line; nothing at all without lines.
    func print(_ lines: [String]) throws(CommandFailure) {
        try self.print(lines.map { $0 + "\n" }.joined(), terminator: "")
    }

    /// - Returns: an error number, if not all could be written.
    private func put(_ text: String, waits: Bool) -> Int32? {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            let reason = count == 0 ? EIO : errno
            if count > 0 {
                written += count
            } else if waits, reason == EAGAIN {
                awaitReader()
            } else if reason != EINTR {
                return reason
            }
        }
        return nil
    }

    private func awaitReader() {
        var waited = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waited, 1, -1)
    }

    /// Puts /dev/null where standard input, output or error is closed, before anything else is
    /// opened: no line of the log may land in a socket or a database that has got their number.
    /// Reading and writing there fail as they would without it.
    static func holdClosed() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // It gets the lowest number that is free, which is this one.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
