import Rehearsal
import Testing

@Suite struct WorldTests {
    @Test(arguments: scenarios)
    func `no mention is lost, whatever the case is at`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    private static let answered = """
        mara  posts    #1 "my line is slow"
        dana  claims   #1
        dana  replies  #1 "Hi Mara"
        sam   ok       aa22
        +90s  outbox departs #1
        outbox lands   #1 sent               → answered

        """

    static let scenarios = [
        Scenario(
            "only what is urgent rings",
            """
            mara  posts    #1 "hello"            → new, P3, silent
            zed   posts    #2 "no internet"      → new, P2, silent
            ann   posts    #3 "cancelling" vip   → new, P1, tells care ring
            mara  posts    #1 "no internet, I cancel" → new, P2, silent
            zed   posts    #2 "and now?" vip     → new, P1, tells care ring
            zed   posts    #2 "hello?"           → tells care joined
            mara  edits    #1 m1 "no internet" vip → silent
            """),
        Scenario(
            "who waits long becomes urgent: their holder is told, and who is free rings",
            """
            desk  rises    20m
            mara  posts    #1 "no internet"      → new, P2, silent
            zed   posts    #2 "no internet"      → new, P2, silent
            dana  claims   #1
            clock looks    #1                    → P2, silent
            +20m  clock looks #1                 → claimed(dana), P1, tells care rose
            clock looks    #2                    → new, P1, tells care ring
            """),
        Scenario(
            "who takes up what slept, or was answered, finds it as urgent as it is by now",
            """
            desk  rises    20m
            mara  posts    #1 "no internet"      → new, P2, silent
            dana  claims   #1
            dana  snoozes  #1 2h                 → snoozed, P2
            dana  hands    #1 bo                 → snoozed
            +30m  bo claims #1                   → snoozed(bo), P2
            bo    replies  #1 "Hi Mara"          → drafted, P1
            """),
        Scenario(
            "an edit that makes it urgent rings too",
            """
            mara  posts    #1 "hello" vip        → P2, silent
            mara  edits    #1 m1 "cancelled"     → P1, tells care ring
            mara  edits    #1 m1 "cancelled!"    → P1, silent
            mara  edits    #1 m1 "cancelled!"    → nothing
            mara  edits    #1 m9 "who?"          → nothing
            mara  deletes  #1 m1                 → silent
            mara  deletes  #1 m1                 → nothing
            mara  posts    #1 "again" m1         → nothing, mentions 1
            """),
        Scenario(
            "an edit counts whatever the time of the post, unless it is older than the last edit",
            """
            mara  posts    #1 "hello"            → P3
            mara  edits    #1 m1 "no internet" ago=1h → P2
            mara  edits    #1 m1 "hello" ago=2h  → nothing, P2
            mara  edits    #1 m1 "hello again" ago=3602s → P3
            mara  edits    #1 m1 "no internet" ago=3603s → P2
            """),
        Scenario(
            "an edit from the future keeps no other out",
            """
            mara  posts    #1 "hello"
            mara  edits    #1 m1 "no internet" ago=-9h → P2
            +0s mara edits #1 m1 "hello"         → P3
            mara  edits    #1 m1 "cancelled"     → P2
            """),
        Scenario(
            "nor does one that came with the post",
            """
            mara  posts    #1 "no internet" edited=9h → P2
            +1m mara edits #1 m1 "hello"         → P3
            """),
        Scenario(
            "what was deleted before it came is nobody's matter",
            """
            mara  posts    #1 "no internet, cancelled" vip deleted → noise
            mara  deletes  #1 m1                 → nothing
            mara  posts    #1 "my line is slow"  → new
            mara  posts    #2 "hello" conversation=c1
            dana  claims   #2
            dana  resolves #2 "done"
            mara  posts    #2 "no internet" deleted → resolved
            mara  posts    #3 "hello"
            dana  claims   #3
            dana  replies  #3 "Hi"
            sam   ok       aa22
            +90s  outbox departs #3              → draft aa22 sending
            mara  posts    #3 "no internet" deleted → draft aa22 sending
            outbox lands   #3 sent               → answered
            mara  posts    #3 "no internet" deleted → answered
            """),
        Scenario(
            "and neither holds a reply nor wakes a case",
            """
            mara  posts    #1 "no internet"
            dana  claims   #1
            dana  replies  #1 "Hello Mara."
            mara  posts    #1 "it is back" deleted → draft aa22 waiting
            dana  drops    #1
            dana  snoozes  #1 2h                 → snoozed
            mara  posts    #1 "it is back" deleted → snoozed
            """),
        Scenario(
            "whoever holds it is told of everything",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            mara  posts    #1 "hello?"           → tells care joined
            mara  edits    #1 m2 "hello??"       → tells care mentionEdited
            mara  deletes  #1 m2                 → tells care mentionDeleted
            """),
        Scenario(
            "a word routes, and a case can continue another",
            """
            mara  posts    #1 "a refund please"  → queue billing
            mara  posts    #2 #1 "and again"     → queue care
            """),
        Scenario(
            "after the answer, thanks are counted and anything else is owed",
            answered + """
                mara  posts    #1 "Thank you!"       → answered, thanks 1, tells care thanked
                mara  posts    #1 "thanks for nothing" → claimed(dana), tells care joined
                """),
        Scenario(
            "after the answer nobody holds it any more",
            answered + """
                dana  releases #1                    → answered, free
                mara  posts    #1 "and now?"         → new, free
                """),
        Scenario(
            "after the end, thanks reopen nothing and anything else goes to the last agent",
            answered + """
                dana  resolves #1 "fixed"            → resolved, free, last dana
                mara  posts    #1 "Thanks!"          → resolved, thanks 1, tells care thanked
                mara  posts    #1 "still slow"       → claimed(dana), tells care joined
                """),
        Scenario(
            "nor does one who is away, not there or busy get it back: it rings if it is urgent",
            """
            mara  posts    #1 "my line is slow"
            dana  claims   #1
            dana  resolves #1                    → resolved, free, last dana
            desk  excuses  dana
            mara  posts    #1 "still slow"       → new, free, tells care joined
            dana  claims   #1
            dana  resolves #1
            mara  posts    #1 "no internet" vip  → new, free, P1, tells care ring, hides care joined
            dana  claims   #1
            dana  resolves #1
            desk  excuses  bo
            desk  seats    bo sam
            mara  posts    #1 "hello?"           → new, free, tells care ring
            desk  seats    dana bo sam
            desk  caps     1
            zed   posts    #2 "hello"
            dana  claims   #1
            dana  resolves #1
            dana  claims   #2
            mara  posts    #1 "hello?"           → new, free, tells care ring
            dana  resolves #2
            dana  claims   #1
            dana  resolves #1
            mara  posts    #1 "and now?"         → claimed(dana), tells care joined, hides care ring
            """),
        Scenario(
            "a last agent who has left does not get it back",
            """
            mara  posts    #1 "my invoice"       → queue billing
            kim   claims   #1
            kim   resolves #1
            desk  dismisses kim
            mara  posts    #1 "again"            → new, free
            """),
        Scenario(
            "nobody keeps what was answered, or sleeps, who is no longer of the desk",
            """
            mara  posts    #1 "my invoice"       → queue billing
            kim   claims   #1
            kim   snoozes  #1 2h                 → snoozed
            clock frees    #1 kim                → nothing, snoozed
            clock frees    #1 kim for-good       → snoozed, free
            """),
        Scenario(
            "what stayed theirs for a draft's sake is free once that is gone",
            """
            mara  posts    #1 "my invoice"       → queue billing
            kim   claims   #1
            kim   replies  #1 "Hi"
            desk  dismisses kim
            mara  posts    #1 "again"            → drafted
            lee   no       aa22 "too short"      → new, free, tells billing gone
            mara  posts    #1 "hello?"           → new, free
            """),
        Scenario(
            "a case whose queue is gone goes where it would have been put without it",
            """
            mara  posts    #1 "my invoice, no internet" vip followers=90000 → queue billing, P1
            mara  posts    #2 "my invoice"       → queue billing
            kim   claims   #2
            kim   snoozes  #2 2h
            desk  drops    billing
            clock looks    #1                    → queue care, tells care ring
            +2h   clock wakes #2                 → queue care
            mara  posts    #3 "my invoice"       → queue care
            """),
        Scenario(
            "noise comes back only when it becomes urgent",
            """
            mara  posts    #1 "job offer"
            bo    noise    #1                    → noise
            mara  posts    #1 "and another"      → noise, silent
            mara  posts    #1 "no internet" vip  → new, P1, tells care ring
            """),
        Scenario(
            "a snoozed case comes back with the customer or its time",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  snoozes  #1 2h                 → snoozed(dana)
            mara  posts    #1 "Thanks!"          → claimed(dana)
            clock wakes    #1                    → nothing
            dana  snoozes  #1 2h                 → snoozed
            +2h  clock wakes #1                  → claimed(dana), tells care woken
            dana  snoozes  #1 2h
            dana  releases #1                    → snoozed, free
            clock wakes    #1                    → new
            """),
    ]
}
