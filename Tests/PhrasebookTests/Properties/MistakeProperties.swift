import Casework
import Yardstick

@testable import Phrasebook

/// What holds for the answer to a command that could not be read.
enum MistakeProperties {
    private static let bytesMax = 1200

    static func violation(in utterance: Utterance, sigil: String) -> String? {
        guard case .mistake(let mistake) = utterance else { return nil }
        for style in Wording.Style.allCases {
            let wording = Wording(
                sigil: sigil, style: style, clock: { _ in noon }, now: Instant(seconds: 0),
                to: "dana")
            let lines = wording.lines(for: mistake)
            guard lines.count == 1, let line = lines.first else { return "\(lines.count) answers" }
            let text = line.spans.map(\.words).joined()
            if let violation = HarmlessLine.violation(in: text, bytesMax: bytesMax) {
                return "an answer: \(violation)"
            }
        }
        return nil
    }

    private static let noon = LocalTime(
        year: 2026, month: 11, day: 21, hour: 12, minute: 0, second: 0)
}

extension Span {
    fileprivate var words: String {
        switch self {
        case .text(let words), .strong(let words), .person(let words), .quoted(let words): words
        }
    }
}
