import Rehearsal
import Testing

@Suite struct CannedScenarioTests {
    @Test(arguments: scenarios)
    func `a canned text is shown before it counts`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "it is shown to whoever asked, and a draft by that person's word alone",
            """
            mara  posts    #1 "hello"
            dana  cans     #1 hello              → refused(notHeld)
            dana  claims   #1
            bo    cans     #1 hello              → refused(heldBy: dana)
            dana  cans     #1 HELLO              → claimed(dana), draft none, tells asker cannedOffered
            bo    uses     #1                    → refused(heldBy: dana)
            dana  uses     #1                    → drafted, draft aa22 waiting, tells asker drafted
            dana  cans     #1 hello              → refused(draftWaiting: aa22)
            dana  uses     #1                    → refused(draftWaiting: aa22)
            sam   ok       aa22                  → approved, by sam, canned hello, reads Hi mara from dana about 1.
            """),
        Scenario(
            "the customer's language chooses the words",
            """
            mara  posts    #1 "hallo" language=de-AT
            dana  claims   #1
            dana  cans     #1 hello
            dana  uses     #1                    → reads Hallo mara von dana zu 1.
            dana  drops    #1
            mara  posts    #1 "hello" language=en
            dana  cans     #1 hello
            dana  uses     #1                    → reads Hi mara from dana about 1.
            zed   posts    #2 "bonjour" language=fr
            dana  claims   #2
            dana  cans     #2 hello
            dana  uses     #2                    → reads Hi zed from dana about 2.
            """),
        Scenario(
            "what cannot be filled says why",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  cans     #1 hullo              → refused(noSuchCanned)
            dana  cans     #1 invoice            → refused(cannedElsewhere)
            dana  cans     #1 post               → refused(cannedLacks: post, url)
            dana  cans     #1 outage             → refused(cannedValues)
            dana  cans     #1 outage "4 | 5"     → refused(cannedValues)
            dana  cans     #1 outage " "         → refused(cannedValues)
            dana  cans     #1 hello "4"          → refused(cannedValues)
            desk  limit    20
            dana  cans     #1 hello              → refused(tooLong: 26, 20, Hi mara from dana ab)
            desk  blocks   sixish
            dana  cans     #1 outage "sixish"    → refused(tooLong)
            desk  limit    50
            dana  cans     #1 outage "sixish"    → refused(blockedWord: sixish)
            dana  cans     #1 outage "6"         → draft none
            dana  uses     #1                    → reads It is back at 6.
            """),
        Scenario(
            "what was shown is not submitted into another conversation",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  cans     #1 hello
            mara  posts    #1 "never mind"
            dana  uses     #1                    → refused(cannedOutdated: hello), draft none
            dana  cans     #1 hello
            mara  edits    #1 m2 "hello?"
            dana  uses     #1                    → refused(cannedOutdated: hello)
            dana  cans     #1 hello
            dana  replies  #1 "Hi Mara"          → draft aa22 waiting, canned none
            dana  drops    #1
            dana  uses     #1                    → refused(cannedOutdated: hello)
            dana  cans     #1 hello
            dana  uses     #1                    → draft aa23 waiting
            """),
        Scenario(
            "other words make it an edited one, and those are flagged",
            """
            desk  policy flagged
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  cans     #1 hello
            dana  uses     #1                    → approved, by nobody, canned hello
            dana  edits    #1 "Hi Mara"          → drafted, canned hello edited, why edited canned text
            dana  edits    #1 "Hi Mara!"         → canned hello edited, why edited canned text
            dana  drops    #1
            dana  cans     #1 hello
            dana  uses     #1 "Hi Mara"          → drafted, canned hello edited, why edited canned text
            dana  drops    #1
            dana  replies  #1 "Hi Mara"          → approved, canned none
            """),
        Scenario(
            "it wakes a snoozed case only when it is used",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  snoozes  #1 2h                 → snoozed
            dana  cans     #1 hello              → snoozed
            dana  uses     #1                    → drafted
            """),
    ]
}
