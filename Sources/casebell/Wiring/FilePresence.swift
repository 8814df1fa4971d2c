import Glibc

/// Whether there is a file to read, as far as whoever asks may know. Of a file in a directory that
/// one may not enter `FileManager` says that it is not there.
enum FilePresence: Hashable, Sendable {
    case readable
    case missing
    /// It may be there or not; why, as a clause.
    case unreadable(because: String)

    init(of path: String) {
        if access(path, R_OK) == 0 {
            self = .readable
            return
        }
        let reason = errno
        switch reason {
        case ENOENT, ENOTDIR: self = .missing
        case EACCES, EPERM:
            self = .unreadable(because: "permission denied: use the daemon's user, or root")
        default: self = .unreadable(because: systemReason(reason))
        }
    }
}
