import Rehearsal
import Testing

@Suite struct AloneTests {
    @Test(arguments: scenarios)
    func `only what the policy names leaves unseen, and only where nobody else is there`(
        scenario: Scenario
    ) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "without the rule everything waits, whoever is there",
            """
            desk  seats dana
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  cans     #1 hello
            dana  uses     #1                    → drafted, draft aa22 waiting
            """),
        Scenario(
            "canned texts as they are written leave, and nothing else",
            """
            desk  alone canned
            desk  seats dana bo
            mara  posts    #1 "hello" vip
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → drafted, draft aa22 waiting
            dana  drops    #1
            dana  cans     #1 outage "4"
            dana  uses     #1                    → drafted, draft aa23 waiting, canned outage
            dana  drops    #1
            dana  cans     #1 hello
            dana  uses     #1 "Hi Mara"          → drafted, draft aa24 waiting
            dana  drops    #1
            dana  cans     #1 hello
            dana  uses     #1                    → approved, by nobody, unseen canned, tells asker approved, tells approvals draftCard, due 90s
            dana  edits    #1 "Hi Mara"          → drafted, draft aa25 voided, draft aa26 waiting
            """),
        Scenario(
            "whoever could approve has to be away",
            """
            desk  alone reviewed_after
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → drafted
            dana  drops    #1
            desk  seats dana lee
            dana  replies  #1 "Hi Mara"          → drafted
            dana  drops    #1
            desk  seats dana kim bo olu
            dana  replies  #1 "Hi Mara"          → approved, by nobody, unseen reviewed_after
            zed   posts    #2 "my invoice"       → queue billing
            bo    claims   #2
            bo    replies  #2 "Hi"               → drafted, draft aa25 waiting
            """),
        Scenario(
            "a supervisor's own words have other eyes while the other one is there",
            """
            desk  alone reviewed_after
            desk  seats sam
            mara  posts    #1 "hello"
            sam   claims   #1
            sam   replies  #1 "Hi Mara"          → approved, unseen reviewed_after
            zed   posts    #2 "hello"
            dana  claims   #2
            desk  seats sam dana
            dana  replies  #2 "Hi"               → drafted, draft aa23 waiting
            sam   rewrites #2 "Hi Zed"           → drafted, draft aa24 waiting
            """),
        Scenario(
            "a trainee's text waits, and so does everything under the brake",
            """
            desk  alone reviewed_after
            desk  seats dana bo
            desk  trains dana
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi"               → drafted, draft aa22 waiting
            zed   posts    #2 "hello"
            bo    claims   #2
            lee   holds "storm"
            bo    replies  #2 "Hi"               → drafted, draft aa23 waiting
            lee   unholds
            bo    ok       aa23                  → refused(yourOwn)
            """),
        Scenario(
            "what was stopped on its way needs other eyes after all",
            """
            desk  alone reviewed_after
            desk  seats dana
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi"               → approved, unseen reviewed_after
            dana  undoes   #1                    → drafted, draft aa22 waiting, unseen no
            dana  ok       aa22                  → refused(yourOwn)
            lee   ok       aa22                  → approved, by lee, unseen no
            +90s  outbox departs #1
            outbox lands   #1 sent               → answered
            dana  replies  #1 "Anything else?"   → approved, unseen reviewed_after
            mara  posts    #1 "wait"             → drafted, draft aa23 held, unseen no
            care  sees     #1 hold
            dana  ok       aa23                  → refused(yourOwn)
            """),
    ]
}
