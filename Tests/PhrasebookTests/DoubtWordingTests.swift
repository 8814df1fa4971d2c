import Casework
import Phrasebook
import Testing

@Suite struct DoubtWordingTests {
    private let wording = Desk.wording()

    @Test func `cases are named with the way to look at them`() {
        expect(
            wording.mayBeUnseen([CaseID(5), CaseID(7)]),
            read: "what I said of #5, #7 may not have reached this room. !show 5")
        expect(
            wording.mayBeUnseen([CaseID(5)], more: 12),
            read: "what I said of #5 and 12 more may not have reached this room. !show 5")
    }

    @Test func `answers about no case are asked for again`() {
        expect(
            wording.mayBeUnseen([], hasAnswers: true),
            read: """
                an answer of mine may not have reached this room: repeat your command if it was \
                not answered.
                """)
        expect(
            wording.mayBeUnseen([CaseID(5)], hasAnswers: true),
            read: """
                what I said of #5, and other answers of mine, may not have reached this room. \
                Repeat what was not answered. !show 5
                """)
    }
}
