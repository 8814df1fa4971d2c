import Casework
import Glibc
import MatrixWire

/// What outlives the process, in a file of the state directory that only we can read.
///
/// One thing a line, a word and its value: `user @casebell:example.org`, `token …`. A line with
/// another word is a later version's, and is left out.
struct Keepsake: Hashable, Sendable {
    var memory = MatrixMemory()
    /// When the homeserver taught `memory.lesson`.
    var learnedAt: Instant?
    /// Encrypted rooms that were told that nobody reads there.
    var warned: Set<String> = []

    /// What is not written as it is read.
    struct Damaged: Error, Hashable, CustomStringConvertible {
        var description: String
    }

    private static let header = "casebell matrix 1"
    static let bytesMax = 1 << 20
    /// Rooms that are remembered as told.
    static let warnedMax = 2000
    /// Signs that are still to be put on messages.
    static let signsMax = 512

    init() {}

    var text: String {
        var lines = [Keepsake.header]
        func add(_ word: String, _ value: String?) {
            guard let value, !value.isEmpty, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
            else { return }
            lines.append("\(word) \(value)")
        }
        add("user", memory.user)
        add("token", memory.accessToken)
        add("refresh", memory.refreshToken)
        add("device", memory.device)
        if let lesson = memory.lesson, let learnedAt {
            let word = lesson.isLimited ? "limited" : "borne"
            add("pace", "\(word) \(lesson.burst) \(lesson.every) \(learnedAt.milliseconds)")
        }
        for (alias, room) in memory.places.sorted(by: { $0.key < $1.key }) {
            add("place", "\(alias) \(room)")
        }
        for sign in memory.signs.prefix(Keepsake.signsMax) {
            add("sign", "\(sign.transaction) \(sign.target) \(sign.key) \(sign.room)")
        }
        for (room, server) in memory.invitations.sorted(by: { $0.key < $1.key }) {
            add("invitation", "\(server) \(room)")
        }
        for room in warned.sorted().prefix(Keepsake.warnedMax) { add("encrypted", room) }
        return lines.map { "\($0)\n" }.joined()
    }

    init(text: String) throws(Damaged) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first.map(String.init) == Keepsake.header, lines.last == "" else {
            throw Damaged(description: "it is not as it was written")
        }
        for line in lines.dropFirst().dropLast() {
            guard let space = line.firstIndex(of: " "), space > line.startIndex else {
                throw Damaged(description: "it is not as it was written")
            }
            take(line[..<space], String(line[line.index(after: space)...]))
        }
    }

    private mutating func take(_ word: Substring, _ value: String) {
        switch word {
        case "user": memory.user = value
        case "token": memory.accessToken = value
        case "refresh": memory.refreshToken = value
        case "device": memory.device = value
        case "encrypted": warned.insert(value)
        case "pace": takePace(value.split(separator: " "))
        case "place":
            let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
            if parts.count == 2 { memory.places[parts[0]] = parts[1] }
        case "sign": takeSign(value.split(separator: " ", maxSplits: 3).map(String.init))
        case "invitation":
            let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
            if parts.count == 2 { memory.invitations[parts[1]] = parts[0] }
        default: break
        }
    }

    private mutating func takePace(_ parts: [Substring]) {
        guard parts.count == 4, let burst = Int(parts[1]), let every = Int64(parts[2]),
            let moment = Int64(parts[3])
        else { return }
        memory.lesson = PaceLesson(
            burst: burst, every: every, isLimited: parts[0] == "limited")
        learnedAt = Instant(milliseconds: moment)
    }

    private mutating func takeSign(_ parts: [String]) {
        guard parts.count == 4, memory.signs.count < Keepsake.signsMax else { return }
        memory.signs.append(
            OwedSign(room: parts[3], target: parts[1], key: parts[2], transaction: parts[0]))
    }

    // MARK: - By the wall's clock

    /// What a session is given at that time.
    func recalled(at now: Instant) -> MatrixMemory {
        var memory = memory
        let age = learnedAt.map { max(0, (now - $0).milliseconds) }
        memory.lesson?.age = age ?? .max
        return memory
    }

    /// What a session tells at that time.
    mutating func keep(_ memory: MatrixMemory, at now: Instant) {
        self.memory = memory
        self.memory.lesson?.age = 0
        learnedAt = memory.lesson.map { now - Lapse(milliseconds: $0.age) }
    }
}

extension Keepsake {
    /// Nothing if there is no such file.
    static func read(_ path: String) throws(Damaged) -> Keepsake? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw Damaged(description: String(cString: strerror(errno)))
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            guard count >= 0 else { throw Damaged(description: String(cString: strerror(errno))) }
            guard count > 0 else { break }
            bytes += chunk[..<count]
            guard bytes.count <= bytesMax else { throw Damaged(description: "it is too long") }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Damaged(description: "it is not as it was written")
        }
        return try Keepsake(text: text)
    }

    /// Written whole beside its place and renamed into it, so that a crash leaves the old file or
    /// the new one.
    func write(_ path: String) throws(Damaged) {
        let draft = path + ".new"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Damaged(description: String(cString: strerror(errno))) }
        let bytes = Array(text.utf8)
        var written = 0
        var isWhole = true
        while written < bytes.count, isWhole {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(file, $0.baseAddress, $0.count)
            }
            isWhole = count > 0
            written += max(0, count)
        }
        isWhole = isWhole && fsync(file) == 0
        let reason = String(cString: strerror(errno))
        isWhole = close(file) == 0 && isWhole
        guard isWhole, rename(draft, path) == 0 else {
            unlink(draft)
            throw Damaged(description: reason)
        }
        Keepsake.settle(path)
    }

    /// The new name is on the disk, too.
    private static func settle(_ path: String) {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let place = open(directory, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard place >= 0 else { return }
        fsync(place)
        close(place)
    }
}
