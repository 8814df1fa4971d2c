import Casework
import Chat
import Phrasebook

/// Texts that came so near to the end of their line that the rest may have been cut off: they are
/// submitted by `done` alone, and go on with `more`.
///
/// They go on where they began, or on another network after a while: what comes from there may have
/// been said before they were shown. Kept in memory: after a restart `done` says that nothing
/// is open, and nothing was sent.
struct OpenTexts {
    /// A line with fewer bytes left than this may have been cut by its client.
    static let bytesLeftMin = 40
    /// A plain line of the same author within this time is likely the rest. irssi waits up to 9 s
    /// before it sends the second half of a long line. What comes later may bear an earlier time:
    /// clocks are read by the millisecond, and set.
    static let restWindow = Lapse.seconds(12)
    static let keptFor = Lapse.minutes(15)
    /// From another network nothing goes on that is not open for so long.
    static let elsewhereAfter = Lapse.seconds(20)
    static let openMax = 200
    static let textMax = 20_000

    struct Open: Sendable {
        var act: Act
        /// Nothing where the act names a draft by its mark.
        var matter: CaseID?
        var person: PersonID
        var network: NetworkName
        var room: RoomAddress?
        var from: DirectAddress
        var since: Instant
        /// When a line of it was said last that may have been cut; nothing: the last one was whole.
        var cutAt: Instant?
        /// The line was full to the last bytes: it was cut inside a word if at all.
        var wasFull: Bool
        /// Plain lines that came right after, likely the rest.
        var rest: String?
        var restWasFull = false
        var kind = Kind.cut
    }

    enum Kind: Sendable {
        /// At the end of its line: what its author says next may be the rest.
        case cut
        /// A canned text, whole.
        case shown
        /// Refused, because it is too long for one post: `split` alone takes it up.
        case tooLong
    }

    private var texts: [Open] = []
    /// What was taken in lately, by network and message: said again, it changes nothing.
    private var heard: [String] = []

    /// Whether the message is news; it is remembered.
    mutating func isNew(_ saying: Saying) -> Bool {
        let reference = Self.reference(saying)
        guard !heard.contains(reference) else { return false }
        heard.append(reference)
        if heard.count > Self.openMax { heard.removeFirst() }
        return true
    }

    private static func reference(_ saying: Saying) -> String {
        "\(saying.network) \(saying.messageID)"
    }

    /// Whether the act is kept open instead of being done.
    mutating func keep(_ act: Act, _ saying: Saying, by person: PersonID) -> Open? {
        guard Self.mayBeCut(saying), act.freeText != nil else { return nil }
        let matter: CaseID?
        switch act.targets {
        case .cases(let ids) where ids.count == 1: matter = ids.first
        case .mark: matter = nil
        default: return nil
        }
        let open = Open(
            act: act, matter: matter, person: person, network: saying.network, room: saying.room,
            from: saying.from, since: saying.heardAt, cutAt: saying.heardAt,
            wasFull: Self.wasCutInsideWord(saying))
        put(open, now: saying.heardAt)
        return open
    }

    /// A canned text that was shown, or one that only a thread can say.
    mutating func offer(_ act: Act, _ saying: Saying, by person: PersonID) {
        guard case .cases(let ids) = act.targets, let id = ids.first else { return }
        let open = Open(
            act: act, matter: id, person: person, network: saying.network, room: saying.room,
            from: saying.from, since: saying.heardAt, wasFull: false,
            kind: act.verb == .split ? .tooLong : .shown)
        put(open, now: saying.heardAt)
    }

    /// It was submitted and could not be recorded.
    mutating func reopen(_ open: Open) {
        if !texts.contains(where: { $0.isReplaced(by: open) }) { put(open, now: open.since) }
    }

    private mutating func put(_ open: Open, now: Instant) {
        texts.removeAll {
            $0.isReplaced(by: open) || now - $0.since > Self.keptFor
        }
        texts.append(open)
        if texts.count > Self.openMax { texts.removeFirst() }
    }

    /// Whether a line may be the rest of an open text of its author's, or was taken for that before.
    func mayBeRest(_ saying: Saying, by person: PersonID) -> Bool {
        heard.contains(Self.reference(saying)) || cutText(before: saying, by: person) != nil
    }

    private func cutText(before saying: Saying, by person: PersonID) -> Int? {
        texts.lastIndex {
            guard let cutAt = $0.cutAt else { return false }
            return $0.kind == .cut && $0.person == person && $0.network == saying.network
                && $0.from == saying.from
                && $0.room == saying.room
                && saying.heardAt <= cutAt + Self.restWindow
                && saying.heardAt >= cutAt - Self.restWindow
        }
    }

    /// A plain line that is likely the rest of an open text, or more of that rest.
    mutating func rest(_ saying: Saying, by person: PersonID) -> Open? {
        guard let index = cutText(before: saying, by: person), isNew(saying) else { return nil }
        let before = texts[index].rest.map { $0 + (texts[index].restWasFull ? "" : " ") } ?? ""
        texts[index].rest = String((before + saying.text).prefix(Self.textMax))
        texts[index].restWasFull = Self.wasCutInsideWord(saying)
        if Self.mayBeCut(saying) { texts[index].cutAt = saying.heardAt }
        return texts[index]
    }

    static func mayBeCut(_ saying: Saying) -> Bool {
        saying.bytesLeftAsReckoned.map { $0 < bytesLeftMin } ?? false
    }

    /// The line was full to the last bytes, and does not end where a word does.
    private static func wasCutInsideWord(_ saying: Saying) -> Bool {
        let left = saying.bytesLeft ?? saying.bytesLeftAsReckoned ?? Int.max
        return left <= 3 && saying.text.last?.isWhitespace == false
    }

    /// Goes on with the open text: with these words, or else with the likely rest.
    mutating func more(
        _ id: CaseID?, _ words: String, _ saying: Saying, by person: PersonID
    ) -> Open? {
        guard let index = index(id, saying, person), let text = texts[index].act.freeText else {
            return nil
        }
        var open = texts[index]
        let addition = words.isEmpty ? open.rest : words
        guard let addition else { return open }
        let joint = words.isEmpty && open.wasFull ? "" : " "
        open.act = open.act.withFreeText(String((text + joint + addition).prefix(Self.textMax)))
        open.rest = nil
        open.kind = .cut
        open.since = saying.heardAt
        open.cutAt = Self.mayBeCut(saying) ? saying.heardAt : nil
        open.network = saying.network
        open.wasFull = words.isEmpty ? open.restWasFull : (saying.bytesLeft ?? Int.max) <= 3
        open.restWasFull = false
        texts[index] = open
        return open
    }

    mutating func done(_ id: CaseID?, _ saying: Saying, by person: PersonID) -> Open? {
        index(id, saying, person).map { texts.remove(at: $0) }
    }

    /// The text that was too long for one post. It stays at hand until it is a draft: what refuses
    /// it may be mended.
    func split(_ id: CaseID?, _ saying: Saying, by person: PersonID) -> Open? {
        index(id, saying, person, tooLong: true).map { texts[$0] }
    }

    /// The cases for which the person has texts that were too long.
    func tooLong(by person: PersonID, now: Instant) -> [CaseID] {
        let ids = texts.filter {
            $0.kind == .tooLong && $0.person == person && now - $0.since <= Self.keptFor
        }.compactMap(\.matter)
        return Set(ids).sorted()
    }

    /// It is a draft now.
    mutating func forgetTooLong(_ id: CaseID, by person: PersonID) {
        texts.removeAll { $0.kind == .tooLong && $0.person == person && $0.matter == id }
    }

    private func index(
        _ id: CaseID?, _ saying: Saying, _ person: PersonID, tooLong: Bool = false
    ) -> Int? {
        let fits = texts.indices.filter { index in
            let text = texts[index]
            return text.person == person && (text.kind == .tooLong) == tooLong
                && (id == nil || text.matter == id)
                && saying.heardAt - text.since <= Self.keptFor
        }
        return fits.last { texts[$0].network == saying.network }
            ?? fits.last { saying.heardAt - texts[$0].since >= Self.elsewhereAfter }
    }
}

extension OpenTexts.Open {
    fileprivate func isReplaced(by other: OpenTexts.Open) -> Bool {
        person == other.person && act.targets == other.act.targets && network == other.network
    }
}

extension Act {
    /// The words of a command that carries a text.
    var freeText: String? {
        guard case .command(let command) = order else { return nil }
        return command.freeText
    }

    func withFreeText(_ text: String) -> Act {
        guard case .command(let command) = order else { return self }
        return Act(verb, targets, .command(command.withFreeText(text)))
    }
}

extension Command {
    fileprivate var freeText: String? {
        switch self {
        case .draft(let text, _), .edit(let text), .rewrite(let text), .note(let text),
            .reject(_, let text), .escalate(_, let text), .attach(_, let text), .ask(_, let text),
            .answer(let text):
            text
        case .score(let request): request.remark
        case .takeCanned(let canned): canned.text
        case .split(let command): command.freeText
        default: nil
        }
    }

    fileprivate func withFreeText(_ text: String) -> Command {
        switch self {
        case .draft(_, let direct): .draft(text: text, direct: direct)
        case .edit: .edit(text: text)
        case .rewrite: .rewrite(text: text)
        case .note: .note(text: text)
        case .score(let request):
            .score(ScoreRequest(agent: request.agent, points: request.points, remark: text))
        case .takeCanned(let canned): .takeCanned(canned.saying(text))
        case .split(let command): .split(command.withFreeText(text))
        case .attach(let url, _): .attach(url: url, alt: text)
        case .reject(let mark, _): .reject(mark: mark, reason: text)
        case .escalate(let to, _): .escalate(to: to, reason: text)
        case .ask(let whom, _): .ask(of: whom, text: text)
        case .answer: .answer(text: text)
        default: self
        }
    }
}
