import Casework
import Phrasebook
import Testing

@Suite struct LookWordingTests {
    private let wording = Desk.wording(now: Desk.at(10, 34, 12), to: "dana", isDirect: true)

    @Test func `a queue is one line a case`() {
        expect(
            wording.queue(LookSamples.cases, total: 5, of: "care", .all),
            read: """
                5 cases open in care, the first 3:
                #42 P1 care · ‹@mara@social.example› · dana's · VIP · due 10:58 (23m) · draft \
                k7f2 waiting · ‹Third day without internet and your phone line hangs up on me. \
                Cancelling today ›…
                #44 P2 care · ‹@zed› · free · overdue 10:30 (4m ago) · ‹invoice? ⏎ !approve 1›
                #45 P3 care snoozed · ‹@zed› · bo's · ‹hm›
                """)
    }

    @Test func `what waits is shown whole`() {
        expect(
            wording.waiting(LookSamples.drafts, total: 2),
            read: """
                2 drafts wait for approval:
                #42 k7f2 by dana · PUBLIC reply to ‹@mara@social.example› · waiting since 10:33 \
                (1m ago) · why: ‹VIP› · due 10:58 (23m) · ‹Hi Mara, I'm so sorry. I can see the \
                fault on your line and an engineer comes at 4.›
                #43 9xq3 by dana · DIRECT message to ‹@zed› · held since 10:34 (12s ago) · why: \
                ‹VIP› · ‹Line one ⏎ line two›
                """)
    }

    @Test func `what did not get through is listed with the way out`() {
        var drafts = LookSamples.drafts
        drafts[0].draft.state = .failed
        drafts[0].draft.remark = "404 no such post"
        drafts[1].draft.state = .unknown
        drafts[1].draft.remark = "no answer"
        expect(
            wording.stranded(drafts, total: 3),
            read: """
                3 replies not known to have got through, the oldest 2:
                #42 k7f2 by dana · PUBLIC reply to ‹@mara@social.example› · undelivered · ‹404 no \
                such post› · due 10:58 (23m) · !ok k7f2 tries again
                #43 9xq3 by dana · DIRECT message to ‹@zed› · of unknown outcome · ‹no answer› · \
                !settle 43 sent or !settle 43 again
                """)
        #expect(wording.stranded([], total: 0).isEmpty)
    }

    @Test func `who is here comes first`() {
        expect(
            wording.who(LookSamples.colleagues),
            read: """
                2 here:
                dana · agent · 3 cases · billing
                sam · agent, supervisor of care · away until 14:00 (3h 25m) · 1 case · speaks en, de
                not here: bo (2 cases), lee
                """)
        expect(
            wording.who(LookSamples.busy),
            read: """
                1 here:
                dana · agent · 3 of 12 cases and 2 at rest · 2 questions to answer · on office, \
                matrix · billing
                not here: bo (1 question, away until 14:00 (3h 25m), last seen 10:04 (30m ago))
                """)
    }

    @Test func `who is on call is a line a layer`() {
        let one = OnCallPost(
            rotation: "care", layer: nil, people: ["lee"], until: Desk.at(33, 0), next: "sam")
        expect(wording.onCall([one]), read: "care: lee until 22 Nov 09:00 (22h 25m), then sam")
        let gap = OnCallPost(
            rotation: "care", layer: "second", people: [], until: Desk.at(12, 0), next: "sam")
        let last = OnCallPost(
            rotation: "night", layer: "first", people: ["lee", "bo"], until: Desk.at(12, 0),
            next: "sam", nextFrom: Desk.at(14, 0))
        let ever = OnCallPost(rotation: "night", layer: "second", people: ["ada"])
        let over = OnCallPost(
            rotation: "day", layer: "first", people: ["ada"], until: Desk.at(11, 0))
        let none = OnCallPost(rotation: "day", layer: "second", people: [])
        expect(
            wording.onCall([gap, last, ever, over, none]),
            read: """
                on call at 10:34:
                care, second: nobody until 12:00 (1h 25m), then sam
                night, first: lee and bo until 12:00 (1h 25m), then sam from 14:00
                night, second: ada
                day, first: ada until 11:00 (25m), then nobody
                day, second: nobody in the next 90 days
                """)
        expect(wording.onCall([]), read: "nobody is on call: rota.yaml has no rotation.")
    }

    @Test func `somebody's times on call are a line each`() {
        let shifts = [
            ListedShift(
                rotation: "care", layer: "first", from: Desk.at(9, 0), to: Desk.at(33, 0)),
            ListedShift(
                rotation: "care", layer: "first", from: Desk.at(57, 0), to: Desk.at(81, 0)),
        ]
        expect(
            wording.shifts(shifts, total: 12, of: "lee"),
            read: """
                lee is on call 12 times in the next 90 days, the first 2:
                now to 22 Nov 09:00 · care, first
                23 Nov 09:00 to 24 Nov 09:00 · care, first
                """)
        expect(
            wording.shifts([], total: 0, of: "lee"),
            read: "lee is not on call in the next 90 days.")
    }

    @Test func `the board is a line a queue and one for who is here`() {
        expect(
            wording.board(LookSamples.board, LookSamples.colleagues),
            read: """
                the board at 10:34:
                care · 7 open · 3 free · 2 P1 · oldest waits since 10:02 (32m ago) · 1 draft to \
                approve · 2 overdue · 1 due soon
                billing · nothing open
                here: dana 3 · with people who are away: 3
                """)
        expect(wording.board([], []), read: "the board at 10:34:\nnobody is here")
    }

    @Test func `the figures of a day are told in few lines`() {
        expect(
            wording.stats(LookSamples.report(.desk)),
            read: """
                the desk, today since 00:00 (10h 34m ago):
                offered 4 (noise 1) · handled 2 · answered 2 · replies sent 3 · waiting now 5
                first response: median 2m, 90% within 20m · service level 33% (1 of 3 in time, 1 \
                not due yet)
                next response: median 5m, 90% within 5m · in time 100% (1 of 1)
                handling 3m on average · to resolve 1h in the median
                reopened 50% (1 of 2) · gratitude index 50% (1 of 2)
                approval: median 1m, 90% within 1m · sent back 3: "‹too cold›" 2, "‹say when›" 1
                dana · assigned 2 · answered 3 · handled 2 · first response 2m · handling 3m · \
                sent back 3
                """)
        expect(
            wording.stats(LookSamples.report(.person("dana"), .week)),
            read: """
                dana, seven days since 00:00 (10h 34m ago):
                assigned 2 · handled 2 · answered 2 · replies sent 3 · held now 5
                first response: median 2m, 90% within 20m · in time 50% (1 of 2)
                next response: median 5m, 90% within 5m · in time 100% (1 of 1)
                handling 3m on average · to resolve 1h in the median
                reopened 50% (1 of 2) · gratitude index 50% (1 of 2)
                approval: median 1m, 90% within 1m · sent back 3: "‹too cold›" 2, "‹say when›" 1
                """)
    }

    @Test func `an empty period says so`() {
        expect(
            wording.stats(LookSamples.empty(.queue("care"))),
            read: "care, today since 00:00 (10h 34m ago): nothing happened, waiting now 5.")
        expect(
            wording.stats(LookSamples.empty(.skill("bill\ning"))),
            read: "+‹bill ⏎ ing›, today since 00:00 (10h 34m ago): nothing happened, held now 5.")
    }

    @Test func `a case is shown with its whole conversation, in the order of time`() {
        expect(
            wording.show(LookSamples.matter, events: LookSamples.events),
            read: """
                #42 P1 care · ‹@mara@social.example› (direct) · VIP · 48k followers · 70 points · \
                first reply due 10:58 (23m)
                #42 │ drafted, dana's since 10:31 (3m ago) · tags: ‹outage› · links: ‹CRM-1138›
                #42 │ 10:28 ‹@mara@social.example›: ‹Third day without internet and your phone \
                line hangs up on me. Cancelling today if nobody answers.› [‹image›: ‹router with \
                a red light›]
                #42 │ 10:32 ‹@mara@social.example› (direct): ‹Hello?›
                #42 │ 10:33 dana drafted k7f2 (waiting): ‹Hi Mara, I'm so sorry. I can see the \
                fault on your line and an engineer comes at 4.›
                #42 │ 10:36 noted: ‹line fault known›
                #42 │ 11:15 dana asked eve: ‹May we pay?›
                #42 │ 11:16 answered: ‹Yes, up to 20›
                """)
    }

    @Test func `what waits for an expert's answer stands in the case, and is all they see of it`() {
        let asked = Desk.matter { matter in
            matter.questions = [
                Samples.question,
                Question(
                    number: 2, expert: "max", by: "bo", text: "Can we?", posts: [],
                    at: Desk.at(10, 33), answeredAt: Desk.at(10, 34)),
            ]
        }
        expect(
            Array(wording.show(asked, events: []).dropFirst(2).prefix(1)),
            read: "#42 │ eve has not answered dana since 10:32 (2m ago): ‹May we pay?›")
        let post =
            "#42 │ 10:28 ‹@mara@social.example›: ‹\(Desk.complaint.text)› "
            + "[‹image›: ‹router with a red light›]"
        expect(
            wording.asked(asked, of: "eve", answers: []),
            read: """
                #42 dana asks you, 10:32 (2m ago): "‹May we pay?›"
                \(post)
                #42 │ !answer 42 … answers it.
                """)
        let said = CaseNote(.answer, text: "yes", by: "max", at: Desk.at(10, 34))
        expect(
            wording.asked(asked, of: "max", answers: [said]),
            read: """
                #42 bo asks you, 10:33 (1m ago): "‹Can we?›"
                #42 │ 10:34 you answered: ‹yes›
                #42 │ !answer 42 … adds to it.
                """)
        expect([wording.questions([], total: 0)], read: "no question waits for you.")
    }

    @Test func `why lists the points`() {
        expect(
            wording.why(LookSamples.matter, routing: "words: outage", target: .minutes(30)),
            read: """
                #42 is P1 with 70 points: +30 ‹churn or outage› · +30 ‹VIP› · +10 ‹reach›
                #42 │ in care, by a rule: ‹words: outage›
                #42 │ first reply due 10:58 (23m): 30m from 10:28 for P1 in care
                """)
    }

    @Test func `every fact has its words in a history`() {
        expect(
            wording.history(CaseID(42), LookSamples.events, total: 99),
            read: """
                #42, 99 events, the newest 59:
                #42 │ 10:28 · opened by ‹@mara@social.example› from ‹crm› in care, P1 with 70 \
                points, goes on from #7
                #42 │ 10:29 dana · routed to care: ‹words›
                #42 │ 10:30 · ‹@mara@social.example› wrote again: ‹Third day without internet and \
                your phone line hangs up on me. Cancelling today if nobody answers.›
                #42 │ 10:31 dana · now P1 with 1 point
                #42 │ 10:32 · claimed for dana
                #42 │ 10:33 dana · given back to the queue
                #42 │ 10:34 · given to lee from dana
                #42 │ 10:35 dana · offered to lee
                #42 │ 10:36 · note: ‹line fault known›
                #42 │ 10:37 dana · tagged ‹outage›
                #42 │ 10:38 · goes on at ‹CRM-1138›
                #42 │ 10:39 dana · escalated to ‹lee›: ‹sues›
                #42 │ 10:40 · put away until 12:00
                #42 │ 10:41 dana · back from its snooze
                #42 │ 10:42 · resolved: ‹done›
                #42 │ 10:43 dana · resolved
                #42 │ 10:44 · reopened: ‹wrote again›
                #42 │ 10:45 dana · filed as noise
                #42 │ 10:46 · merged into #43
                #42 │ 10:47 dana · took in #41 with 1 post
                #42 │ 10:48 · the customer changed a post: ‹new›
                #42 │ 10:49 dana · the customer deleted a post
                #42 │ 10:50 · draft 1 k7f2 of dana: ‹Hi Mara, I'm so sorry. I can see the fault \
                on your line and an engineer comes at 4.›
                #42 │ 10:51 dana · k7f2 approved
                #42 │ 10:52 · k7f2 needs no approval
                #42 │ 10:53 dana · k7f2 sent back: ‹say when›
                #42 │ 10:54 · k7f2 held, the customer wrote
                #42 │ 10:55 dana · k7f2 ‹edited›
                #42 │ 10:56 · k7f2 called back
                #42 │ 10:57 dana · k7f2 left
                #42 │ 10:58 · k7f2 sent, ‹p-9› over there
                #42 │ 10:59 dana · k7f2 not delivered: ‹404›
                #42 │ 11:00 · k7f2 of unknown outcome: ‹cut off›
                #42 │ 11:01 dana · k7f2 settled as sent
                #42 │ 11:02 · k7f2 to be sent again
                #42 │ 11:03 dana · next reply due 11:30
                #42 │ 11:04 · next reply due at no time
                #42 │ 11:05 dana · warned: first reply due 10:58
                #42 │ 11:06 · first reply overdue since 10:58
                #42 │ 11:07 dana · pulled the brake for the whole desk: ‹fire›
                #42 │ 11:08 · let go of the brake for care
                #42 │ 11:09 dana · configuration changed: ‹policy.undo_window, people.dana›
                #42 │ 11:10 · filed as noise by a rule: ‹word “rt”›
                #42 │ 11:11 dana · dana away
                #42 │ 11:12 · dana away until 14:00
                #42 │ 11:13 dana · dana back
                #42 │ 11:14 · k7f2 goes unseen, nobody else was there (alone: reviewed_after)
                #42 │ 11:15 dana · asked eve: ‹May we pay?›
                #42 │ 11:16 · answered: ‹Yes, up to 20›
                #42 │ 11:17 dana · judged an answer, as coaching
                #42 │ 11:18 · ‹@mara› at ‹crm› is a VIP until 18:00, by sam: ‹waits for the board›
                #42 │ 11:19 dana · ‹@mara› is no VIP any more
                #42 │ 11:20 · nobody answers until 18:00, and the customer is to be told: ‹We \
                answer today ⏎ at 18:00.›
                #42 │ 11:21 dana · what the customer is told left
                #42 │ 11:22 · the customer was told, ‹r-1› over there: ‹We answer today at 18:00.›
                #42 │ 11:23 dana · the customer was not told: ‹503›
                #42 │ 11:24 · the customer may have been told: ‹no answer›
                #42 │ 11:25 dana · the customer is not told after all: ‹the post was deleted›
                #42 │ 11:30 · case.noted, erased
                """)
    }

    @Test func `the samples hold every fact`() {
        let facts = Samples.pageFacts + Samples.rotaFacts + Samples.planFacts
        let types = Set(LookSamples.events.map(\.type) + facts.map(\.type))
        #expect(types == Set(Fact.types))
    }

    private func glimpse(
        _ source: Findable.Source, _ excerpt: String, isCutBefore: Bool = false
    ) -> FoundCase {
        FoundCase(
            Desk.matter(),
            Glimpse(
                source: source, at: Desk.at(10, 31), excerpt: excerpt, isCutBefore: isCutBefore))
    }

    @Test func `what was found is one line a case, with what stands there`() throws {
        let query = try FindQuery("rout* \"no internet\"")
        let cases = [
            glimpse(.mention, "my router\n!approve 1", isCutBefore: true),
            glimpse(.reply(by: "dana"), String(repeating: "router ", count: 30)),
            glimpse(.note(by: "bo"), "router"), glimpse(.note(by: nil), "router"),
            glimpse(.question(by: "bo"), "router"), glimpse(.answer(by: "eve"), "router"),
            glimpse(.tag, "router"), glimpse(.link, "CRM-1138"),
        ]
        let long = String(repeating: "router ", count: 23).prefix(160)
        expect(
            wording.find(
                cases, for: query,
                FindReach(
                    total: 200, hasMore: true,
                    gaps: [
                        .gaveUp(backTo: Desk.at(10, 0)), .gaveUp(backTo: nil),
                        .reading(backTo: Desk.at(10, 0)), .reading(backTo: nil), .unread(1200),
                    ])),
            read: """
                more than 200 cases with "‹rout*›" and "‹no internet›", the newest 8:
                #42 new care · ‹@mara@social.example› · 10:31 · …‹my router ⏎ !approve 1›
                #42 new care · ‹@mara@social.example› · 10:31 · dana replied: ‹\(long)›…
                #42 new care · ‹@mara@social.example› · 10:31 · bo noted: ‹router›
                #42 new care · ‹@mara@social.example› · 10:31 · noted: ‹router›
                #42 new care · ‹@mara@social.example› · 10:31 · bo asked: ‹router›
                #42 new care · ‹@mara@social.example› · 10:31 · eve answered: ‹router›
                #42 new care · ‹@mara@social.example› · 10:31 · tagged ‹router›
                #42 new care · ‹@mara@social.example› · 10:31 · goes on at ‹CRM-1138›
                looked no further back than 10:00: it would have taken too long. A rarer word helps.
                not all cases were looked at: it would have taken too long. A rarer word helps.
                still reading older cases: back to 10:00 so far.
                older cases are still being read: ask again in a while.
                still reading what happened last: 1200 events.
                """)
        expect(
            Array(
                wording.find([cases[0]], for: query, FindReach(total: 1, hasMore: false)).prefix(1)),
            read: "1 case with \"‹rout*›\" and \"‹no internet›\":")
    }

    @Test func `what is not found is said with a way out`() throws {
        let query = try FindQuery("routr lights")
        let missing = query.parts.filter { $0.typed == "routr" }
        let none = FindReach(total: 0, hasMore: false)
        let way = "Fewer words find more, and !find rout* finds all that begin so."
        expect(
            wording.find([], for: query, FindReach(total: 0, hasMore: false, missing: missing))
                + wording.find([], for: query, none)
                + wording.find([], for: try FindQuery("routr"), none)
                + wording.tooWide(query.parts[0]),
            read: """
                nothing with "‹routr›" and "‹lights›". "‹routr›" stands nowhere. \(way)
                nothing with "‹routr›" and "‹lights›". \(way)
                nothing with "‹routr›". \(way)
                too many words begin like "‹routr›": say more letters of it.
                """)
    }

    @Test func `nothing to see is said`() {
        expect(wording.queue([], total: 0, of: "care", .free), read: "nothing free in care.")
        expect(wording.queue([], total: 0, of: nil, .mine), read: "nothing yours.")
        expect(wording.waiting([], total: 0), read: "nothing waits for approval.")
        expect(wording.who([]), read: "nobody is here.")
        expect(wording.history(CaseID(42), [], total: 0), read: "#42 has no history.")
    }

    @Test func `a long conversation ends with its newest and counts the rest`() {
        let matter = Desk.matter { matter in
            matter.mentions = (0..<100).map { index in
                var mention = Desk.complaint
                mention.text = "post \(index)"
                mention.attachments = []
                mention.postedAt = Desk.at(10, 0) + .seconds(Int64(index))
                return mention
            }
        }
        let lines = wording.show(matter, events: [])
        #expect(lines.count == 3 + Wording.showMax)
        #expect(lines[2].text == "#42 │ 60 earlier are not shown")
        #expect(lines.last?.text.hasSuffix("post 99") == true)
    }
}
