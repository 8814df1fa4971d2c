import Casework
import Phrasebook
import Testing

@Suite struct SpellingTests {
    @Test func `looking words may be shortened, doing words are only suggested`() {
        Table(
            """
            !que ⇒ look queue - all
            !hist 42 ⇒ look history #42
            !wai ⇒ look waiting
            !sho 42 ⇒ look show #42
            !h ⇒ look help -
            !w ⇒ ✗ ambiguous w: why waiting who
            !wh ⇒ ✗ ambiguous wh: why who
            !clai 42 ⇒ ✗ unknown "clai" near claim
            !rel 42 ⇒ ✗ unknown "rel" near release
            !repl 42 Hello ⇒ ✗ unknown "repl" near reply
            !app k7f2 ⇒ ✗ unknown "app" near approve
            !esca 42 help ⇒ ✗ unknown "esca" near escalate
            !hand 42 @lee ⇒ ✗ unknown "hand" near handover
            """
        ).expectReading()
    }

    @Test func `a misspelt word gets the nearest command, a far one gets no guess`() {
        Table(
            """
            !clami 42 ⇒ ✗ unknown "clami" near claim
            !calim 42 ⇒ ✗ unknown "calim" near claim
            !relpy 42 Hello ⇒ ✗ unknown "relpy" near reply
            !aprove k7f2 ⇒ ✗ unknown "aprove" near approve
            !hodl prices ⇒ ✗ unknown "hodl" near hold
            !quue ⇒ ✗ unknown "quue" near queue
            !Realese 42 ⇒ ✗ unknown "Realese" near release
            !ko k7f2 ⇒ ✗ unknown "ko" near approve
            !claim42 ⇒ ✗ usage claim
            !c42 ⇒ ✗ usage claim
            !claim#42 ⇒ ✗ usage claim
            !important 42 ⇒ ✗ unknown "important" near -
            !lol ⇒ ✗ unknown "lol" near -
            !hi all ⇒ ✗ unknown "hi" near -
            !xyzzy ⇒ ✗ unknown "xyzzy" near -
            !ça va ⇒ ✗ unknown "ça" near -
            !thanks ⇒ ✗ unknown "thanks" near -
            """
        ).expectReading()
    }

    @Test(arguments: CommandTable.notYet)
    func `words of later versions are told apart from nonsense`(_ word: String) {
        let read = grammar.read("!\(word) 42 something", isDirect: false)
        #expect(read == .mistake(.notYet(word)))
    }

    @Test func `every verb has one row, and no word means two things`() {
        #expect(Set(CommandTable.rows.map(\.verb)) == Set(Verb.allCases))
        #expect(CommandTable.rows.count == Verb.allCases.count)
        let words =
            CommandTable.rows.flatMap { [$0.verb.rawValue] + ($0.short.map { [$0] } ?? []) }
            + CommandTable.notYet
        #expect(Set(words).count == words.count)
    }

    @Test(arguments: CommandTable.rows)
    func `every example of the table is read as its own command`(_ row: Usage) {
        switch grammar.read(row.example, isDirect: true) {
        case .act(let act): #expect(act.verb == row.verb)
        case .more: #expect(row.verb == .more)
        case .done: #expect(row.verb == .done)
        case .split: #expect(row.verb == .split)
        case .look: #expect(row.group == .look)
        case let other: Issue.record("\(row.example): \(other)")
        }
    }
}
