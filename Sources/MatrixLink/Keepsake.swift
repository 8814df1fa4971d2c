import Casework
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
    /// The ids of the rooms in which the desk knows its messages to stand, by configured name.
    var homes: [String: String] = [:]

    /// What is not written as it is read.
    struct Damaged: Error, Hashable, CustomStringConvertible {
        var description: String
    }

    private static let header = "casebell matrix 1"
    /// Rooms that are remembered as told.
    static let warnedMax = 2000

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
        for (room, server) in memory.invitations.sorted(by: { $0.key < $1.key }) {
            add("invitation", "\(server) \(room)")
        }
        for (name, room) in homes.sorted(by: { $0.key < $1.key }) {
            add("home", "\(name) \(room)")
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
        case "invitation":
            let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
            if parts.count == 2 { memory.invitations[parts[1]] = parts[0] }
        case "home":
            let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
            if parts.count == 2 { homes[parts[0]] = parts[1] }
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
    /// Nothing if there is no such file. Of signs that cannot be read none is owed.
    static func read(_ path: String) throws(Damaged) -> Keepsake? {
        guard let text = try KeptFile(path: path).text() else { return nil }
        var keepsake = try Keepsake(text: text)
        let signs = try? KeptFile(path: path + signsEnding).text().map(OwedSigns.init(text:))
        keepsake.memory.signs = signs?.signs ?? []
        return keepsake
    }

    func write(_ path: String) throws(Damaged) {
        try KeptFile(path: path).write(text, survivesPowerLoss: true)
    }

    /// They change with each card, and are worth little: what is owed as the power goes may be
    /// forgotten, as a process dies it is not.
    static func write(_ signs: [OwedSign], _ path: String) throws(Damaged) {
        let text = OwedSigns(signs: signs).text
        try KeptFile(path: path + signsEnding).write(text, survivesPowerLoss: false)
    }

    private static let signsEnding = ".signs"
}
