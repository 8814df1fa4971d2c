import Rehearsal
import Testing

@Suite struct WritingTests {
    @Test(arguments: scenarios)
    func `a text is written, changed and withdrawn by its holder`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "one live draft a case",
            """
            mara  posts    #1 "hello"
            dana  replies  #1 "Hi"               → refused(notHeld)
            dana  claims   #1
            bo    replies  #1 "Hi"               → refused(heldBy: dana)
            dana  replies  #1 "Hi Mara"          → drafted, draft aa22 waiting, tells asker drafted
            dana  replies  #1 "again"            → refused(draftWaiting: aa22)
            dana  edits    #1 "Hi Mara!"         → drafted, draft aa23 waiting, draft aa22 voided
            dana  edits    #1 "Hi Mara!"         → refused(unchanged: aa23)
            dana  drops    #1                    → claimed, draft aa23 voided, tells approvals dropped
            dana  drops    #1                    → refused(noDraft)
            dana  edits    #1 "Hi"               → refused(noDraft)
            dana  replies  #1 "Hi"               → drafted, draft aa24 waiting
            """),
        Scenario(
            "what cannot be sent is not taken",
            """
            mara  posts    #1 "hello"
            zed   posts    #2 "hello" source=pigeon
            dana  claims   #1
            dana  claims   #2
            dana  replies  #1 ""                 → refused(emptyText)
            dana  replies  #1 "sorry, IDIOT's"   → drafted
            dana  drops    #1
            dana  replies  #1 "sorry, Idiots."   → refused(blockedWord: idiots)
            desk  limit    5
            dana  replies  #1 "Hi Mara"          → refused(tooLong: 7, 5, Hi Ma)
            dana  replies  #1 "Hi 🇬🇧🇬🇧"          → drafted
            dana  replies  #2 "Hi"               → refused(noDestination: pigeon)
            """),
        Scenario(
            "a reply is never wider than what it answers",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi" direct        → drafted, seen direct
            dana  edits    #1 "Hi!"              → drafted, seen direct
            dana  drops    #1
            dana  replies  #1 "Hi"               → seen public
            mara  posts    #1 "in private" direct → draft aa24 held
            dana  edits    #1 "Hi"               → draft aa25 waiting, seen direct
            """),
        Scenario(
            "an approved text is changed or withdrawn while the window is open",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi"
            sam   ok       aa22                  → approved, row scheduled
            dana  edits    #1 "Hi Mara"          → drafted, draft aa23 waiting, draft aa22 voided
            sam   ok       aa23                  → approved
            dana  drops    #1                    → claimed, draft aa23 voided, row parked
            """),
        Scenario(
            "a text that is leaving is not changed",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi"
            sam   ok       aa22
            +90s  outbox departs #1              → approved, draft aa22 sending
            dana  edits    #1 "Hi!"              → refused(underWay: aa22)
            dana  drops    #1                    → refused(underWay: aa22)
            sam   rewrites #1 "Hi!"              → refused(underWay: aa22)
            dana  replies  #1 "Hi!"              → refused(underWay: aa22)
            outbox lands   #1 unknown "cut" again → draft aa22 unknown
            dana  edits    #1 "Hi!"              → refused(underWay: aa22)
            """),
        Scenario(
            "where nobody has to approve, the window opens at once",
            """
            desk  policy never
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi"               → approved, by nobody, due 90s, tells asker approved
            dana  undoes   #1                    → drafted, draft aa22 waiting
            bo    ok       aa22                  → refused(notAllowed: supervisor)
            dana  ok       aa22                  → approved, by nobody
            mara  posts    #1 "wait"             → drafted, draft aa22 held
            dana  ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, wait)
            care  sees     #1 hold
            dana  ok       aa22                  → approved
            +90s  outbox departs #1              → draft aa22 sending
            outbox lands   #1 sent               → answered
            dana  replies  #1 "Anything else?"   → approved, draft aa23 approved
            """),
        Scenario(
            "a zero window leaves at once",
            """
            desk  policy never
            desk  undo 0s
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi"               → approved, due 0s
            outbox departs #1                    → draft aa22 sending
            """),
        Scenario(
            "flagged: reach and VIPs need other eyes, also when they turn out to be that later",
            """
            desk  policy flagged
            mara  posts    #1 "hello" followers=9999
            dana  claims   #1
            dana  replies  #1 "Hi"               → approved, by nobody
            mara  posts    #1 "hm" followers=10000 → drafted, draft aa22 held
            care  sees     #1 hold
            dana  ok       aa22                  → refused(yourOwn: aa22, sam lee)
            approvals sees #1 hold
            sam   ok       aa22                  → refused(notShownYet: aa22)
            approvals sees #1 card
            sam   ok       aa22                  → approved, by sam
            zed   posts    #2 "hello" vip
            dana  claims   #2
            dana  replies  #2 "Hi"               → drafted, draft aa23 waiting
            """),
        Scenario(
            "a bystander in the conversation is not answered, and lends neither reach nor urgency",
            """
            desk  policy flagged
            mara  posts    #1 "hello"
            star  posts    #1 "no internet here" followers=999999 vip → new, P3
            dana  claims   #1
            dana  replies  #1 "Hi"               → approved, answers m1
            """),
        Scenario(
            "a reply to a post that is gone needs other eyes",
            """
            desk  policy flagged
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi"               → approved
            mara  deletes  #1 m1                 → drafted, draft aa22 held
            care  sees     #1 hold
            dana  ok       aa22                  → refused(yourOwn: aa22, sam lee)
            dana  drops    #1
            dana  replies  #1 "Hi?"              → drafted, draft aa23 waiting
            """),
        Scenario(
            "what is written under the brake waits, whatever the policy",
            """
            desk  policy never
            mara  posts    #1 "hello"
            dana  claims   #1
            lee   holds "storm"
            dana  replies  #1 "Hi"               → drafted, draft aa22 waiting
            dana  ok       aa22                  → refused(braked: desk)
            lee   unholds                        → drafted
            dana  ok       aa22                  → approved
            """),
        Scenario(
            "a draft wakes a snoozed case",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  snoozes  #1 2h                 → snoozed
            dana  replies  #1 "Hi"               → drafted
            desk  policy never
            zed   posts    #2 "hello"
            dana  claims   #2
            dana  snoozes  #2 2h                 → snoozed
            dana  replies  #2 "Hi"               → approved
            """),
    ]
}
