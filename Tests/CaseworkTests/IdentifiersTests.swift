import Casework
import Testing

@Suite struct IdentifiersTests {
    @Test(arguments: [("k7f2", "k7f2"), ("K7F2", "k7f2"), ("aaaa", "aaaa"), ("222a", "222a")])
    func `a mark is typed in whatever case`(typed: String, mark: Mark) {
        #expect(Mark(typed: typed) == mark)
    }

    @Test(arguments: [
        "", "k7f", "k7f22", "2345", "k7f0", "k7fo", "k7f1", "k7fl", "K7FL", "k7f!", " k7f", "k7fé",
        "k７f2", "k7f\u{200B}2",
    ])
    func `what cannot be a mark is none`(typed: String) {
        #expect(Mark(typed: typed) == nil)
    }

    @Test func `the alphabet has nothing that is easily misread`() {
        #expect(Mark.alphabet.count == 32)
        #expect(Set(Mark.alphabet).isDisjoint(with: "0o1l"))
    }

    @Test func `case numbers sort as numbers`() {
        #expect(CaseID(9) < CaseID(10))
        #expect("\(CaseID(42))" == "#42")
    }
}
