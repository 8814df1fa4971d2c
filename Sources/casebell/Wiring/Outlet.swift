import Glibc

/// A descriptor that people read, or their programs. Unlike with `FileHandle`, nothing ends the
/// process when it cannot be written to.
struct Outlet: Sendable {
    static let error = Outlet(descriptor: STDERR_FILENO)
    static let output = Outlet(descriptor: STDOUT_FILENO)

    let descriptor: Int32

    /// Writes what no work may end with, nor wait for: a line of the log, a counter, a complaint.
    /// What cannot be written (nobody reads it, the disk is full, whoever shares the descriptor
    /// wished not to wait) is dropped.
    func offer(_ text: String) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                written += count
            } else if count == 0 || errno != EINTR {
                return
            }
        }
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
