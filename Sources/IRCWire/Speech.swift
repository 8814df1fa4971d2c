/// What is to be said, what is on its way, and how much the server lets us say.
struct Speech: Sendable {
    /// Answers, urgent, normal, bulk.
    static let laneCount = 4
    /// Of those, the last for which somebody waits.
    static let urgentLane = 1
    /// The last line was one that somebody waits for: the next one is that of a begun talk of a
    /// higher lane, if others wait behind that.
    var owesBegun = false
    /// Utterances waiting; more are turned away.
    static let waitingMax = 4000
    /// Lines one utterance may become; the rest is cut with a word.
    static let linesMax = 80
    /// The same of one of which nothing may be left out. The longest that the desk has, a draft with
    /// all that may be attached to it, is less than 300.
    static let wholeLinesMax = 400
    /// Questions to the server waiting, of either kind.
    static let askedMax = 1024
    /// How often a line is said again that the server would not have just then.
    static let deferralsMax = 5
    /// Targets left alone at one time; beyond it they are tried again at once.
    static let restsMax = 256
    /// How often lines are cut smaller that the server found too long.
    static let recutsMax = 3

    struct Talk: Sendable {
        var utterance: Utterance
        /// Cut when its turn comes; empty before.
        var lines: [String] = []
        /// The lines as they were cut at first; nothing once some were said again in other parts.
        var whole: [String] = []
        var written = 0
        var unsettled = 0
        var reference: String?
        var refusal: String?
        var isUncertain = false
        /// To be said again, in this order: what was not passed on, by its place among the lines.
        var again: [Int: [String]] = [:]
        var deferrals = 0
        var recuts = 0
        var isCutAgain = false
        /// Some line of it was passed on, or perhaps.
        var hasPassed = false
        /// Others read there now than those it was said for: nothing more of it is said, and
        /// nothing again.
        var isBrokenOff = false
        /// It was said as one message of several lines.
        var isMultiline = false
        /// The server's history has told what of it was there before, and can tell again.
        var isLookedUp = false

        /// As the history would have it, where that can be said.
        var remembered: [String]? { again.isEmpty && !whole.isEmpty ? whole : nil }
        /// Something of it may have been seen.
        var isOpen: Bool { written > 0 || hasPassed }
        var isWritten: Bool { written > 0 && written == lines.count }
    }

    struct Refusals: Sendable {
        var count: Int
        var reason: String
    }

    var budget: FloodBudget
    var window = UnreadWindow()
    var talks: [Int: Talk] = [:]
    /// Each by number, and so in the order of being given.
    var lanes: [[Int]] = Array(repeating: [], count: laneCount)
    /// Who speaks to a target in the middle of several lines.
    var openTalks: [FoldedName: Int] = [:]
    /// Who has begun, and will say some of it again when the rest is settled: until then nobody
    /// else speaks to that target.
    var comingAgain: [FoldedName: Set<Int>] = [:]
    var awaited = AwaitedLines()
    /// Targets that are left alone until then.
    var rests: [FoldedName: Milliseconds] = [:]
    /// Refusals since the last confirmation, by target: of lines that nothing else proves.
    var refusals: [FoldedName: Refusals] = [:]
    /// Bytes that lines are kept shorter than the server's limit, since it found one too long.
    var shortening = 0
    /// Who is that? Somebody waits for it.
    var questions: [IRCLine] = []
    /// Who is here, how is the room set? Can wait for whatever somebody else waits for.
    var enquiries: [IRCLine] = []
    private var lastTalk = 0

    /// Counts everything written, so that a PONG tells how far the server has read.
    private(set) var sequence = 0
    /// Up to here the server has been asked to confirm.
    var barrierAt = 0
    /// Up to here it has confirmed.
    var confirmedBarrier = 0
    /// When the server was last asked to confirm, nothing being open.
    var barrierAskedAt: Milliseconds = 0
    /// When it last confirmed anything.
    private(set) var confirmedAt: Milliseconds = 0

    init(_ budget: FloodBudget) {
        self.budget = budget
        if let burst = budget.allowance?.burst { window = UnreadWindow(burst: burst) }
    }

    mutating func wrote(_ bytes: Int, at now: Milliseconds) {
        sequence += 1
        window.wrote(sequence, bytes, at: now)
    }

    /// The server has read everything up to here.
    mutating func confirm(_ sequence: Int, at now: Milliseconds) {
        confirmedAt = now
        window.confirm(sequence, isSafe: budget.isSafe, at: now)
    }

    /// What has become of the lines up to there, by target: refused if as many were refused as
    /// were written, and else nobody knows which.
    mutating func takeRefusals(upTo sequence: Int) -> [FoldedName: IRCSession.Fate] {
        defer { refusals = [:] }
        var fates: [FoldedName: IRCSession.Fate] = [:]
        for (target, refused) in refusals {
            let lines = awaited.all { $0.target == target && $0.sequence <= sequence }
            fates[target] = refused.count < lines.count ? .lost : .refused(refused.reason)
        }
        return fates
    }

    var mayWrite: Bool {
        if budget.policy == .unlimited, budget.strictness == 0 {
            return window.bytes < UnreadWindow.bytesMaxUnlimited
        }
        return window.bytes < UnreadWindow.bytesMax && window.lines < window.linesMax
    }

    /// So much may be written in one go.
    func mayWrite(lines: Int, bytes: Int) -> Bool {
        if budget.policy == .unlimited, budget.strictness == 0 {
            return window.bytes + bytes < UnreadWindow.bytesMaxUnlimited
        }
        return window.bytes + bytes < UnreadWindow.bytesMax
            && window.lines + lines < window.linesMax
    }

    /// Most of what may be unread is.
    var isFilling: Bool {
        if budget.policy == .unlimited, budget.strictness == 0 { return !mayWrite }
        return window.bytes * 2 > UnreadWindow.bytesMax || window.lines * 4 > window.linesMax * 3
    }

    /// How long it takes at most, as things are, until an echo comes.
    var echoPatience: Milliseconds { max(UnreadWindow.latencyMax, window.latency * 2) }

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
    ///   - isLookedUp: its history says so.
    mutating func add(
        _ utterance: Utterance, lines: [String] = [], written: Int = 0, reference: String? = nil,
        isLookedUp: Bool = false
    ) {
        lastTalk += 1
        talks[lastTalk] = Talk(
            utterance: utterance, lines: lines, whole: lines, written: written,
            reference: reference, hasPassed: written > 0, isLookedUp: isLookedUp)
        lanes[Speech.lane(of: utterance)].append(lastTalk)
    }

    static func lane(of utterance: Utterance) -> Int {
        min(max(utterance.lane, 0), laneCount - 1)
    }

    /// It has nothing more to write for now.
    mutating func leaveLane(_ id: Int, _ utterance: Utterance) {
        let lane = Speech.lane(of: utterance)
        let place = Speech.place(of: id, in: lanes[lane])
        if place < lanes[lane].count, lanes[lane][place] == id { lanes[lane].remove(at: place) }
    }

    /// It has something to write again, and stands where it stood.
    mutating func rejoinLane(_ id: Int, _ utterance: Utterance) {
        let lane = Speech.lane(of: utterance)
        let place = Speech.place(of: id, in: lanes[lane])
        guard place == lanes[lane].count || lanes[lane][place] != id else { return }
        lanes[lane].insert(id, at: place)
    }

    private static func place(of id: Int, in lane: [Int]) -> Int {
        var low = 0
        var high = lane.count
        while low < high {
            let middle = (low + high) / 2
            if lane[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    var isIdle: Bool { questions.isEmpty && enquiries.isEmpty && lanes.allSatisfy(\.isEmpty) }

    func mayBegin(to name: FoldedName) -> Bool {
        openTalks[name] != nil || comingAgain.isEmpty || comingAgain[name] == nil
    }

    mutating func keepPlace(of id: Int, at name: FoldedName) {
        comingAgain[name, default: []].insert(id)
    }

    mutating func givePlaceBack(of id: Int, at name: FoldedName) {
        comingAgain[name]?.remove(id)
        if comingAgain[name]?.isEmpty == true { comingAgain[name] = nil }
    }

    /// Who speaks next: the first of the lowest lane, unless somebody is in the middle of several
    /// lines to the same target. Those of a higher lane only keep that target waiting: whatever else
    /// somebody waits for goes before them.
    func nextTalk(
        _ range: Range<Int>, at now: Milliseconds, _ target: (Talk) -> FoldedName
    ) -> Int? {
        if owesBegun, let begun = begunInTheWay(at: now, target) { return begun }
        // For the rest of its lines the first of those waits that have to.
        var begun: Int?
        for lane in range {
            if lane > Speech.urgentLane, let begun { return begun }
            for id in lanes[lane] {
                guard let talk = talks[id] else { continue }
                let name = target(talk)
                if !rests.isEmpty, let until = rests[name], now < until { continue }
                if !mayBegin(to: name) { continue }
                guard let open = openTalks[name], open != id else { return id }
                guard let other = talks[open], Speech.lane(of: other.utterance) > lane else {
                    return open
                }
                begun = begun ?? open
            }
        }
        return begun
    }

    /// Somebody is in the middle of what can wait, a long look above all, and a line to the same
    /// target waits behind it for which its reader waits: however much else there is to say, it goes
    /// on.
    private func begunInTheWay(
        at now: Milliseconds, _ target: (Talk) -> FoldedName
    ) -> Int? {
        let begun = openTalks.filter { name, id in
            let rests = rests[name].map { now < $0 } ?? false
            let isLow = talks[id].map { Speech.lane(of: $0.utterance) > Speech.urgentLane } ?? false
            return isLow && !rests
        }
        guard !begun.isEmpty else { return nil }
        for id in lanes[0...Speech.urgentLane].joined() {
            if let talk = talks[id], let open = begun[target(talk)], open != id { return open }
        }
        return nil
    }

    mutating func endRests(at now: Milliseconds) {
        guard !rests.isEmpty else { return }
        rests = rests.filter { now < $0.value }
    }

    /// When time alone lets something happen; never a moment at which nothing would.
    func nextMoment(
        _ patience: IRCSessionConfiguration.Patience, _ target: (Talk) -> FoldedName
    ) -> Milliseconds? {
        var moments = Array(rests.values)
        if mayWrite, hasSomethingToSay(target) { moments.append(budget.nextLineAt) }
        if let first = awaited.first, first.sequence > barrierAt {
            moments.append(first.writtenAt + patience.receipt)
            let isAsking = barrierAt > confirmedBarrier
            if !mayWrite, !isAsking { moments.append(first.writtenAt + echoPatience) }
        }
        return moments.min()
    }

    private func hasSomethingToSay(_ target: (Talk) -> FoldedName) -> Bool {
        let isFree = rests.isEmpty && comingAgain.isEmpty
        if isFree || !questions.isEmpty || !enquiries.isEmpty { return !isIdle }
        return lanes.joined().contains { id in
            talks[id].map(target).map { rests[$0] == nil && mayBegin(to: $0) } ?? false
        }
    }
}
