import Casework

/// Makes lines for a terminal. Nothing that anybody wrote can steer it: control characters and
/// escape sequences, bidi controls and invisible characters are taken out of every span.
struct ConsolePaint: Sendable {
    let hasColours: Bool

    private enum Style: String {
        case bold = "1"
        case dim = "2"
        case name = "1;36"
    }

    /// `10:58 #care <casebell> text`.
    func line(at time: LocalTime, place: String, speaker: String, _ spans: [Span]) -> String {
        let clock = "\(ConsolePaint.padded(time.hour)):\(ConsolePaint.padded(time.minute))"
        let head = paint("\(clock) \(ConsolePaint.harmless(place))", .dim)
        let name = paint("<\(ConsolePaint.harmless(speaker))>", .bold)
        return "\(head) \(name) \(spans.map(text).joined())"
    }

    /// A word of the console's own.
    func remark(_ text: String) -> String { paint("-- \(ConsolePaint.harmless(text))", .dim) }

    private func text(_ span: Span) -> String {
        switch span {
        case .text(let text), .quoted(let text): ConsolePaint.harmless(text)
        case .strong(let text): paint(ConsolePaint.harmless(text), .bold)
        case .person(let text): paint(ConsolePaint.harmless(text), .name)
        }
    }

    private func paint(_ text: String, _ style: Style) -> String {
        hasColours ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }

    /// One line of plain text: controls and line ends become spaces, what shows nothing or turns
    /// the reading direction goes.
    static func harmless(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: clean.append(" ")
            case 0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E,
                0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
                continue
            default: clean.append(scalar)
            }
        }
        return String(clean)
    }
}
