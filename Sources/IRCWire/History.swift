/// Readings of the server's history (draft/chathistory), one after the other: of each room what
/// was said while nobody listened, and of each target whether what we said there arrived.
struct History: Sendable {
    /// Of one reading.
    static let pagesMax = 40
    static let linesMax = 2000
    /// Live lines of a room held until its history is told; one more ends the reading.
    static let heldMax = 500
    /// Readings waiting; a desk has few rooms and few people write to it while it is away.
    static let waitingMax = 600
    /// So long nothing is asked of a server that left a question unanswered.
    static let rest: Milliseconds = 300_000
    /// Asked at a time where the server names no limit.
    static let pageLines = 50
    static let pageLinesMax = 200
    /// Clocks of a network's servers differ: what is read by time is read from so much earlier,
    /// where message ids keep it from being told twice.
    static let skew: Milliseconds = 5000
    /// What is said now may be so much older than what the server said last: so far do clocks
    /// differ and lines lag.
    static let lag: Milliseconds = 30_000
    /// As much earlier than its first attempt an utterance is looked for.
    static let lookBackMargin: Milliseconds = 60_000
    /// Conversations with one person each that are read after an absence.
    static let conversationsMax = 50

    /// Where a reading goes on.
    enum Reference: Hashable, Sendable {
        case message(String)
        /// Milliseconds since 1970.
        case time(Int64)

        var parameter: String {
            switch self {
            case .message(let id): "msgid=\(id)"
            case .time(let time): "timestamp=\(ServerTime.text(time))"
            }
        }
        var kind: String { if case .message = self { "msgid" } else { "timestamp" } }
    }

    enum Purpose: Hashable, Sendable {
        /// What was said while nobody listened, since then.
        case missed(since: Milliseconds)
        /// What we said ourselves.
        case lookBack
        /// Who wrote to us alone.
        case targets(from: Int64)
    }

    enum Step: Hashable, Sendable {
        /// Whether anything is kept from before the time we start from.
        case probe
        case page
    }

    enum Author: Hashable {
        case ours
        /// Said under our nick, from elsewhere than where we are now.
        case perhaps
        case another
    }

    struct Reading: Sendable {
        /// As the server calls it.
        var target: String
        let purpose: Purpose
        /// Where to start, best first.
        var starts: [Reference]
        var step = Step.page
        var startedAt: Milliseconds = 0
        var askedAt: Milliseconds = 0
        /// The batch of the answer has begun.
        var batch: String?
        var pages = 0
        var lines = 0
        var pageLines = 0
        /// The last message read.
        var last: (message: String?, time: Int64?)
        var position: Reference?
        /// The history is known to reach back to where we started.
        var reaches = false
        var own: [OwnLine] = []
        /// Some line is perhaps ours.
        var isDoubtful = false
        /// Conversations that TARGETS named.
        var names: [String] = []
    }

    /// A line of ours as the history has it.
    struct OwnLine: Hashable, Sendable {
        var text: String
        var messageID: String?
        /// Our tag on it.
        var mark: UtteranceMark?
        var isNotice: Bool
        var isMarked: Bool { mark != nil }
    }

    var current: Reading?
    var waiting: [Reading] = []
    /// Live lines that wait for the history of their room, or of their sender.
    var held: [FoldedName: [IRCSaying]] = [:]
    /// What waits to be said there until it is known what was said.
    var unsaid: [FoldedName: [Utterance]] = [:]
    /// When either is let go at the latest.
    var due: [FoldedName: Milliseconds] = [:]
    /// Nothing is asked before then.
    var restsUntil: Milliseconds = .min
    /// What time it was by the server's clock at a moment of ours.
    var serverClock: (time: Int64, at: Milliseconds)?
    /// The time, by its own clock, of the last thing that the server itself said.
    var serverWordAt: Int64?
    /// Our own account, as far as lines of ours tell.
    var ownAccount: String?

    /// Something is being read, or waits to be.
    var reads: Bool { current != nil || !waiting.isEmpty }

    func isReading(_ name: FoldedName, _ key: (String) -> FoldedName) -> Bool {
        let readings = [current].compactMap(\.self) + waiting
        return readings.contains { $0.purpose.isAboutTarget && key($0.target) == name }
    }
}

extension History.Purpose {
    var isAboutTarget: Bool { if case .targets = self { false } else { true } }
    var isMissed: Bool { if case .missed = self { true } else { false } }
}

/// The client-only tag by which we know our own lines again: `<delivery>.<part>.<parts>`, with
/// parts from 0.
struct UtteranceMark: Hashable, Sendable {
    static let tag = "+casebell/id"
    static let idBytesMax = 200
    var id: String
    var part: Int
    var parts: Int

    init(id: String, part: Int, parts: Int) {
        self.id = id
        self.part = part
        self.parts = parts
    }

    init?(_ value: String?) {
        guard let pieces = value?.split(separator: ".", omittingEmptySubsequences: false),
            pieces.count >= 3, let parts = Int(pieces[pieces.count - 1]),
            let part = Int(pieces[pieces.count - 2]), (0..<parts).contains(part),
            parts <= Speech.wholeLinesMax
        else { return nil }
        self.init(id: pieces.dropLast(2).joined(separator: "."), part: part, parts: parts)
    }

    var value: String { "\(id).\(part).\(parts)" }
}
