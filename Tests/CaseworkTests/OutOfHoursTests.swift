import Rehearsal
import Testing

/// The night's approval policy, and what whoever is only on call may do.
@Suite struct OutOfHoursTests {
    @Test(arguments: scenarios)
    func `the night's policy holds while the queue is closed, and no longer`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "canned texts as they are written need nobody at night",
            """
            desk  night canned
            mara  posts    #1 "hello" vip
            dana  claims   #1
            dana  cans     #1 hello
            dana  uses     #1                    → drafted, draft aa22 waiting, night no
            dana  drops    #1
            desk  closes   care 9h
            dana  cans     #1 hello
            dana  uses     #1                    → approved, by nobody, night canned, unseen no, tells asker approved, tells approvals draftCard, due 90s
            dana  edits    #1 "Hi Mara"          → drafted, draft aa24 waiting, night no
            dana  drops    #1
            dana  cans     #1 outage "4"
            dana  uses     #1                    → drafted, draft aa25 waiting
            dana  drops    #1
            dana  replies  #1 "Hi Mara"          → drafted, draft aa26 waiting
            """),
        Scenario(
            "a trainee's, one to a deleted post and one that was said before wait all the same",
            """
            desk  night canned
            desk  closes   care 9h
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  cans     #1 hello
            dana  uses     #1                    → approved, night canned
            +90s outbox departs #1
            outbox lands   #1 sent
            dana  cans     #1 hello
            dana  uses     #1                    → drafted, draft aa23 waiting
            zed   posts    #2 "hello"
            bo    claims   #2
            desk  trains   bo
            bo    cans     #2 hello
            bo    uses     #2                    → drafted, why by a trainee
            """),
        Scenario(
            "what was called back is looked at by day",
            """
            desk  night canned
            desk  closes   care 9h
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  cans     #1 hello
            dana  uses     #1                    → approved
            dana  undoes   #1                    → draft aa22 waiting
            desk  opens    care
            dana  ok       aa22                  → refused(yourOwn)
            approvals sees #1 card
            sam   ok       aa22                  → approved, by sam
            """),
        Scenario(
            "and may go again by its author while the night lasts",
            """
            desk  night canned
            desk  closes   care 9h
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  cans     #1 hello
            dana  uses     #1                    → approved
            dana  undoes   #1                    → draft aa22 waiting
            dana  ok       aa22                  → approved, by nobody
            """),
        Scenario(
            "the night may be stricter, or looser, than the day",
            """
            desk  policy never
            desk  night always
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → approved
            dana  undoes   #1
            dana  drops    #1
            desk  closes   care 9h
            dana  replies  #1 "Hi Mara"          → drafted, night no
            dana  drops    #1
            desk  policy always
            desk  night flagged
            dana  replies  #1 "Hi Mara."         → approved, night flagged
            dana  undoes   #1
            dana  drops    #1
            desk  night never
            dana  replies  #1 "Hi Mara!"         → approved, night never
            """),
        Scenario(
            "a queue that has a rule of its own keeps it by night",
            """
            desk  night canned
            desk  queue care always
            desk  closes   care 9h
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  cans     #1 hello
            dana  uses     #1                    → drafted, draft aa22 waiting
            """),
        Scenario(
            "whoever is only on call escalates and notes, and never answers",
            """
            desk  night never
            desk  closes   care 9h
            mara  posts    #1 "no internet" vip
            olu   claims   #1                    → refused(notAllowed)
            olu   takes    #1                    → refused(notAllowed)
            olu   replies  #1 "Hi Mara"          → refused(notAllowed)
            olu   replies  #1 direct "Hi Mara"   → refused(notAllowed)
            olu   splits   #1 "Hi Mara"          → refused(notAllowed)
            olu   cans     #1 hello              → refused(notAllowed)
            olu   notes    #1 "called them"
            olu   escalates #1 lee "not mine"
            dana  assigns  #1 olu                → refused(notAllowed)
            sam   assigns  #1 olu                → refused(unknownPerson)
            dana  claims   #1
            dana  hands    #1 olu                → refused(unknownPerson)
            dana  replies  #1 "Hi Mara"          → approved
            olu   undoes   #1                    → refused(notYoursToUndo)
            olu   edits    #1 "Hi"               → refused(notAllowed)
            olu   rewrites #1 "Hi"               → refused(notAllowed)
            olu   drops    #1                    → refused(notAllowed)
            dana  undoes   #1
            olu   ok       aa22                  → refused(notAllowed)
            olu   no       aa22 "no"             → refused(notAllowed)
            olu   attaches #1 "https://x.example/a.png" "a"  → refused(notAllowed)
            olu   resolves #1                    → refused(notAllowed)
            dana  ok       aa22
            +90s outbox departs #1
            outbox lands   #1 unknown again "lost" → draft aa22 unknown
            olu   settles  #1 sent               → refused(notAllowed)
            """),
    ]
}
