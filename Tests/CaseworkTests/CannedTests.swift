import Testing

@testable import Casework

@Suite struct CannedTests {
    // MARK: Notation

    @Test func `words, variables and placeholders are told apart`() throws {
        let text = try CannedText("Hi {name}, {{in}} {?when} {?who} {?when} }")
        #expect(
            text.parts == [
                .words("Hi "), .variable(.name), .words(", {in} "), .placeholder("when"),
                .words(" "), .placeholder("who"), .words(" "), .placeholder("when"),
                .words(" }"),
            ])
        #expect(text.placeholders == ["when", "who"])
        #expect(text.variables == [.name])
        #expect(text.lengthMin == 14)
    }

    @Test(arguments: [
        ("{nmae}", CannedText.Trouble.unknownVariable("nmae")), ("{}", .unknownVariable("")),
        ("{Name}", .unknownVariable("Name")), ("{ name }", .unknownVariable(" name ")),
        ("{?}", .badPlaceholder("?")), ("{?a b}", .badPlaceholder("?a b")),
        (
            "{?\(String(repeating: "a", count: 41))}",
            .badPlaceholder("?\(String(repeating: "a", count: 41))")
        ),
        ("Hi {name", .unclosed), ("{{name} {", .unclosed),
    ])
    func `what is no notation is refused`(text: String, trouble: CannedText.Trouble) {
        #expect(throws: trouble) { try CannedText(text) }
    }

    // MARK: Filling

    private func matter(_ change: (inout Mention) -> Void = { _ in }) -> Case {
        var mention = Mention(
            key: MentionKey(source: "crm", id: "1"), text: "hello",
            postedAt: Instant(milliseconds: 0),
            author: Author(handle: "@mara@social.example", name: "Mara Lind"),
            url: "https://social.example/@mara/1")
        change(&mention)
        return Case(
            id: CaseID(42), queue: "care", priority: .p3, points: 0, reasons: [],
            customer: mention.author, conversation: nil, openedAt: Instant(milliseconds: 0),
            mentions: [mention])
    }

    private func filled(
        _ notation: String, said: String? = nil, for matter: Case, opens: OpeningTime? = nil
    ) throws -> String {
        let response = CannedResponse(
            name: "hello",
            variants: [CannedResponse.Variant(language: nil, text: try CannedText(notation))])
        let settings = DeskSettings(queues: [Queue(name: "care")], canned: [response])
        return try settings.filledCanned(
            "hello", said: said, for: matter, by: "dana", opens: opens
        ).text
    }

    @Test func `every variable is filled`() throws {
        let all = CannedVariable.allCases.map { "{\($0.rawValue)}" }.joined(separator: "|")
        let now = Instant(milliseconds: 0)
        let opens = OpeningTime(now + .hours(9), now: now, delay: .zero, wall: .utc)
        #expect(
            try filled(all, for: matter(), opens: opens)
                == "@mara@social.example|Mara Lind|42|dana|care|https://social.example/@mara/1"
                + "|today at 09:00")
        // While people answer nobody says when they do.
        #expect(throws: Refusal.self) { try filled("{opens}", for: matter()) }
    }

    @Test func `what is filled in is not looked into`() throws {
        #expect(
            try filled("{?a}, {name}", said: "{name} {?a} {{", for: matter())
                == "{name} {?a} {{, Mara Lind")
    }

    @Test func `values are said in order, with a line between them`() throws {
        #expect(
            try filled("{?b} {?a} {?b}", said: " at  4 |5\n6 ", for: matter()) == "at 4 5 6 at 4")
    }

    @Test(arguments: [
        ("Mara", "Mara"), ("  Mara   Lind ", "Mara Lind"), ("O'Brien-Łuczak", "O'Brien-Łuczak"),
        ("J. R. Smith Jr.", "J. R. Smith Jr."), ("J.R.", "J. R."), ("Mara 💐✨", "Mara"),
        ("田中 さん", "田中 さん"), ("evil.example", "evilexample"),
        ("https://evil.example/x", "https evilexample x"), ("@sam {agent} #1", "sam agent"),
        ("Mara\r\n!approve 1\u{0}", "Mara approve"), ("\u{202E}araM\u{202C}", "araM"),
        ("<b>Mara</b>", "b Mara b"), ("", "mara"), ("💐 42 ...", "mara"), ("\u{200B}", "mara"),
    ])
    func `a name is data`(name: String, filledIn: String) throws {
        #expect(try filled("{name}", for: matter { $0.author.name = name }) == filledIn)
    }

    @Test func `a name is bounded`() throws {
        let long = matter { $0.author.name = String(repeating: "x", count: 5000) }
        #expect(try filled("{name}", for: long).count == CannedValue.nameMax)
        let many = matter { $0.author.name = String(repeating: "Mara ", count: 500) }
        #expect(try filled("{name}", for: many).count <= CannedValue.nameMax)
        let marks = matter { $0.author.name = "Z" + String(repeating: "\u{300}", count: 5000) }
        #expect(try filled("{name}", for: marks).utf8.count < 200)
        let handle = matter { $0.author.handle = "@" + String(repeating: "x", count: 5000) }
        #expect(try filled("{customer}", for: handle).count == CannedValue.handleMax)
    }

    @Test(arguments: [
        nil, "", "javascript:alert(1)", "https://a b", "https://a\n!ok 1", "https://é.example",
        "https://\(String(repeating: "a", count: 600))", "https://",
    ])
    func `what is no address is not filled in`(url: String?) {
        let matter = matter { $0.url = url }
        #expect(throws: Refusal.self) { try filled("{url}", for: matter) }
    }

    // MARK: Languages

    @Test(
        arguments: [
            ("de", "de"), ("DE-at", "de"), ("pt-br", "pt-br"), ("pt", "pt-br"), ("pt-pt", "pt-br"),
            ("fr", "en"), ("", "en"), (nil, "en"), ("d", "en"),
        ] as [(String?, String)])
    func `the nearest language is taken`(wanted: String?, taken: String) throws {
        let text = try CannedText("x")
        let response = CannedResponse(
            name: "hello",
            variants: ["en", "de", "pt-br"].map {
                CannedResponse.Variant(language: $0, text: text)
            })
        #expect(response.variant(for: wanted)?.language == taken)
    }
}
