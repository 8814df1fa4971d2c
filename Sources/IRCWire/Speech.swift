/// What is to be said, what is on its way, and how much the server lets us say.
struct Speech: Sendable {
    /// Answers, urgent, normal, bulk.
    static let laneCount = 4
    /// Utterances waiting; more are turned away.
    static let waitingMax = 2000
    /// Lines one utterance may become; the rest is cut with a word.
    static let linesMax = 80
    /// Questions to the server waiting, of either kind.
    static let askedMax = 1024
    /// Lines that are counted one by one until the server has read them; more are counted as one.
    static let unreadLinesMax = 1024
    /// "RecvQ exceeded" kills above about 10 KB unread (InspIRCd); a server without limits for us
    /// still gets no more than its socket holds.
    static let unreadMax = 7 * 1024
    static let unreadMaxUnlimited = 96 * 1024

    struct Talk: Sendable {
        let utterance: Utterance
        /// Cut when its turn comes; empty before.
        var lines: [String] = []
        var written = 0
        var unsettled = 0
        var reference: String?
        var refusal: String?
        var isUncertain = false

        var isOpen: Bool { written > 0 }
        var isWritten: Bool { isOpen && written == lines.count }
    }

    /// A line on its way, in the order of writing.
    struct Awaited: Sendable {
        enum Proof: Hashable { case label(String), echo, barrier }
        let talk: Int
        let sequence: Int
        let proof: Proof
        let target: FoldedName
        let isNotice: Bool
        let writtenAt: Milliseconds
    }

    var budget: FloodBudget
    var talks: [Int: Talk] = [:]
    var lanes: [[Int]] = Array(repeating: [], count: laneCount)
    /// Who speaks to a target in the middle of several lines.
    var openTalks: [FoldedName: Int] = [:]
    var awaited: [Awaited] = []
    /// Who is that? Somebody waits for it.
    var questions: [IRCLine] = []
    /// Who is here, how is the room set? Can wait for an answer to somebody.
    var enquiries: [IRCLine] = []
    private var lastTalk = 0

    /// Counts everything written, so that a PONG tells how far the server has read.
    private(set) var sequence = 0
    private(set) var unread: [(sequence: Int, bytes: Int)] = []
    private(set) var unreadBytes = 0
    /// Up to here the server has been asked to confirm.
    var barrierAt = 0
    /// Up to here it has confirmed.
    var confirmedBarrier = 0

    init(_ budget: FloodBudget) { self.budget = budget }

    mutating func wrote(_ bytes: Int) {
        sequence += 1
        if unread.count < Speech.unreadLinesMax {
            unread.append((sequence, bytes))
        } else {
            unread[unread.count - 1] = (sequence, unread[unread.count - 1].bytes + bytes)
        }
        unreadBytes += bytes
    }

    /// The server has read everything up to here.
    mutating func confirm(_ sequence: Int) {
        let count = unread.prefix { $0.sequence <= sequence }.count
        for entry in unread.prefix(count) { unreadBytes -= entry.bytes }
        unread.removeFirst(count)
    }

    var mayWrite: Bool {
        unreadBytes < (budget.allowance == nil ? Speech.unreadMaxUnlimited : Speech.unreadMax)
    }

    /// Beyond `askedMax` nobody is asked about: who they are stays unknown.
    mutating func ask(_ line: IRCLine) {
        if questions.count < Speech.askedMax { questions.append(line) }
    }

    mutating func enquire(_ line: IRCLine) {
        if enquiries.count < Speech.askedMax, !enquiries.contains(line) { enquiries.append(line) }
    }

    /// - Parameters:
    ///   - lines: as they were cut for an earlier attempt.
    ///   - written: how many of them the server has.
    mutating func add(
        _ utterance: Utterance, lines: [String] = [], written: Int = 0, reference: String? = nil
    ) {
        lastTalk += 1
        talks[lastTalk] = Talk(
            utterance: utterance, lines: lines, written: written, reference: reference)
        lanes[min(max(utterance.lane, 0), Speech.laneCount - 1)].append(lastTalk)
    }

    var isIdle: Bool { questions.isEmpty && enquiries.isEmpty && lanes.allSatisfy(\.isEmpty) }

    /// Who speaks next: the first of the lowest lane, unless somebody is in the middle of several
    /// lines to the same target.
    func nextTalk(_ range: Range<Int>, _ target: (Talk) -> FoldedName) -> Int? {
        for lane in lanes[range] {
            guard let first = lane.first, let talk = talks[first] else { continue }
            return openTalks[target(talk)] ?? first
        }
        return nil
    }

    func nextMoment(_ patience: IRCSessionConfiguration.Patience) -> Milliseconds? {
        var moments: [Milliseconds] = []
        if !isIdle, mayWrite { moments.append(budget.nextLineAt) }
        if let first = awaited.first, first.sequence > barrierAt {
            moments.append(first.writtenAt + patience.receipt)
        }
        return moments.min()
    }
}
