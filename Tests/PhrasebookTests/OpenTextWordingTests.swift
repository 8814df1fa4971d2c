import Casework
import Phrasebook
import Testing

@Suite struct OpenTextWordingTests {
    private let wording = Desk.wording(to: "dana")

    @Test func `a text that was cut off shows where, and how it goes on`() {
        expect(
            wording.openText(CaseID(42), tail: "I can see the fault on your line and an engin"),
            read: """
                {dana}: #42 ends at "…‹see the fault on your line and an engin›". !more 42 … \
                continues it, !done 42 submits it.
                """)
        expect(
            wording.openText(CaseID(42), tail: "an engin"),
            read: """
                {dana}: #42 ends at "‹an engin›". !more 42 … continues it, !done 42 submits it.
                """)
    }

    @Test func `a text that names no case goes on without a number`() {
        expect(
            wording.answerMayBeCut() + wording.openText(nil, tail: "no, bec")
                + wording.likelyRest(nil, "ause of the law"),
            read: """
                {dana}: not taken: your line was full, and may have been cut. !answer N … with the \
                case's number keeps it open for the rest.
                {dana}: your text ends at "‹no, bec›". !more … continues it, !done submits it.
                {dana}: is "‹ause of the law›" the rest of your text? !more takes it in, !done \
                submits without it.
                """)
    }

    @Test func `the likely rest is quoted, and taken in by more alone`() {
        expect(
            wording.likelyRest(CaseID(42), "eer comes\u{3}4 at 4"),
            read: """
                {dana}: is "‹eer comes at 4›" the rest of #42? !more 42 takes it in, !done 42 \
                submits without it.
                """)
    }

    @Test func `where no text was too long, or several were, that is said`() {
        expect(
            wording.lines(for: .refused(.nothingToSplit(CaseID(42))))
                + wording.lines(for: .refused(.nothingToSplit(nil)))
                + wording.whichToSplit([CaseID(42), CaseID(43)]),
            read: """
                {dana}: no text of yours for #42 waits to become a thread. !reply N … writes one; \
                if it is too long, it waits.
                {dana}: no text of yours waits to become a thread. !reply N … writes one; if it is \
                too long, it waits.
                {dana}: which? !split 42 or !split 43
                """)
    }

    @Test func `where no text is open that is said`() {
        expect(
            wording.nothingOpen(nil),
            read: """
                {dana}: no text of yours is open, and nothing was sent. !reply N … begins one.
                """)
    }
}
