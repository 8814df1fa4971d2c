import Casework
import Yardstick

@testable import Phrasebook

/// What holds for whatever is said. An input is a byte for where and how it is said, then the
/// text.
enum GrammarProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        guard let choice = input.first else { return nil }
        let text = String(decoding: input.dropFirst(), as: UTF8.self)
        // It takes a thousand times as long, so that one in many inputs has to do.
        if choice == 0xFF, input.reduce(0, { ($0 &* 31) ^ Int($1) }) & 31 == 0 {
            return haste(SaidLine(choice, repeated(text)))
        }
        return SaidLine(choice, text).violation ?? CleaningProperties.violation(in: text)
    }

    /// A very long line of the same over and over.
    private static func repeated(_ text: String) -> String {
        let bytes = 32 << 10
        return String(repeating: text, count: bytes / max(1, text.utf8.count))
    }

    /// A hundredfold of what 32 KiB take.
    private static let millisecondsMax = 1000

    private static func haste(_ said: SaidLine) -> String? {
        let milliseconds = ProcessorTime.milliseconds {
            _ = said.read()
            _ = Cleaning.display(said.text)
            _ = Cleaning.draft(said.text)
        }
        return milliseconds < millisecondsMax ? nil : "\(milliseconds) ms for 32 KiB"
    }
}

/// One line and the circumstances under which it is said.
struct SaidLine {
    let text: String
    let sigil: String
    let isDirect: Bool
    /// The case of the thread.
    let implied: CaseID?
    let grammar: Grammar

    private static let sigils = ["!", ".", "cb.", "!!", "¡", "?", "e\u{301}", "§"]

    init(_ choice: UInt8, _ text: String) {
        self.text = text
        sigil = SaidLine.sigils[Int(choice & 7)]
        isDirect = choice & 8 != 0
        implied = choice & 16 != 0 ? CaseID(42) : nil
        grammar = Grammar(sigil: sigil, queues: ["care", "Billing", "q2.vip"])
    }

    func read() -> Utterance { read(text) }

    func read(_ text: String) -> Utterance {
        grammar.read(text, isDirect: isDirect, implied: implied)
    }

    var violation: String? {
        let utterance = read()
        guard let body else {
            return utterance == .talk ? nil : "what has no sigil and letter is \(utterance)"
        }
        if utterance == .talk { return "a command is taken for talk" }
        return ReadingProperties(said: self, body: body, utterance: utterance).violation
            ?? MistakeProperties.violation(in: utterance, sigil: sigil)
    }

    /// What stands behind the sigil, without the white space around it, if this is more than talk.
    private var body: Substring.UnicodeScalarView? {
        var rest = text[...].unicodeScalars.drop { $0.properties.isWhitespace }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        if rest.starts(with: sigil.unicodeScalars) {
            rest = rest.dropFirst(sigil.unicodeScalars.count)
        } else if !isDirect {
            return nil
        }
        return rest.first?.properties.isAlphabetic == true ? rest : nil
    }
}
