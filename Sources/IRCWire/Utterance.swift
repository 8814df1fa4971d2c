/// Something to say to a room or a person, in lines that stay together.
package struct Utterance: Hashable, Sendable {
    package var id: String
    /// From 1.
    package var attempt: Int
    /// A channel or a nick.
    package var target: String
    /// NOTICE instead of PRIVMSG: nobody's client rings and no bot answers.
    package var isNotice: Bool
    /// 0 goes first; see `Speech.laneCount`.
    package var lane: Int
    package var lines: [[Piece]]
    /// Marked, because it may be there already.
    package var isRepeat: Bool
    /// Nothing of it may be left out, however many lines it takes.
    package var isWhole: Bool
    /// The message it answers, by the server's id.
    package var answers: String?
    /// At most so long ago it was said for the first time.
    package var age: Milliseconds
    /// It is told when all of it is written (`IRCFact.underWay`).
    package var isAwaited = false

    package enum Piece: Hashable, Sendable {
        /// Words of our own; a nick in them may ring.
        case plain(String)
        /// Words from outside, shown as data.
        case quoted(String)
    }

    package init(
        id: String, attempt: Int = 1, target: String, isNotice: Bool = false, lane: Int = 0,
        lines: [[Piece]], isRepeat: Bool = false, isWhole: Bool = false,
        answers: String? = nil, age: Milliseconds = 15 * 60_000
    ) {
        self.id = id
        self.attempt = attempt
        self.target = target
        self.isNotice = isNotice
        self.lane = lane
        self.lines = lines
        self.isRepeat = isRepeat
        self.isWhole = isWhole
        self.answers = answers
        self.age = age
    }

    /// It holds words from outside.
    var isQuoting: Bool {
        lines.joined().contains { if case .quoted = $0 { true } else { false } }
    }

    var command: String { isNotice ? "NOTICE" : "PRIVMSG" }
}
