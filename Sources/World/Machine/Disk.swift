import CaseStore
import Casework
import GRDBSQLite
import Glibc

/// The disk under the desk: files that outlive a process as they were when it died, and a will of
/// its own.
final class Disk {
    enum Fault {
        /// Nothing is written.
        case refused(StoreFailure)
        /// The statement so many from here fails, and those after it go on or fail too.
        case broken(after: Int, StoreFailure, lasts: Bool)
        /// The process dies at the statement so many from here.
        case death(after: Int)
    }

    let directory: String
    var path: String { directory + "/casebell.db" }
    private var image: String { directory + "/image" }
    private static let files = ["", "-wal"]

    /// In so many of a thousand writes something goes wrong.
    var faultsPermille = 0
    /// Until then every write is refused.
    private(set) var isFullUntil = Lapse.zero
    /// So long a write takes at most.
    static let slowest = Lapse.seconds(4)
    /// Until then it is slow.
    private(set) var isSlowUntil = Lapse.zero
    /// Deaths in the middle of a transaction that are still to come.
    var deathsLeft = 0
    private var chance: Chance
    private(set) var failures = 0
    private var hasImage = false

    init(directory: String, _ chance: Chance) throws {
        self.directory = directory
        self.chance = chance
        for name in try files(in: directory) where name != "." && name != ".." {
            unlink(directory + "/" + name)
        }
        try format()
    }

    /// In small pages: a day's decisions are small, and each page that is touched is written.
    private func format() throws {
        var connection: OpaquePointer?
        defer { sqlite3_close(connection) }
        let words = "PRAGMA page_size = 1024; PRAGMA journal_mode = WAL"
        guard sqlite3_open(path, &connection) == SQLITE_OK,
            sqlite3_exec(connection, words, nil, nil, nil) == SQLITE_OK
        else { throw StoreFailure.cannotOpen(path: path, reason: "it cannot be made") }
    }

    private func files(in directory: String) throws -> [String] {
        guard let stream = opendir(directory) else {
            throw StoreFailure.cannotOpen(path: directory, reason: "no such directory")
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                        String(cString: $0)
                    }
                })
        }
        return names
    }

    // MARK: - A will of its own

    func fill(until end: Lapse) { isFullUntil = max(isFullUntil, end) }
    func slow(until end: Lapse) { isSlowUntil = max(isSlowUntil, end) }
    func heal() {
        isFullUntil = .zero
        isSlowUntil = .zero
        faultsPermille = 0
        deathsLeft = 0
    }

    func wait(at now: Lapse) -> Lapse {
        if now < isSlowUntil { return chance.milliseconds(50, Self.slowest.milliseconds) }
        return chance.oneIn(10) ? chance.milliseconds(0, 20) : .zero
    }

    func fault(at now: Lapse) -> Fault? {
        if now < isFullUntil {
            failures += 1
            return chance.oneIn(2)
                ? .refused(.full) : .broken(after: chance.below(12), .full, lasts: true)
        }
        if deathsLeft > 0, chance.oneIn(400) {
            deathsLeft -= 1
            return .death(after: chance.below(14))
        }
        guard chance.happens(faultsPermille) else { return nil }
        failures += 1
        switch chance.below(3) {
        case 0: return .refused(.notWritten("the disk does not answer"))
        case 1: return .broken(after: chance.below(14), .full, lasts: true)
        default:
            return .broken(after: chance.below(14), .notWritten("an I/O error"), lasts: false)
        }
    }

    // MARK: - Death

    /// Keeps the files as they are at this moment.
    func takeImage() throws {
        guard !hasImage else { return }
        for file in Disk.files { try copy(path + file, to: image + file) }
        hasImage = true
    }

    /// The files are again as they were when the process died; whatever was done to them since
    /// has never been.
    func restoreImage() throws {
        guard hasImage else { return }
        hasImage = false
        for file in Disk.files + ["-shm"] { unlink(path + file) }
        for file in Disk.files where access(image + file, F_OK) == 0 {
            guard rename(image + file, path + file) == 0 else {
                throw StoreFailure.cannotOpen(path: path, reason: "the image is gone")
            }
        }
    }

    private func copy(_ from: String, to: String) throws {
        unlink(to)
        let source = open(from, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { return }
        defer { close(source) }
        let target = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard target >= 0 else {
            throw StoreFailure.cannotOpen(path: to, reason: "it cannot be made")
        }
        defer { close(target) }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(source, &buffer, buffer.count)
            guard count > 0 else { return }
            guard write(target, buffer, count) == count else {
                throw StoreFailure.cannotOpen(path: to, reason: "it cannot be written")
            }
        }
    }
}
