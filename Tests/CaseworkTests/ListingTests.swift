import Rehearsal
import Testing

@testable import Casework

@Suite struct ListingTests {
    @Test(arguments: scenarios)
    func `drafts that say the same share a card`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "each is listed on the first one's card and approved with it once that was read",
            incident
                + """

                approvals sees #2 card
                dana  grants    #2 aa22               → refused(listedYourOwn)
                bo    grants    #2 aa22               → refused(notAllowed: supervisor)
                sam   grants    #1 aa22               → refused(noSuchMark), draft aa22 waiting
                sam   grants    #2 aa22               → approved, by sam, row scheduled, tells approvals approved
                sam   grants    #2 aa22               → refused(notWaiting: aa23)
                sam   grants    #3 aa22               → refused(listedLater), draft aa24 waiting
                approvals sees #3 card
                sam   grants    #3 aa22 ago=10s       → refused(listedLater)
                sam   grants    #3 aa22               → approved, by sam
                sam   ok       aa22                  → approved, by sam
                +90s  outbox   departs #2            → draft aa23 sending
                outbox lands   #2 sent               → answered
                """),
        Scenario(
            "a customer who wrote meanwhile holds only theirs",
            incident
                + """

                approvals sees #2 card
                approvals sees #3 card
                zed   posts    #2 "it is back"       → draft aa23 held
                approvals sees #2 hold
                sam   grants    #2 aa22               → refused(heldMeanwhile)
                sam   grants    #3 aa22               → approved
                sam   ok       aa23                  → approved, by sam
                """),
        Scenario(
            "whoever wrote one of them is no other eyes for that one",
            incident
                + """

                ann   posts    #4 "no internet"
                sam   claims   #4
                sam   cans     #4 outage "6"
                sam   uses     #4                    → draft aa25 waiting, listed aa22
                approvals sees #2 card
                approvals sees #4 card
                sam   grants    #4 aa22               → refused(listedYourOwn)
                sam   grants    #2 aa22               → approved
                lee   grants    #4 aa22               → approved, by lee
                """),
        Scenario(
            "what was called back is approved for itself",
            incident
                + """

                approvals sees #2 card
                sam   grants    #2 aa22               → approved
                sam   undoes   #2                    → draft aa23 waiting
                sam   grants    #2 aa22               → refused(notWaiting: aa23)
                sam   ok       aa23                  → approved
                """),
        Scenario(
            "the brake and blocked words stop it",
            incident
                + """

                approvals sees #2 card
                sam   holds    "wrong prices"
                sam   grants    #2 aa22               → refused(braked: desk)
                sam   unholds
                desk  blocks   back
                sam   grants    #2 aa22               → refused(blockedWord: back)
                """),
        Scenario(
            "other words, other eyes and other reasons have cards of their own",
            """
            mara  posts    #1 "no internet"
            dana  claims   #1
            dana  cans     #1 outage "6"
            dana  uses     #1                    → draft aa22 waiting, listed nowhere, tells approvals draftCard
            zed   posts    #2 "no internet"
            dana  claims   #2
            dana  cans     #2 outage "7"
            dana  uses     #2                    → listed nowhere
            ann   posts    #3 "no internet"
            dana  claims   #3
            dana  cans     #3 outage "6"
            dana  uses     #3 "It is back at six" → listed nowhere
            joe   posts    #4 "no internet" vip
            dana  claims   #4
            dana  cans     #4 outage "6"
            dana  uses     #4                    → listed nowhere, why VIP
            pat   posts    #5 "no internet" direct
            dana  claims   #5
            dana  cans     #5 outage "6"
            dana  uses     #5                    → listed nowhere
            kay   posts    #6 "no internet"
            dana  claims   #6
            dana  replies  #6 "It is back at 6." → listed nowhere
            sam   ok       aa22
            roy   posts    #7 "no internet"
            dana  claims   #7
            dana  cans     #7 outage "6"
            dana  uses     #7                    → listed nowhere
            """),
    ]

    private static let incident = """
        mara  posts    #1 "no internet"
        zed   posts    #2 "no internet"
        kay   posts    #3 "no internet"
        dana  claims   #1
        dana  claims   #2
        bo    claims   #3
        dana  cans     #1 outage "6"
        dana  uses     #1                    → draft aa22 waiting, listed nowhere, tells approvals draftCard
        dana  cans     #2 outage "6"
        dana  uses     #2                    → draft aa23 waiting, listed aa22, tells approvals draftListed
        bo    cans     #3 outage "6"
        bo    uses     #3                    → draft aa24 waiting, listed aa22
        """

    @Test func `a card lists no more than can be read`() {
        var desk = ScenarioDesk()
        let outcome = Scenario("", ListingTests.incident).play(on: &desk)
        #expect(outcome.failures == [])
        var matter = desk.cases[1]
        matter.drafts = []
        guard let shown = CannedDraft.Standing(matter), let dana = desk.person("dana"),
            let leader = desk.cases[0].liveDraft
        else {
            Issue.record("there is no draft")
            return
        }
        let canned = CannedDraft(
            use: CannedUse(name: "outage", .filled), language: "en", text: leader.text,
            shownFor: shown)
        for (listed, card) in [(29, leader.mark), (30, nil)] as [(Int, Mark?)] {
            var context = desk.context(for: matter.id, actor: desk.actor(dana))
            context.twin = Twin(draft: leader, listed: listed)
            let decision = try? decide(matter, .takeCanned(canned), context)
            #expect(decision?.matter?.liveDraft != nil)
            #expect(decision?.matter?.liveDraft?.listedOn == card)
        }
    }
}
