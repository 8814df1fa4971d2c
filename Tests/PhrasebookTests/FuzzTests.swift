import Casework
import Phrasebook
import Testing

/// Seeded, so that a failure comes again: the seed and the text are printed.
@Suite struct FuzzTests {
    private static let pieces = [
        "!", "! ", "!claim", "!r", "!reply ", "!ok ", "!no ", "!snooze ", "!handover ", "!hold ",
        "!more ", "!help ", "claim ", "case ", "#", "42", "#42", ",", " and ", "0", "999999999",
        "9999999999", ":", " ", "\u{A0}", "\n", "\r", "\u{0}", "k7f2", "@lee", "+x", "into ",
        "next",
        "2h", "until ", "09:00", "é", "e\u{301}", "\u{301}", "\u{200D}", "\u{202E}", "\u{1F468}",
        "\u{1F3F4}", "\u{E0067}", "\u{E007F}", "\u{3}04", "\u{FE0F}", "\u{E0100}", "word ",
        "\u{FEFF}",
        "\u{2028}", "４２", "ﬁ", "İ", "\u{212A}",
    ]

    private static func text(_ random: inout Seeded) -> String {
        let count = Int.random(in: 0...12, using: &random)
        return (0..<count).map { _ in
            if Int.random(in: 0..<8, using: &random) > 0 {
                return pieces.randomElement(using: &random) ?? ""
            }
            let value = UInt32.random(in: 0...0x10FFFF, using: &random)
            return Unicode.Scalar(value).map { String(Character($0)) } ?? "\u{FFFD}"
        }.joined()
    }

    @Test func `reading never fails, and what has no sigil is talk`() {
        let seed: UInt64 = 42
        var random = Seeded(seed: seed)
        for round in 0..<20_000 {
            let typed = FuzzTests.text(&random)
            let utterance = grammar.read(typed, isDirect: false)
            let trimmed = typed.unicodeScalars.drop { $0.properties.isWhitespace }
            if trimmed.first != "!" {
                #expect(
                    utterance == .talk, "seed \(seed) round \(round): \(typed.debugDescription)")
            }
            expectSane(utterance, typed)
            expectSane(grammar.read(typed, isDirect: true), typed)
            expectSane(grammar.read(typed, isDirect: true, implied: CaseID(7)), typed)
        }
    }

    /// Several cases only for what sends nothing; texts are never empty and stand in the line.
    private func expectSane(_ utterance: Utterance, _ typed: String) {
        guard case .act(let act) = utterance else { return }
        if case .cases(let ids) = act.targets {
            #expect(!ids.isEmpty && ids.count <= Grammar.numbersMax)
            #expect(ids.allSatisfy { (1...999_999_999).contains($0.number) })
            #expect(Set(ids).count == ids.count)
            if ids.count > 1 {
                #expect([.claim, .release, .handover, .noise].contains(act.verb), "\(typed)")
            }
        }
        if case .command(.draft(let text, _)) = act.order {
            #expect(!text.isEmpty)
            #expect(Array(typed.utf8).containsRun(Array(text.utf8)))
        }
    }

    @Test func `cleaning is harmless, and cleaning again changes nothing`() {
        var random = Seeded(seed: 7)
        for _ in 0..<20_000 {
            let text = FuzzTests.text(&random)
            let shown = Cleaning.display(text)
            #expect(!shown.unicodeScalars.contains { $0.properties.generalCategory == .control })
            #expect(
                Cleaning.display(shown).utf8.elementsEqual(shown.utf8), "\(text.debugDescription)")
            let draft = Cleaning.draft(text)
            #expect(
                Cleaning.draft(draft).utf8.elementsEqual(draft.utf8), "\(text.debugDescription)")
        }
    }

    @Test func `every line stays harmless`() {
        var random = Seeded(seed: 11)
        for _ in 0..<300 {
            HostileTextTests.expectHarmless(FuzzTests.text(&random), style: .unicode)
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("!claim ", "42,", ""), ("!claim 42 ", ", ", "43"), ("!r 42 ", "x\u{301}", ""),
            ("!ok ", "case ", ""), ("!", "a", ""), ("!handover ", "to ", ""),
            ("!queue ", "\u{A0}", ""), ("!resolve 42 ", "43 ", ""), ("", " ", "!claim 42"),
            ("!merge 42 ", "and ", "43"), ("!snooze 42 ", "1h", ""), ("!assign ", "#", "42"),
        ])
    func `a line of a hundred thousand bytes is read in no time that grows with its square`(
        _ start: String, _ middle: String, _ end: String
    ) {
        let typed = start + String(repeating: middle, count: 100_000 / middle.utf8.count) + end
        let lapse = ContinuousClock().measure {
            _ = grammar.read(typed, isDirect: false)
            _ = Cleaning.display(typed)
        }
        // A hundredfold of what it takes on a quiet machine.
        #expect(lapse < .seconds(10))
    }
}

extension [UInt8] {
    fileprivate func containsRun(_ run: [UInt8]) -> Bool {
        guard run.count <= count else { return false }
        return (0...(count - run.count)).contains { self[$0..<($0 + run.count)].elementsEqual(run) }
    }
}
