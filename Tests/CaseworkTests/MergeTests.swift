import Rehearsal
import Testing

@Suite struct MergeTests {
    @Test(arguments: scenarios)
    func `two cases that are one matter become one case`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "all mentions move, and the old number points on",
            """
            mara  posts    #1 "hello"
            mara  posts    #2 "hello again"
            bo    merges   #1 #1                 → refused(intoItself: #1)
            eve   merges   #1 #2                 → refused(beyondQuestion)
            olu   merges   #1 #2                 → refused(notAllowed: agent)
            bo    merges   #1 #2                 → new, mentions 2
            bo    claims   #1                    → refused(movedOn: #1, #2)
            bo    replies  #1 "Hi"               → refused(movedOn: #1, #2)
            bo    notes    #1 "note"             → refused(movedOn: #1, #2)
            bo    reopens  #1                    → refused(movedOn: #1, #2)
            bo    merges   #1 #2                 → refused(movedOn: #1, #2)
            bo    merges   #2 #1                 → refused(movedOn: #1, #2)
            mara  edits    #2 m1 "edited"        → mentions 2
            """),
        Scenario(
            "of two customers one could be answered no more, and that is asked about first",
            """
            mara  posts    #1 "hello"
            zed   posts    #2 "hello"
            zed   posts    #3 "hello again"
            bo    merges   #1 #2                 → refused(twoCustomers: bo)
            care  sees     #1 #2 question of=bo
            bo    merges   #1 #2 ago=5s          → refused(twoCustomers: bo)
            bo@approvals merges #1 #2            → refused(twoCustomers: bo)
            dana  merges   #1 #2                 → refused(twoCustomers: dana)
            bo    merges   #1 #3                 → refused(twoCustomers: bo)
            bo    merges   #2 #1                 → refused(twoCustomers: bo)
            +16m  bo merges #1 #2                → refused(twoCustomers: bo)
            care  sees     #1 #2 question of=bo
            bo    merges   #1 #2                 → new, mentions 2
            bo    merges   #2 #3                 → new, mentions 3
            """),
        Scenario(
            "a case of somebody else's is merged by them or a supervisor",
            """
            mara  posts    #1 "hello"
            mara  posts    #2 "hello again"
            dana  claims   #1
            bo    merges   #1 #2                 → refused(heldBy: dana)
            dana  snoozes  #1 1h
            sam   merges   #1 #2                 → new, mentions 2
            """),
        Scenario(
            "a queue of other people's is not merged into",
            """
            mara  posts    #1 "hello"
            mara  posts    #2 "my invoice"       → queue billing
            kim   merges   #1 #2                 → refused(notAllowed: agent)
            kim   merges   #2 #1                 → refused(notAllowed: agent)
            """),
        Scenario(
            "a case with a draft is not merged away",
            """
            mara  posts    #1 "hello"
            mara  posts    #2 "hello again"
            bo    claims   #1
            bo    replies  #1 "Hi"
            bo    merges   #1 #2                 → refused(draftWaiting: aa22)
            sam   ok       aa22
            bo    merges   #1 #2                 → refused(underWay: aa22)
            """),
        Scenario(
            "a draft that waits is held, for it has not answered what came over",
            """
            mara  posts    #1 "hello"
            mara  posts    #2 "no internet" vip
            bo    claims   #1
            bo    replies  #1 "Hi"
            approvals sees #1 card
            sam   ok       aa22                  → approved
            sam   merges   #2 #1                 → drafted, draft aa22 held, row parked, P2
            sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, no internet)
            """),
        Scenario(
            "a case that sleeps until its customer writes wakes for what they wrote elsewhere",
            """
            mara  posts    #1 "hello"
            bo    claims   #1
            bo    snoozes  #1 2h                 → snoozed
            mara  posts    #2 "no internet"
            bo    merges   #2 #1                 → claimed(bo), mentions 2
            """),
        Scenario(
            "and sleeps on where nothing is owed",
            """
            mara  posts    #1 "hello"
            bo    claims   #1
            bo    snoozes  #1 2h                 → snoozed
            mara  posts    #2 "no internet"
            mara  deletes  #2 m2
            bo    merges   #2 #1                 → snoozed, mentions 2
            """),
        Scenario(
            "nothing is merged into a case whose reply is leaving",
            """
            mara  posts    #1 "hello"
            mara  posts    #2 "no internet"
            bo    claims   #1
            bo    replies  #1 "Hi"
            sam   ok       aa22
            +90s  outbox departs #1
            sam   merges   #2 #1                 → refused(underWay: aa22)
            outbox lands   #1 sent               → answered
            sam   merges   #2 #1                 → claimed(bo), mentions 2
            """),
    ]
}
