import Casework
import Phrasebook
import Testing

/// Pages, and what they are answered with.
@Suite struct PageWordingTests {
    @Test func `ack reads numbers, or all`() {
        Table(
            """
            !ack 42 ⇒ ack #42 acknowledge(how: Casework.PageAnswer.said)
            !ack 42, 43 and #44 ⇒ ack #42 #43 #44 acknowledge(how: Casework.PageAnswer.said)
            !ack all ⇒ ack paged acknowledge(how: Casework.PageAnswer.said)
            !ack all 42 ⇒ ✗ usage ack
            !ack ⇒ ✗ usage ack
            """
        ).expectReading()
    }

    @Test func `whoever is called reads which cases, and what to say`() {
        let wording = Desk.wording(now: Desk.at(10, 34, 12), isDirect: true)
        expect(
            Samples.pages.flatMap(wording.lines),
            read: """
                PAGE #42 P1 care · ‹@mara@social.example› · first reply due 10:58 (23m) · free. !ack 42 says that \
                you look after it. Next step 10:39 (4m).
                PAGE 12 cases: #42 P1 ‹@mara@social.example›, due 10:58 (23m) · #43 P1 ‹@mara@social.example›, due 10:58 (23m) · and 10 \
                more. !ack all says that you look after them, !ack 42 after one. Next step 10:39 (4m).
                PAGE #43 P1 care · ‹@mara@social.example› · first reply due 10:58 (23m) · free. !ack 43 says that \
                you look after it.
                paged olu (night, step 1) for #42 P1, next step 10:39 (4m). !ack 42
                paged olu (night, step 1) for #42 P1 · #43 P1 and 10 more, next step 10:39 (4m). \
                !ack 42
                paged this room (night, step 3) for #43 P1. !ack 43
                #42 acknowledged by olu, 3m 2s after the first page: nobody else is paged. It is free \
                still, !claim 42. Nothing done in 30m pages again.
                #42 acknowledged by olu, 3m 2s after the first page: nobody else is paged. It is free \
                still, !claim 42.
                #42 is dana's, 3m 2s after the first page: nobody else is paged.
                #42 P1: {olu} acknowledged at 10:04 (30m ago), and nothing was done since. It pages \
                again. !claim 42
                #42 P1: {olu} acknowledged at 10:04 (30m ago), the customer wrote again at 10:20 \
                (14m ago), and nothing was done since. It pages again. !claim 42
                the page to olu for #42 #43 did not get there by webhook: "‹500›". The other ways and \
                the chain go on.
                the page for practice did not get to you by e-mail: "‹550 no such user›".
                #42 P1 care: nobody has acknowledged, and night is at its end. Paged: olu, lee · free, \
                due 10:58 (23m) · !claim 42
                #42 P1 care: nobody has acknowledged, and night is at its end. Nobody could be paged · \
                free, due 10:58 (23m) · !claim 42
                a page for practice, nothing has happened. It goes to you by direct message, e-mail, \
                webhook.
                """)
    }

    @Test func `why nothing was acknowledged`() {
        let wording = Desk.wording(now: Desk.at(10, 34, 12))
        expect(
            Samples.pageRefusals.flatMap { wording.lines(for: .refused($0)) },
            read: """
                #42 pages nobody. !claim 42 makes it yours, !escalate 42 … calls somebody.
                #42 pages nobody before 10:34:20, with what comes until then. !claim 42 makes it yours, \
                and nobody is paged for it.
                #42 is looked after by olu since 10:31 (3m ago), and is free. !show 42 shows it.
                no page to you waits for an answer. !ack 42 acknowledges one case.
                there is no way to page olu: in none of my rooms, and people.yaml has no page address \
                for them.
                """)
    }

    @Test func `the history tells who was called and who answered`() {
        let wording = Desk.wording(now: Desk.at(12, 0))
        let events = Samples.pageFacts.enumerated().map { index, fact in
            Happening(
                at: Desk.at(10, 28 + Int64(index)), by: nil, type: fact.type, fact: fact)
        }
        expect(
            wording.history(CaseID(42), events, total: events.count),
            read: """
                #42, 6 events:
                #42 │ 10:28 · night, step 1: paged olu
                #42 │ 10:29 · night, step 3: paged approvals
                #42 │ 10:30 · olu acknowledged
                #42 │ 10:31 · olu acknowledged by the link of a mail
                #42 │ 10:32 · dana has it: pages stop
                #42 │ 10:33 · night came to its end, nobody had acknowledged
                """)
    }
}

extension Samples {
    private static let step = PagedStep(
        chain: "night", step: 1, time: 1, round: 1, people: ["olu"], rooms: [], isFirst: true,
        next: Desk.at(10, 39))
    private static let call = PagedBrief(
        PageCall(
            brief: Desk.brief(), step: step, openedAt: Desk.at(10, 28),
            firstResponseDueAt: Desk.at(10, 58)))
    private static let toRoom = PagedStep(
        chain: "night", step: 3, time: 1, round: 1, people: [], rooms: ["approvals"],
        isFirst: false, next: nil)
    private static let other = PagedBrief(
        PageCall(
            brief: Desk.brief { $0.id = CaseID(43) }, step: toRoom, openedAt: Desk.at(10, 28),
            firstResponseDueAt: nil))

    static let pages: [Notice] = [
        .paged([call], total: 1), .paged([call, other], total: 12),
        .paged([other], total: 1), .pagedOut([call], total: 1),
        .pagedOut([call, other], total: 12), .pagedOut([other], total: 1),
        .pageAcknowledged(
            Desk.brief(), by: "olu", how: .said, after: .seconds(182), again: .minutes(30)),
        .pageAcknowledged(Desk.brief(), by: "olu", how: .link, after: .seconds(182), again: nil),
        .pageAcknowledged(held, by: "dana", how: .taken, after: .seconds(182), again: nil),
        .pagesAgain(Desk.brief(), by: "olu", at: Desk.at(10, 4), wroteAt: nil),
        .pagesAgain(Desk.brief(), by: "olu", at: Desk.at(10, 4), wroteAt: Desk.at(10, 20)),
        .pageFailed("olu", by: .webhook, cases: [42, 43].map(CaseID.init), reason: "500"),
        .pageFailed("olu", by: .email, cases: [], reason: "550 no such user"),
        .pagesExhausted(Desk.brief(), chain: "night", people: ["olu", "lee"]),
        .pagesExhausted(Desk.brief(), chain: "night", people: []),
        .pageTest("olu", channels: [.direct, .email, .webhook]),
    ]

    static let pageRefusals: [Refusal] = [
        .notPaged(Desk.brief()), .notPaged(Desk.brief(), until: Desk.at(10, 34, 20)),
        .alreadyAcknowledged(Desk.brief(), by: "olu", at: Desk.at(10, 31)),
        .nothingToAcknowledge, .noWayToPage("olu"),
    ]

    static let pageFacts: [Fact] = [
        .paged(step), .paged(toRoom), .pageAcknowledged(by: "olu", how: .said),
        .pageAcknowledged(by: "olu", how: .link), .pageAcknowledged(by: "dana", how: .taken),
        .pagingEnded(chain: "night"),
    ]
}
