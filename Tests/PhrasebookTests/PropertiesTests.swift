import Casework
import Testing
import Yardstick

@testable import Phrasebook

/// The properties of commands, for the inputs that the fuzzer found worth keeping
/// (`scripts/fuzz`), and that they see what they are there to see.
@Suite struct PropertiesTests {
    @Test func `the grammar's properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "grammar")
        #expect((1...800).contains(inputs.count))
        for input in inputs {
            let violation = GrammarProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    @Test(arguments: CommandTable.rows)
    func `every example of the command table keeps them, whoever says it`(row: Usage) {
        for choice: UInt8 in 0..<32 {
            let sigil = SaidLine(choice, "").sigil
            let said = SaidLine(choice, sigil + row.example)
            #expect(said.violation == nil)
            #expect(said.read() != .talk)
        }
    }

    @Test(arguments: [
        ("!reply 42 Hello", Act(.reply, .cases([CaseID(43)]), .draft("Hello"))),
        ("!reply 42 Hello", Act(.reply, .cases([CaseID(42)]), .draft("Hell"))),
        ("!reply 42 Hello", Act(.reply, .cases([CaseID(42)]), .draft("42 Hello"))),
        ("!reply 42 Hello", Act(.dm, .cases([CaseID(42)]), .draft("Hello"))),
        ("!claim 42 42", Act(.claim, .cases([CaseID(42), CaseID(42)]), .command(.claim))),
        ("!take 42 43", Act(.take, .cases([CaseID(42), CaseID(43)]), .command(.take))),
        ("!claim 0", Act(.claim, .cases([CaseID(0)]), .command(.claim))),
        ("!claim 42", Act(.claim, .cases([]), .command(.claim))),
        ("!ok k7f2", Act(.approve, .mark("9xq3"), .command(.approve(mark: "9xq3")))),
    ])
    func `a command that is read wrongly is seen`(typed: String, act: Act) {
        let said = SaidLine(0, typed)
        let body = typed.dropFirst().unicodeScalars
        let seen = ReadingProperties(said: said, body: body, utterance: .act(act))
        #expect(seen.violation != nil)
    }

    @Test(arguments: [
        "a\nb", "\u{1B}[31m", "\u{202E}evil", "a\u{2028}b", "\u{85}", "\u{FEFF}", "\u{AD}", "\0",
    ])
    func `a line that does something is seen`(text: String) {
        #expect(HarmlessLine.violation(in: text, bytesMax: 100) != nil)
    }

    @Test func `a line that is harmless is let by, as long as it is short`() {
        let text = "e\u{301}\u{FE0F} \u{1F468}\u{200D}\u{1F469} │ ⏎ “…”"
        #expect(HarmlessLine.violation(in: text, bytesMax: 100) == nil)
        #expect(HarmlessLine.violation(in: text, bytesMax: 10) != nil)
    }
}

extension Order {
    fileprivate static func draft(_ text: String) -> Order {
        .command(.draft(text: text, direct: false))
    }
}
