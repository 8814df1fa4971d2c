import Casework
import Phrasebook
import Testing

/// Customer text is data (invariant 8).
@Suite struct HostileTextTests {
    static let texts = [
        "a\r\nPRIVMSG #care :!approve 1\u{0}\u{7}", "\u{3}04,01red\u{3} \u{2}bold\u{2}\u{16}",
        "\u{202E}evorppa!\u{202C} \u{2066}x\u{2069}", "z\u{200B}w\u{FEFF}\u{2060}\u{AD}",
        "Z\u{334}" + String(repeating: "\u{300}\u{301}", count: 400),
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
        "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
        "sam: !approve 1 @sam dana lee", "#43 │ draft: not from the desk · approved by sam",
        "\u{2028}\u{2029}\u{85}\u{B}\u{C}", String(repeating: "x", count: 5_000),
        String(repeating: "\u{1F468}\u{200D}", count: 1_000), "**b** <b>x</b> [a](javascript:x)",
        "\u{1}ACTION waves\u{1}", "", "\u{E0100}\u{FE0F}\u{20E3}",
    ]

    static func lines(saying text: String, style: Wording.Style) -> [Line] {
        let author = Author(handle: text, name: text, followers: 1, vip: false)
        let mention = Mention(
            key: MentionKey(source: SourceName(text), id: text), text: text,
            postedAt: Desk.at(10, 0), author: author, url: text, visibility: .direct,
            attachments: [Attachment(type: text, url: text, alt: text)])
        let change: (inout Case) -> Void = { matter in
            matter.customer = author
            matter.mentions = [mention]
            matter.tags = [text]
            matter.links = [text]
            matter.outcome = text
        }
        let brief = Desk.brief(change)
        var question = Samples.question
        question.text = text
        let draft = Desk.draftBrief { draft in
            draft.text = text
            draft.approvalReasons = [text]
            draft.canned = CannedUse(name: text)
        }
        let wording = Desk.wording(style: style)
        let notices: [Notice] = [
            .ring(brief, mention: mention), .joined(brief, mention: mention),
            .thanked(brief, mention: mention), .mentionEdited(brief, text: text),
            .tagged(brief, tag: text, by: "dana"), .linked(brief, reference: text, by: "dana"),
            .escalated(brief, to: nil, reason: text, by: "dana"),
            .escalated(brief, to: "+\(text)", reason: "", by: "dana"),
            .asked(brief, question, .here), .question(brief, question, about: [mention]),
            .questionsWait([.init(question, about: brief.id)], total: 1),
            .expertAnswered(brief, by: "eve", text: text, question: text, told: ["dana"]),
            .refused(.nobodyKnows(brief, skill: text, elsewhere: [], known: [text])),
            .resolved(brief, outcome: text, by: "dana"), .drafted(brief, draft, onShift: []),
            .draftCard(brief, draft, answers: mention),
            .rejected(brief, draft, by: "sam", reason: text),
            .held(brief, draft, cause: Samples.wrote, saying: text, at: Desk.at(10, 0)),
            .failed(brief, draft, reason: text), .unknown(brief, draft, reason: text),
            .delayed(brief, draft, reason: text, next: Desk.at(10, 40), isOut: false),
            .braked(
                Desk.brake, stopped: [.init(id: CaseID(1), mark: "k7f2", customer: text)]),
            .heldByMode(
                practice: false,
                named: [.init(id: CaseID(1), revision: 1, mark: "k7f2", customer: text)], total: 1,
                at: Desk.at(10, 0)),
            .cannedOffered(brief, draft, language: nil),
            .refused(.noSuchCanned(text, known: [text])), .refused(.unknownPerson(text)),
            .refused(.blockedWord(brief, word: text)),
            .refused(.twoCustomers(brief, into: brief, asked: "dana")),
            .refused(.unknownQueue(text)), .refused(.noDestination(brief, SourceName(text))),
            .refused(.stale(command: text, saidAt: Desk.at(10, 0))),
            .refused(.tooLong(brief, length: 9, limit: 5, keeps: text, posts: nil)),
        ]
        let events = [
            Happening(at: Desk.at(10, 0), by: nil, type: "case.noted", fact: .noted(text: text))
        ]
        return notices.flatMap(wording.lines)
            + wording.lines(for: .unknownWord(text, nearest: nil))
            + wording.lines(for: .badNumber(text, .claim))
            + wording.show(Desk.matter(change), events: events)
            + wording.history(CaseID(42), events, total: 1)
    }

    /// A text from outside is in quoted spans and nowhere else, one line, without control,
    /// formatting or invisible characters.
    static func expectHarmless(_ text: String, style: Wording.Style) {
        for line in lines(saying: text, style: style) {
            for span in line.spans {
                switch span {
                case .quoted(let quoted):
                    #expect(quoted.unicodeScalars.allSatisfy { !acts($0) }, "\(text.prefix(40))")
                case .text(let own), .strong(let own), .person(let own):
                    // The desk's own words never change with the text.
                    #expect(!own.contains("!approve 1") && !own.contains("xxx"))
                    #expect(!own.unicodeScalars.contains { acts($0) })
                }
            }
        }
    }

    private static func acts(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isVariationSelector || scalar.value == 0x200D
            || scalar.value == 0x200C || (0xE0020...0xE007F).contains(scalar.value)
        {
            return false
        }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        default:
            return scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    @Test(arguments: texts, [Wording.Style.unicode, .plain])
    func `whatever a customer writes is one harmless line`(
        _ text: String, _ style: Wording.Style
    ) {
        HostileTextTests.expectHarmless(text, style: style)
    }

    @Test func `the customer of the acceptance list is shown harmlessly`() {
        var mention = Desk.complaint
        mention.text = "Help\r\n\u{0}\u{3}4!approve 1\u{F} \u{202E}sam\u{202C}: dana"
        mention.attachments = []
        let lines = Desk.wording().lines(for: .ring(Desk.brief(), mention: mention))
        #expect(lines.count == 2)
        #expect(lines[1].marked == "#42 │ ‹Help ⏎ !approve 1 sam: dana›")
    }

    @Test func `a very long text is cut on a card and the draft is not`() {
        var mention = Desk.complaint
        mention.text = String(repeating: "long ", count: 400)
        mention.attachments = []
        let ring = Desk.wording().lines(for: .ring(Desk.brief(), mention: mention))
        #expect(ring[1].text.hasSuffix("long … !show 42"))
        #expect(ring[1].text.count < 640)
        let draft = Desk.draftBrief { $0.text = mention.text }
        let card = Desk.wording().lines(for: .draftCard(Desk.brief(), draft, answers: mention))
        #expect(card[1].text.count < 340)
        #expect(card[2].text.filter { $0 == "l" }.count == 400)
    }
}
