import Rehearsal
import Testing

@Suite struct HoldingTests {
    @Test(arguments: scenarios)
    func `who holds a case is decided once`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "of two claims one wins and the loser is told who holds it",
            """
            mara  posts    #1 "no internet" vip  → new, P1, tells care ring
            bo    claims   #1                    → claimed(bo), tells asker claimed
            dana  claims   #1                    → claimed(bo), refused(heldBy: bo)
            bo    claims   #1                    → refused(alreadyYours)
            """),
        Scenario(
            "whoever works on as many cases as they may takes no other",
            """
            mara  posts    #1 "hello"            → new
            zed   posts    #2 "hello"            → new
            desk  caps     1
            bo    claims   #1                    → claimed(bo)
            bo    claims   #2                    → refused(handsFull: 1)
            bo    claims   #1                    → refused(alreadyYours)
            sam   assigns  #2 bo                 → claimed(bo)
            bo    releases #2                    → new
            bo    releases #1                    → new
            bo    claims   #2                    → claimed(bo)
            """),
        Scenario(
            "released, it is free again and remembers who had it",
            """
            mara  posts    #1 "hello"            → new, P3, silent
            bo    claims   #1                    → claimed(bo)
            dana  releases #1                    → refused(heldBy: bo)
            bo    releases #1                    → new, free, last bo
            bo    releases #1                    → refused(notHeld)
            dana  claims   #1                    → claimed(dana)
            """),
        Scenario(
            "only people of the queue may hold it",
            """
            mara  posts    #1 "hello"
            eve   claims   #1                    → refused(beyondQuestion)
            olu   claims   #1                    → refused(notAllowed: agent)
            kim   claims   #1                    → refused(notAllowed: agent)
            zed   posts    #2 "my invoice"       → new, queue billing
            kim   claims   #2                    → claimed(kim)
            """),
        Scenario(
            "a supervisor assigns and takes",
            """
            mara  posts    #1 "hello"
            dana  assigns  #1 bo                 → refused(notAllowed: supervisor)
            kim   assigns  #1 bo                 → refused(notAllowed: supervisor)
            sam   assigns  #1 bo                 → claimed(bo), tells bo assigned
            sam   assigns  #1 bo                 → refused(alreadyTheirs: bo)
            sam   assigns  #1 eve                → refused(unknownPerson: eve)
            sam   assigns  #1 nobody             → refused(unknownPerson: nobody)
            sam   takes    #1                    → claimed(sam), tells care assigned
            sam   takes    #1                    → refused(alreadyYours)
            dana  takes    #1                    → refused(notAllowed: supervisor)
            mara  posts    #2 "hello"
            lee   takes    #2                    → claimed(lee), tells care claimed
            """),
        Scenario(
            "a customer goes back to whoever knows them, until that person is gone",
            """
            desk  remembers dana
            mara  posts    #1 "no internet" vip  → claimed(dana), P1, tells dana returned
            clock frees    #1 bo                 → claimed(dana), nothing
            clock frees    #1 dana               → new, silent
            bo    claims   #1                    → claimed(bo)
            """),
        Scenario(
            "a case that is offered passes when it is accepted",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            bo    hands    #1 dana               → refused(heldBy: dana)
            dana  hands    #1 dana               → refused(alreadyYours)
            dana  hands    #1 eve                → refused(unknownPerson: eve)
            dana  hands    #1 bo                 → claimed(dana), tells bo offered
            sam   claims   #1                    → refused(heldBy: dana)
            bo    claims   #1                    → claimed(bo), tells care claimed
            dana  claims   #1                    → refused(heldBy: bo)
            """),
        Scenario(
            "an offer ends with its case's release",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  hands    #1 bo
            dana  releases #1                    → new
            sam   claims   #1                    → claimed(sam)
            bo    claims   #1                    → refused(heldBy: sam)
            """),
        Scenario(
            "a case with a draft passes on, but is not let go",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → drafted
            dana  releases #1                    → refused(draftWaiting: aa22)
            dana  hands    #1 bo
            bo    claims   #1                    → drafted(bo), draft aa22 waiting
            dana  edits    #1 "Hi"               → refused(heldBy: bo)
            sam   ok       aa22                  → approved(bo)
            bo    releases #1                    → refused(underWay: aa22)
            sam   takes    #1                    → approved(sam)
            """),
        Scenario(
            "whoever comes too late is told that the case is over",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  resolves #1                    → resolved, free
            bo    claims   #1                    → refused(wrongPhase: claim)
            bo    replies  #1 "Hi"               → refused(wrongPhase: reply)
            bo    hands    #1 dana               → refused(wrongPhase: hand over)
            bo    snoozes  #1 2h                 → refused(wrongPhase: snooze)
            bo    releases #1                    → refused(notHeld)
            sam   takes    #1                    → refused(wrongPhase: take)
            sam   assigns  #1 bo                 → refused(wrongPhase: assign)
            """),
        Scenario(
            "nobody can speak of a case that is not there",
            """
            mara  posts    #1 "hello"
            bo    claims   #7                    → refused(noSuchCase: #2)
            """),
    ]
}
