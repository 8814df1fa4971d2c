import Casework
import Testing

@testable import ConsoleLink

struct ConsolePaintTests {
    private let time = LocalTime(year: 2026, month: 11, day: 21, hour: 9, minute: 5, second: 0)

    @Test func `is plain where no colours are wanted`() {
        let line = ConsolePaint(hasColours: false).line(
            at: time, place: "#care", speaker: "casebell",
            [.text("#42 "), .strong("P1"), .text(" for "), .person("dana"), .quoted(" hi")])
        #expect(line == "09:05 #care <casebell> #42 P1 for dana hi")
    }

    @Test func `colours end where they begin`() {
        let line = ConsolePaint(hasColours: true).line(
            at: time, place: "#care", speaker: "casebell", [.strong("P1"), .quoted("x")])
        #expect(line.contains("\u{1B}[1mP1\u{1B}[0mx"))
    }

    @Test(arguments: [true, false])
    func `nothing that anybody wrote steers the terminal`(hasColours: Bool) {
        let hostile =
            "a\u{1B}]0;title\u{7}\u{1B}[2Jb\r\nc\u{9B}31m\u{202E}d\u{200B}\0\u{3}4\u{2028}"
        let spans: [Span] = [
            .quoted(hostile), .text(hostile), .strong(hostile), .person(hostile),
        ]
        let line = ConsolePaint(hasColours: hasColours).line(
            at: time, place: hostile, speaker: hostile, spans)
        let own = ["\u{1B}[0m", "\u{1B}[1m", "\u{1B}[2m", "\u{1B}[1;36m"]
        let rest = own.reduce(line) { $0.replacing($1, with: "") }
        for scalar in rest.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            #expect(!isControl && scalar.value != 0x202E && scalar.value != 0x2028)
        }
    }

    @Test func `leaves ordinary writing alone`() {
        let text = "Grüße, 日本語, עברית, 👩🏽‍💻 – “ok”"
        #expect(ConsolePaint.harmless(text) == text)
    }
}
