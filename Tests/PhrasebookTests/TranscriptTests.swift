import Casework
import Phrasebook
import Testing

/// The working day of the manual, to the letter as far as the facts reach.
@Suite struct TranscriptTests {
    private let held = Samples.held

    @Test func `a P1 rings with what it takes to decide`() {
        let lines = Desk.wording(now: Desk.at(10, 31)).lines(
            for: .ring(Desk.brief(), mention: Desk.complaint))
        #expect(
            lines.text == """
                #42 P1 care · @mara@social.example (public) · VIP · 48k followers · 70 points · \
                first reply due 10:58 (27m)
                #42 │ Third day without internet and your phone line hangs up on me. Cancelling \
                today if nobody answers. [image: router with a red light]
                """)
    }

    @Test func `the claimer is told, and the loser is told by whom and since when`() {
        let claim = Notice.claimed(held, by: "dana", known: nil)
        let won = Desk.wording(now: Desk.at(10, 31, 5), to: "dana").lines(for: claim)
        #expect(won.text == "dana: #42 is yours, due 10:58 (26m). !r 42 …")
        let known = Acquaintance(
            cases: 2, latest: CaseID(40),
            reply: .init(
                by: "dana", at: Desk.at(10, 31) - .days(5), matter: CaseID(40), outcome: "refund"))
        let regular = Desk.wording(now: Desk.at(10, 31, 5), to: "dana").lines(
            for: .claimed(held, by: "dana", known: known))
        #expect(
            regular.text == """
                dana: #42 is yours, due 10:58 (26m). @mara@social.example last spoke to dana, \
                16 Nov 10:31 (refund). !r 42 …
                """)
        let lost = Desk.wording(now: Desk.at(10, 31, 20), to: "bo").lines(
            for: .refused(.heldBy(held, holder: "dana", since: Desk.at(10, 31))))
        #expect(
            lost.text == """
                bo: #42 is dana's since 10:31 (20s ago). !note 42 … adds a note, !escalate 42 … \
                brings somebody in.
                """)
    }

    @Test func `a draft waits, and its card shows it whole`() {
        let draft = Samples.k7f2
        let told = Desk.wording(now: Desk.at(10, 33), to: "dana").lines(
            for: .drafted(held, draft, onShift: ["sam", "lee"]))
        #expect(
            told.text == """
                dana: #42 draft 1 k7f2, PUBLIC reply to @mara@social.example: "Hi Mara, I'm so \
                sorry. …" (83/500). Waits for approval: VIP. On shift: sam, lee.
                """)
        let card = Desk.wording(now: Desk.at(10, 33, 30)).lines(
            for: .draftCard(held, draft, answers: Desk.complaint))
        #expect(
            card.text == """
                #42 k7f2 by dana · PUBLIC reply to @mara@social.example on Mastodon · 83/500 · \
                why: VIP · due 10:58 (24m)
                #42 │ they wrote: Third day without internet and your phone line hangs up on \
                me. Cancelling today if nobody answers. [image: router with a red light]
                #42 │ draft: Hi Mara, I'm so sorry. I can see the fault on your line and an \
                engineer comes at 4.
                """)
    }

    @Test func `card and receipt name whom a draft answers, who may be another than the customer`()
    {
        var bystander = Desk.complaint
        bystander.author = Author(handle: "@star@social.example")
        let card = Desk.wording(now: Desk.at(10, 33, 30)).lines(
            for: .draftCard(held, Samples.k7f2, answers: bystander))
        var draft = Samples.k7f2
        draft.bystander = bystander.author
        let told = Desk.wording(now: Desk.at(10, 34, 45)).lines(
            for: .sent(held, draft, at: Desk.at(10, 34, 42), firstResponse: nil, target: nil))
        #expect(told.text == "#42 sent to @star@social.example at 10:34")
        #expect(
            card.first.map { [$0].text.contains("PUBLIC reply to @star@social.example on") }
                == true)
    }

    @Test func `an approval names the end of its window, counted from when it is said`() {
        let wording = Desk.wording(now: Desk.at(10, 34, 12), to: "sam")
        let lines = wording.lines(
            for: .approved(held, Samples.k7f2, by: "sam", window: .seconds(30)))
        #expect(lines.text == "#42 k7f2 approved by sam. Goes out 10:34:42 (30s). !undo 42")
    }

    @Test func `a reply that left names its times`() {
        let lines = Desk.wording(now: Desk.at(10, 34, 45)).lines(
            for: .sent(
                held, Samples.k7f2, at: Desk.at(10, 34, 42), firstResponse: .seconds(402),
                target: .minutes(30)))
        #expect(
            lines.text
                == "#42 sent to @mara@social.example at 10:34 · first response 6m 42s of 30m")
    }

    @Test(arguments: [
        (
            "dana", Refusal.yourOwn(Samples.held, Samples.k7f2, onShift: ["sam", "lee"]),
            """
            dana: you wrote k7f2, somebody else has to approve it. On shift: sam, lee. Nobody \
            there: !escalate 42 … brings somebody in.
            """
        ),
        (
            "sam", .notTheOneYouRead(Samples.held, Desk.second),
            "sam: #42 is now draft 2 9xq3, not the one you read. It is shown above."
        ),
        (
            "sam",
            .heldMeanwhile(
                Samples.held, Samples.k7f2, cause: Samples.wrote, saying: Samples.thanks.text,
                at: Desk.at(10, 34)),
            """
            sam: k7f2 is held, @mara wrote at 10:34: "It's back, thanks!" !ok k7f2 once more \
            sends it anyway, !rewrite 42 … changes it.
            """
        ),
        (
            "dana", .draftWaiting(Samples.held, Samples.k7f2),
            """
            dana: #42 has draft k7f2 waiting. !edit 42 … replaces it, !drop 42 withdraws it.
            """
        ),
        (
            "dana", .blockedWord(Samples.held, word: "idiots"),
            "dana: not taken: \"idiots\" is on the blocked list."
        ),
    ])
    func `refusals are the manual's`(_ to: String, _ refusal: Refusal, _ words: String) {
        let wording = Desk.wording(now: Desk.at(10, 34, 12), to: to)
        #expect(wording.lines(for: .refused(refusal)).text == words)
    }

    @Test func `a stranger is told what to do`() {
        #expect(
            Desk.wording().lines(for: .refused(.unknownSpeaker)).text == """
                I can't tell who you are: log in to the network's accounts (SASL or NickServ) \
                first. Until then I only answer !help.
                """)
    }

    @Test func `practice says so on its cards`() {
        let practice = Desk.brief(practice: true)
        let wording = Desk.wording()
        for notice: Notice in [
            .ring(practice, mention: Desk.complaint),
            .drafted(practice, Samples.k7f2, onShift: []),
            .draftCard(practice, Samples.k7f2, answers: Desk.complaint),
            .approved(practice, Samples.k7f2, by: "sam", window: .seconds(30)),
            .sent(practice, Samples.k7f2, at: Desk.at(10, 30), firstResponse: nil, target: nil),
        ] {
            #expect(wording.lines(for: notice).text.lowercased().contains("practice"))
        }
    }
}
