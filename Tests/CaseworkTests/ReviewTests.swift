import Rehearsal
import Testing

@Suite struct ReviewTests {
    @Test(arguments: scenarios)
    func `four eyes see the exact text`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    /// What most of the tables begin with: a draft that waits, and its card in the room.
    private static let draft = """
        mara  posts    #1 "no internet" vip
        dana  claims   #1
        dana  replies  #1 "Hi Mara"          → drafted, draft aa22 waiting
        approvals sees #1 card

        """

    static let scenarios = [
        Scenario(
            "the day of the manual",
            draft + """
                dana  ok       aa22                  → refused(yourOwn: aa22, sam lee)
                dana  ok       #1                    → refused(yourOwn: aa22, sam lee)
                bo    ok       aa22                  → refused(notAllowed: supervisor)
                kim   ok       aa22                  → refused(notAllowed: supervisor)
                eve   ok       aa22                  → refused(beyondQuestion)
                bo    ok       aa22                  → refused(notAllowed: supervisor)
                sam   ok       aa22                  → approved, by sam, tells approvals approved
                lee   ok       aa22                  → refused(alreadyApproved: aa22, sam)
                lee   no       aa22 "late"           → refused(alreadyApproved: aa22, sam)
                +90s  outbox departs #1              → draft aa22 sending
                lee   ok       aa22                  → refused(alreadyApproved: aa22, sam)
                outbox lands   #1 sent "r1"          → answered, draft aa22 sent, tells care sent
                lee   ok       aa22                  → refused(outdatedMark: aa22)
                lee   ok       #1                    → refused(noDraft)
                lee   ok       zz99                  → refused(noSuchCase: #2)
                lee   ok       #1 zz99               → refused(noSuchMark: zz99)
                """),
        Scenario(
            "a mark names one text and no later one",
            draft + """
                dana  edits    #1 "Hi Mara, sorry"   → draft aa23 waiting
                sam   ok       aa22                  → refused(outdatedMark: aa22, aa23)
                sam   ok       #1 ago=1s             → refused(notTheOneYouRead: aa23)
                sam   ok       aa23                  → approved
                """),
        Scenario(
            "a bare number means the draft that was shown in this room, and is not new",
            draft + """
                sam@care   ok  #1                    → refused(notTheOneYouRead: aa22)
                sam@direct ok  #1                    → refused(markNeeded: aa22)
                sam   ok       #1 ago=9s             → refused(notTheOneYouRead: aa22)
                dana  edits    #1 "Hi"               → draft aa23 waiting
                approvals sees #1 card
                sam   ok       #1                    → refused(notTheOneYouRead: aa23)
                +2s  sam ok    #1                    → refused(notTheOneYouRead: aa23)
                +2s  sam ok    #1                    → approved, by sam
                """),
        Scenario(
            "a draft that follows a dropped or rejected one is as new as an edited one",
            draft + """
                dana  drops    #1
                dana  replies  #1 "Hi, bad luck"     → draft aa23 waiting
                approvals sees #1 card
                sam   ok       #1                    → refused(notTheOneYouRead: aa23)
                +9s  sam ok    #1                    → approved
                """),
        Scenario(
            "a mark that the case used before does not bring an old word to a new text",
            draft + """
                dana  drops    #1
                desk  forgets marks
                dana  replies  #1 "something else"   → draft aa22 waiting
                sam   ok       aa22 ago=5s           → refused(outdatedMark: aa22, aa22)
                sam   ok       aa22                  → approved
                """),
        Scenario(
            "a supervisor's rewrite is approved by the author or another supervisor",
            draft + """
                dana  rewrites #1 "x"                → refused(notAllowed: supervisor)
                sam   rewrites #1 "Dear Mara"        → drafted, draft aa23 waiting, tells dana draftCard
                sam   ok       aa23                  → refused(yourOwn: aa23, lee)
                bo    ok       aa23                  → refused(notAllowed: supervisor)
                dana@direct ok aa23                  → approved, by dana
                dana  undoes   #1                    → draft aa23 waiting
                lee   ok       aa23                  → approved, by lee
                """),
        Scenario(
            "words taken over from somebody are still theirs",
            draft + """
                sam   rewrites #1 "Dear Mara"
                sam   rewrites #1 "Hi Mara"          → draft aa24 waiting
                dana  ok       aa24                  → refused(yourOwn: aa24, lee)
                sam   ok       aa24                  → refused(yourOwn: aa24, lee)
                mara  posts    #1 "hello?"           → draft aa24 held
                sam   rewrites #1 "Hi Mara"          → draft aa25 waiting, answers m2
                dana  ok       aa25                  → refused(yourOwn: aa25, lee)
                lee   ok       aa25                  → approved
                """),
        Scenario(
            "two agents do not do without a supervisor",
            draft + """
                dana  hands    #1 bo
                bo    claims   #1                    → drafted(bo)
                bo    edits    #1 "Hi Mara."         → draft aa23 waiting
                dana  ok       aa23                  → refused(notAllowed: supervisor)
                sam   takes    #1                    → drafted(sam)
                sam   ok       aa23                  → approved, by sam
                """),
        Scenario(
            "the same words may be approved again after they were sent",
            draft + """
                sam   rewrites #1 "Sorry"
                lee   ok       aa23
                +90s  outbox departs #1
                outbox lands   #1 sent               → answered
                dana  replies  #1 "Sorry"            → drafted, draft aa24 waiting
                sam   ok       aa24                  → approved
                """),
        Scenario(
            "a rejected draft goes back with its reason",
            draft + """
                dana  no       aa22 "cold"           → refused(notAllowed: supervisor)
                sam   no       aa22                  → refused(reasonNeeded)
                sam   no       aa22 "too cold"       → claimed, draft aa22 rejected, tells dana rejected
                sam   ok       aa22                  → refused(outdatedMark: aa22)
                dana  replies  #1 "Dear Mara"        → drafted
                sam   no       #1 "still cold"       → claimed, draft aa23 rejected
                """),
        Scenario(
            "the customer writes while a draft waits",
            draft + """
                mara  posts    #1 "it's back"        → drafted, draft aa22 held, tells approvals held
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, it's back)
                approvals sees #1 hold
                sam   ok       aa22 ago=2s           → refused(heldMeanwhile: aa22, customerWrote, it's back)
                sam@care ok    aa22                  → refused(heldMeanwhile: aa22, customerWrote, it's back)
                mara  posts    #1 "really"           → draft aa22 held
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, really)
                approvals sees #1 hold
                sam   ok       aa22                  → approved, by sam
                """),
        Scenario(
            "a mark whose card is nowhere yet, or broke off, approves nothing",
            """
            desk  hides    cards
            mara  posts    #1 "no internet" vip
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → drafted, draft aa22 waiting
            sam   ok       aa22                  → refused(notShownYet: aa22)
            direct sees    #1 card to=dana
            sam   ok       aa22                  → refused(notShownYet: aa22)
            sam@direct ok  aa22                  → refused(notShownYet: aa22)
            approvals sees #1 card network=matrix
            sam   ok       aa22                  → approved, by sam
            """),
        Scenario(
            "the notice that a draft is held names its mark, but shows nobody its text",
            """
            desk  hides    cards
            mara  posts    #1 "no internet" vip
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → drafted, draft aa22 waiting
            mara  posts    #1 "it's back"        → draft aa22 held
            care  sees     #1 hold
            sam@care ok    aa22                  → refused(notShownYet: aa22)
            approvals sees #1 card
            sam@care ok    aa22                  → approved, by sam
            """),
        Scenario(
            "what one person was shown alone, nobody else has seen",
            """
            desk  hides    cards
            mara  posts    #1 "no internet" vip
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → drafted, draft aa22 waiting
            mara  posts    #1 "it's back"        → draft aa22 held
            direct sees    #1 card hold to=dana
            care  sees     #1 hold
            sam@care ok    aa22                  → refused(notShownYet: aa22)
            sam@direct ok  aa22                  → refused(notShownYet: aa22)
            direct sees    #1 card to=sam
            sam@care ok    aa22                  → approved, by sam
            """),
        Scenario(
            "a notice that one person was shown alone is no notice for another",
            draft + """
                mara  edits    #1 m1 "never mind"    → draft aa22 held
                approvals sees #1 card
                direct sees    #1 hold to=dana
                sam@direct ok  aa22                  → refused(heldMeanwhile: aa22, customerEdited, never mind)
                direct sees    #1 hold to=sam
                sam@direct ok  aa22                  → approved, by sam
                """),
        Scenario(
            "in a direct message the notice counts wherever it was seen",
            draft + """
                mara  edits    #1 m1 "never mind"    → draft aa22 held
                sam@direct ok  aa22                  → refused(heldMeanwhile: aa22, customerEdited, never mind)
                care  sees     #1 hold
                sam@direct ok  aa22                  → approved
                """),
        Scenario(
            "what another network was shown, nobody has read who speaks here",
            draft + """
                mara  posts    #1 "it's back"        → draft aa22 held
                approvals sees #1 hold network=matrix
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, it's back)
                sam@direct ok  aa22                  → refused(heldMeanwhile: aa22, customerWrote, it's back)
                approvals sees #1 hold
                sam   ok       aa22                  → approved, by sam
                """),
        Scenario(
            "a bare number means the draft whose card was shown on this network",
            """
            mara  posts    #1 "no internet" vip
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → drafted, draft aa22 waiting
            approvals sees #1 card network=matrix
            sam   ok       #1                    → refused(notTheOneYouRead: aa22)
            approvals sees #1 card
            sam   ok       #1                    → approved, by sam
            """),
        Scenario(
            "the customer writes, edits or deletes while the window is open",
            draft + """
                sam   ok       aa22                  → approved, row scheduled
                mara  posts    #1 "wait"             → drafted, draft aa22 held, by nobody, row parked
                +90s  outbox departs #1              → draft aa22 held
                approvals sees #1 hold
                sam   ok       aa22                  → approved, row scheduled
                mara  edits    #1 m2 "wait!"         → draft aa22 held
                approvals sees #1 hold
                sam   ok       aa22                  → approved
                mara  deletes  #1 m2                 → draft aa22 held
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerDeleted)
                sam   no       aa22 "moot"           → claimed, draft aa22 rejected
                dana  replies  #1 "Hi"
                mara  posts    #1 "hm"               → draft aa23 held
                dana  drops    #1                    → claimed, draft aa23 voided
                """),
        Scenario(
            "undo brings it back until it leaves",
            draft + """
                dana  undoes   #1                    → refused(nothingToUndo)
                sam   ok       aa22                  → approved
                bo    undoes   #1                    → refused(notYoursToUndo: aa22)
                dana  undoes   #1                    → drafted, draft aa22 waiting, row parked
                lee   ok       aa22                  → approved, by lee, row scheduled
                +90s  outbox departs #1              → draft aa22 sending
                lee   undoes   #1                    → refused(tooLateToUndo: aa22)
                outbox lands   #1 unknown "cut" again → draft aa22 unknown
                lee   undoes   #1                    → refused(tooLateToUndo: aa22)
                sam   settles  #1 sent               → answered
                dana  undoes   #1                    → refused(tooLateToUndo: aa22)
                mara  posts    #2 "hello"
                dana  undoes   #2                    → refused(nothingToUndo)
                """),
        Scenario(
            "undo and departure are one after the other",
            draft + """
                sam   ok       aa22
                +90s  dana undoes #1                 → draft aa22 waiting
                outbox departs #1                    → nothing, draft aa22 waiting
                """),
        Scenario(
            "only a supervisor settles what nobody can know",
            draft + """
                sam   settles  #1 sent               → refused(nothingToSettle)
                sam   ok       aa22
                +90s  outbox departs #1
                outbox lands   #1 unknown "cut" again → approved, draft aa22 unknown, tells care unknown
                sam   ok       aa22                  → refused(notWaiting: aa22)
                lee   no       aa22 "no"             → refused(notWaiting: aa22)
                dana  settles  #1 sent               → refused(notAllowed: supervisor)
                lee   holds "storm"
                sam   settles  #1 again              → refused(braked: desk)
                lee   unholds
                sam   settles  #1 again              → approved, draft aa22 sending, row sending
                outbox lands   #1 refused "422"      → draft aa22 unknown
                sam   settles  #1 sent               → answered, draft aa22 sent
                outbox lands   #1 sent "late"        → nothing, answered
                """),
        Scenario(
            "a stricter policy counts from the moment it stands",
            """
            desk  policy never
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi"               → approved
            dana  undoes   #1
            desk  policy always
            dana  ok       aa22                  → refused(yourOwn: aa22, sam lee)
            sam   ok       aa22                  → refused(notShownYet: aa22)
            approvals sees #1 card
            sam   ok       aa22                  → approved
            """),
        Scenario(
            "a word that was blocked meanwhile stops the approval",
            draft + """
                desk  blocks   mara
                sam   ok       aa22                  → refused(blockedWord: mara)
                """),
    ]
}
