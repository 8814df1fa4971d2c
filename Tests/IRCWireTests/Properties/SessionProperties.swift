@testable import IRCWire

/// What holds whatever a server sends and whatever is to be said. An input is a byte for the
/// kind of conversation it begins in, then lines: of the server's, unless their first byte says
/// that they are something else (`Trial.Mark`).
enum SessionProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        guard let first = input.first else { return nil }
        let opening = Opening.all[Int(first & 0x3F) % Opening.all.count]
        var whole = Trial(opening, input: input)
        whole.run(inPieces: false)
        if let violation = whole.violation { return violation }
        guard first & 0x40 != 0 else { return nil }
        var pieces = Trial(opening, input: input)
        pieces.run(inPieces: true)
        if let violation = pieces.violation { return violation }
        guard pieces.written == whole.written else { return "a cut changes what is written" }
        return pieces.facts == whole.facts ? nil : "a cut changes what is learned"
    }
}

/// A conversation with an input for its script.
struct Trial {
    /// The first byte of a line that is not the server's.
    private enum Mark {
        static let timePasses: UInt8 = 1
        static let timeJumps: UInt8 = 2
        static let say: UInt8 = 3
        static let quit: UInt8 = 4
    }

    private var session: IRCSession
    private let input: [UInt8]
    private var now: Milliseconds = Opening.startedAt
    private(set) var written: [UInt8] = []
    private(set) var facts: [IRCFact] = []
    private(set) var violation: String?
    private var utterances = 0
    private var isClosed = false
    private var lineBytes = 512

    init(_ opening: Opening, input: [UInt8]) {
        session = opening.session
        self.input = input
    }

    mutating func run(inPieces: Bool) {
        var rest = input.dropFirst()
        var fromServer = rest.prefix(0)
        while !rest.isEmpty, violation == nil {
            let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
            let line = rest[..<end]
            rest = rest[end...]
            if line[line.startIndex] > Mark.quit || line.count < 2 {
                fromServer =
                    input[
                        (fromServer.isEmpty ? line.startIndex : fromServer.startIndex)..<end]
                continue
            }
            receive(fromServer, inPieces: inPieces)
            fromServer = rest.prefix(0)
            act(line)
        }
        receive(fromServer, inPieces: inPieces)
        settle()
    }

    private mutating func receive(_ bytes: ArraySlice<UInt8>, inPieces: Bool) {
        guard !bytes.isEmpty else { return }
        guard inPieces else { return take(session.receive(bytes, at: now)) }
        var rest = bytes
        var size = Int(bytes[bytes.startIndex] & 7) + 1
        while !rest.isEmpty {
            take(session.receive(rest.prefix(size), at: now))
            rest = rest.dropFirst(size)
            size = (size * 5 + 3) % 29 + 1
        }
    }

    private mutating func act(_ line: ArraySlice<UInt8>) {
        let value = line[line.startIndex + 1]
        switch line[line.startIndex] {
        case Mark.timePasses: pass(Milliseconds(value) * 150)
        case Mark.timeJumps:
            now += Milliseconds(value) * Milliseconds(value) * 20
            take(session.tick(at: now))
        case Mark.say: say(value, String(decoding: line.dropFirst(2), as: UTF8.self))
        default: take(session.quit(at: now))
        }
    }

    private mutating func say(_ choice: UInt8, _ text: String) {
        let targets = ["#care", "dana", "#elsewhere", text]
        let lines = text.split(separator: "|", omittingEmptySubsequences: false).map { part in
            [choice & 4 == 0 ? Utterance.Piece.plain(String(part)) : .quoted(String(part))]
        }
        utterances += 1
        let utterance = Utterance(
            id: "d-\(utterances)", target: targets[Int(choice & 3)], isNotice: choice & 8 != 0,
            lane: Int(choice >> 4 & 3), lines: lines, isRepeat: choice & 0x40 != 0)
        take(session.say([utterance], at: now))
    }

    /// Time passes in the steps the session asks for, few of them at the same moment.
    private mutating func pass(_ milliseconds: Milliseconds) {
        let end = now + milliseconds
        var idle = 0
        while let next = session.nextTick, next <= end, violation == nil {
            idle = next > now ? 0 : idle + 1
            guard idle < 100 else {
                violation = "the session asks for a tick again and again"
                return
            }
            now = max(now, next)
            take(session.tick(at: now))
        }
        now = end
    }

    private mutating func take(_ step: IRCStep) {
        if isClosed, !step.bytes.isEmpty { violation = "something is written after the end" }
        if step.closes { isClosed = true }
        lineBytes = max(lineBytes, session.support.lineBytes)
        written += step.bytes
        facts += step.facts
        if !step.bytes.isEmpty, violation == nil {
            violation = WrittenLines.violation(in: step.bytes, lineBytes: lineBytes)
        }
        if violation == nil { violation = SessionLimits.violation(in: session) }
    }

    private mutating func settle() {
        guard violation == nil else { return }
        facts += session.end()
        let receipts = facts.reduce(into: 0) { if case .receipt = $1 { $0 += 1 } }
        if receipts != utterances {
            violation = "\(utterances) utterances, \(receipts) receipts"
        } else if let account = facts.lazy.compactMap(\.account).first(where: { !isVouched($0) }) {
            violation = "nobody vouched for the account \(account)"
        }
    }

    /// Whether the server named the account in one of the ways that count.
    private func isVouched(_ account: String) -> Bool {
        if Opening.accounts.contains(account) { return true }
        return input.dropFirst().split(separator: 0x0A).contains { bytes in
            guard let line = IRCLine(parsing: bytes) else { return false }
            let named: String? =
                switch line.command {
                case "JOIN": line[1]
                case "ACCOUNT": line[0]
                case "354": line[5]
                case "330": line[2]
                default: nil
                }
            return [named, line.tags["account"]].contains {
                $0.map(CaseMapping.ascii.folded) == account
            }
        }
    }
}

extension IRCFact {
    /// The account under which something was said.
    fileprivate var account: String? {
        if case .said(let saying) = self { saying.account } else { nil }
    }
}
