import Glibc

/// The socket in the state directory. Its permission 0600 is the authority: whoever may open it
/// may do everything.
///
/// It is bound in a directory of its own that nobody else may enter, made private, and then moved
/// to its place, so that at no moment anybody else could connect. A stale file is replaced; that
/// no daemon listens on it is for the lock of the state directory to see to.
struct LocalSocket: Sendable {
    /// Bytes of a path that `sockaddr_un` holds, its NUL not counted.
    static let pathLengthMax = 107

    let path: String

    private var stage: String { path + ".new" }
    /// Where to bind.
    var stagedPath: String { stage + "/s" }

    func prepare() throws(MissionControlFailure) {
        guard stagedPath.utf8.count <= LocalSocket.pathLengthMax else {
            throw .cannotListen(
                address: path,
                reason: "the path is too long for a socket; choose a shorter `state` directory")
        }
        clearStage()
        guard mkdir(stage, 0o700) == 0 else { throw failure() }
    }

    func publish() throws(MissionControlFailure) {
        guard chmod(stagedPath, 0o600) == 0, rename(stagedPath, path) == 0 else {
            throw failure()
        }
        clearStage()
    }

    func remove() {
        unlink(path)
        clearStage()
    }

    private func clearStage() {
        unlink(stagedPath)
        rmdir(stage)
    }

    private func failure() -> MissionControlFailure {
        .cannotListen(address: path, reason: String(cString: strerror(errno)))
    }
}
