import Rehearsal
import Testing

@Suite struct KeepingTests {
    @Test(arguments: scenarios)
    func `a case is kept in order`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    private static let answered = """
        desk  policy never
        mara  posts    #1 "my line is slow"
        dana  claims   #1
        dana  replies  #1 "Hi Mara"
        +90s  outbox departs #1
        outbox lands   #1 sent               → answered

        """

    static let scenarios = [
        Scenario(
            "notes, tags and links",
            """
            mara  posts    #1 "hello"
            eve   notes    #1 "x"                → refused(beyondQuestion)
            bo    notes    #1 ""                 → refused(emptyText)
            bo    notes    #1 "rang her"         → new, tells asker noted
            bo    tags     #1 ""                 → refused(emptyText)
            bo    tags     #1 "outage"           → tells asker tagged
            bo    tags     #1 "outage"           → tells asker tagged
            bo    links    #1 ""                 → refused(emptyText)
            bo    links    #1 "crm-7"            → tells asker linked
            """),
        Scenario(
            "on-call people write down and bring others in, though they may not answer",
            """
            mara  posts    #1 "hello"
            olu   notes    #1 "server is down"   → tells asker noted
            olu   escalates #1 lee "outage"      → tells lee escalated
            olu   tags     #1 "outage"           → refused(notAllowed: agent)
            """),
        Scenario(
            "noise is taken out of the queue by whoever has it, or by anybody if nobody has",
            """
            mara  posts    #1 "job offer"
            dana  claims   #1
            bo    noise    #1                    → refused(heldBy: dana)
            dana  replies  #1 "Hi"
            dana  noise    #1                    → refused(draftWaiting: aa22)
            dana  drops    #1
            dana  noise    #1                    → noise, free, last dana
            dana  noise    #1                    → refused(wrongPhase: noise)
            bo    reopens  #1                    → claimed(bo), tells care reopened
            bo    snoozes  #1 1h                 → snoozed
            bo    noise    #1                    → noise
            mara  posts    #2 "retweet"
            bo    noise    #2                    → noise
            """),
        Scenario(
            "a case ends by its holder and opens again by hand",
            """
            mara  posts    #1 "hello"
            bo    resolves #1                    → refused(notHeld)
            bo    claims   #1
            dana  resolves #1                    → refused(heldBy: bo)
            bo    reopens  #1                    → refused(wrongPhase: reopen)
            bo    replies  #1 "Hi"
            bo    resolves #1                    → refused(draftWaiting: aa22)
            bo    snoozes  #1 1h                 → refused(draftWaiting: aa22)
            bo    drops    #1
            bo    snoozes  #1 1h                 → snoozed
            bo    resolves #1 "fixed"            → resolved, free, last bo
            bo    resolves #1                    → refused(wrongPhase: resolve)
            dana  reopens  #1                    → claimed(dana)
            """),
        Scenario("an answered case is snoozed", answered + "dana snoozes #1 2h → snoozed"),
        Scenario("an answered case is resolved", answered + "dana resolves #1 → resolved"),
        Scenario("an answered case turns out to be noise", answered + "dana noise #1 → noise"),
        Scenario(
            "an answered case can be answered again",
            answered + """
                desk  policy always
                dana  replies  #1 "One more thing"   → drafted
                """),
        Scenario(
            "a timer that falls due after the end does nothing",
            """
            mara  posts    #1 "hello"
            mara  posts    #2 "hello"
            bo    merges   #1 #2                 → new
            clock wakes    #1                    → nothing, resolved
            """),
    ]
}
