import Glibc

/// A small file of the state directory that only we can read.
struct KeptFile {
    static let bytesMax = 1 << 20
    var path: String

    /// Nothing if there is no such file.
    func text() throws(Keepsake.Damaged) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw Keepsake.Damaged(description: String(cString: strerror(errno)))
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(file, &chunk, chunk.count)
            guard count >= 0 else {
                throw Keepsake.Damaged(description: String(cString: strerror(errno)))
            }
            guard count > 0 else { break }
            bytes += chunk[..<count]
            guard bytes.count <= KeptFile.bytesMax else {
                throw Keepsake.Damaged(description: "it is too long")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Keepsake.Damaged(description: "it is not as it was written")
        }
        return text
    }

    /// Written whole beside its place and renamed into it, so that a crash leaves the old file or
    /// the new one.
    /// - Parameter survivesPowerLoss: it is on the disk when this returns.
    func write(_ text: String, survivesPowerLoss: Bool) throws(Keepsake.Damaged) {
        let draft = path + ".new"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else {
            throw Keepsake.Damaged(description: String(cString: strerror(errno)))
        }
        var isWhole = put(Array(text.utf8), into: file)
        isWhole = isWhole && (!survivesPowerLoss || fsync(file) == 0)
        let reason = String(cString: strerror(errno))
        isWhole = close(file) == 0 && isWhole
        guard isWhole, rename(draft, path) == 0 else {
            unlink(draft)
            throw Keepsake.Damaged(description: reason)
        }
        if survivesPowerLoss { settle() }
    }

    private func put(_ bytes: [UInt8], into file: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(file, $0.baseAddress, $0.count)
            }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    /// The new name is on the disk, too.
    private func settle() {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let place = open(directory, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard place >= 0 else { return }
        fsync(place)
        close(place)
    }
}
