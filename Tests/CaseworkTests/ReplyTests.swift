import Casework
import Rehearsal
import Testing

@Suite struct ReplyTests {
    @Test(arguments: scenarios)
    func `a reply leaves once, under one key, or is in somebody's hands`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    private static let approved = """
        mara  posts    #1 "no internet" vip
        dana  claims   #1
        dana  replies  #1 "Hi Mara"
        approvals sees #1 card
        sam   ok       aa22                  → approved, due 90s

        """
    private static let sending =
        approved + "+90s  outbox departs #1              → approved, draft aa22 sending\n"

    static let scenarios = [
        Scenario(
            "the window starts when the first notice of it is seen",
            approved + """
                approvals sees #1 approval           → due 30s
                +5s  care sees #1 approval           → due 25s
                +25s outbox departs #1               → draft aa22 sending
                care sees      #1 approval           → draft aa22 sending
                """),
        Scenario(
            "the window starts at the latest a minute after the approval",
            approved + """
                +80s approvals sees #1 approval      → due 10s
                """),
        Scenario(
            "a chat whose clock is behind does not shorten the window",
            approved + """
                -20s approvals sees #1 approval      → due 50s
                """),
        Scenario(
            "a window that was called back does not open",
            approved + """
                sam   undoes   #1                    → drafted
                approvals sees #1 approval           → draft aa22 waiting, row parked
                lee   ok       aa22                  → due 90s
                approvals sees #1 approval           → due 30s
                """),
        Scenario(
            "an approval that was said before the reply was called back is not another one",
            approved + """
                +10s  dana undoes #1                 → draft aa22 waiting
                lee   ok       aa22 ago=5s           → refused(notWaiting: aa22)
                lee   ok       aa22                  → approved, by lee
                """),
        Scenario(
            "an approval that was given after the undo was said stands",
            approved + """
                +10s  dana undoes #1                 → draft aa22 waiting
                +5s   lee  ok aa22                   → approved, by lee
                dana  undoes   #1 ago=5s             → refused(approvedSince: aa22, lee)
                dana  undoes   #1                    → draft aa22 waiting, row parked
                """),
        Scenario(
            "of an approval and an undo that both come late the one counts that was said later",
            """
            mara  posts    #1 "no internet" vip
            dana  claims   #1
            dana  replies  #1 "Hi Mara"
            approvals sees #1 card
            +60s  sam ok   aa22 ago=40s          → approved
            dana  undoes   #1 ago=45s            → refused(approvedSince: aa22, sam)
            dana  undoes   #1 ago=30s            → draft aa22 waiting, row parked
            """),
        Scenario(
            "an unreachable receiver is tried again, the same key each time",
            sending + """
                outbox lands   #1 retry "503"        → approved, draft aa22 sending, due 1s, silent
                outbox lands   #1 retry "503"        → due 2s, tells care delayed
                outbox lands   #1 retry "503"        → due 5s, silent
                outbox lands   #1 retry "503"        → due 10s
                outbox lands   #1 retry "503"        → due 10s
                outbox lands   #1 retry "503"        → due 30s
                outbox lands   #1 retry 60s "429"    → due 60s
                outbox lands   #1 sent               → answered
                """),
        Scenario(
            "past its deadline it has failed and needs a fresh approval, under its key",
            sending + """
                +899s outbox lands #1 retry "503"    → due 1s
                outbox lands   #1 retry "503"        → drafted, draft aa22 failed, by nobody, tells approvals failed
                sam   ok       aa22                  → approved, row scheduled
                +90s  outbox departs #1              → draft aa22 sending
                outbox lands   #1 retry 999999999d "429" → draft aa22 failed
                dana  edits    #1 "Hi again"         → drafted, draft aa23 waiting
                sam   ok       aa23
                +90s  outbox departs #1
                outbox lands   #1 refused "422"      → draft aa23 failed
                sam   no       aa23 "leave it"       → claimed, draft aa23 rejected
                """),
        Scenario(
            "a reply whose time was over before it left has failed, and did not leave",
            approved + """
                +1h  outbox expires #1 "late"        → drafted, draft aa22 failed, tells sam failed
                outbox departs #1                    → nothing
                outbox expires #1 "late"             → nothing
                sam   ok       aa22                  → approved
                """),
        Scenario(
            "a reply whose time was over between two attempts has failed, or is unknown",
            sending + """
                outbox tries   #1
                outbox expires #1 "late"             → nothing
                outbox lands   #1 unknown "cut off"
                outbox expires #1 "late"             → draft aa22 unknown
                mara  posts    #2 "no internet" vip
                dana  claims   #2
                dana  replies  #2 "Hi"
                sam   ok       aa23
                +90s  outbox departs #2
                outbox lands   #2 retry "503"
                outbox expires #2 "late"             → draft aa23 failed
                """),
        Scenario(
            "where the receiver deduplicates, an unknown outcome is tried again",
            sending + """
                outbox lands   #1 unknown "cut off"  → draft aa22 sending, due 1s
                outbox lands   #1 refused "422"      → draft aa22 unknown, tells care unknown
                sam   settles  #1 again              → draft aa22 sending
                outbox lands   #1 sent               → answered
                """),
        Scenario(
            "unknown until the deadline stays unknown",
            sending + """
                outbox lands   #1 unknown "cut off"  → draft aa22 sending
                +899s outbox lands #1 retry "503"    → draft aa22 unknown
                """),
        Scenario(
            "where it does not, nobody guesses",
            sending + """
                outbox lands   #1 unknown "cut off" again → draft aa22 unknown, row unknown
                """),
        Scenario(
            "whatever comes of trying again, the doubt stays and nothing new is written",
            sending + """
                outbox lands   #1 unknown "cut off" again → draft aa22 unknown
                sam   settles  #1 again              → draft aa22 sending
                outbox lands   #1 refused "422"      → draft aa22 unknown
                dana  edits    #1 "Hi again"         → refused(underWay: aa22)
                dana  drops    #1                    → refused(underWay: aa22)
                sam   settles  #1 again              → draft aa22 sending
                +600s outbox lands #1 retry "503"    → draft aa22 sending
                +300s outbox lands #1 retry "503"        → draft aa22 unknown
                sam   settles  #1 again              → draft aa22 sending
                lee   holds "storm"                  → draft aa22 unknown
                """),
        Scenario(
            "a receipt that comes after all settles what was unknown",
            sending + """
                outbox lands   #1 unknown "cut off" again → draft aa22 unknown
                outbox lands   #1 retry "late"       → nothing, draft aa22 unknown
                outbox lands   #1 sent "r9"          → answered, draft aa22 sent
                outbox lands   #1 sent "r9"          → nothing, answered
                sam   settles  #1 again              → refused(nothingToSettle)
                """),
        Scenario(
            "the brake stops what has not left",
            approved + """
                lee   holds "storm"                  → drafted, draft aa22 held, row parked
                sam   ok       aa22                  → refused(braked: desk)
                """),
        Scenario(
            "letting the brake go releases nothing",
            approved + """
                lee   holds "storm"
                lee   unholds                        → draft aa22 held
                sam   ok       aa22 ago=3s           → refused(heldMeanwhile: aa22, brake)
                sam   ok       aa22                  → approved, by sam
                """),
        Scenario(
            "the brake reaches a reply that is being tried again",
            sending + """
                outbox lands   #1 retry "503"
                lee   holds "storm"                  → drafted, draft aa22 held, row parked
                lee   unholds
                lee   ok       aa22                  → approved, row scheduled
                +90s  outbox departs #1              → draft aa22 sending
                """),
        Scenario(
            "the brake does not call back what may have arrived",
            sending + """
                outbox lands   #1 unknown "cut off"
                lee   holds "storm"                  → draft aa22 unknown
                """),
        Scenario(
            "the brake comes too late for an attempt under way, and in time for the next",
            sending + """
                outbox tries   #1
                lee   holds "storm"                  → draft aa22 sending
                outbox lands   #1 retry "503"        → drafted, draft aa22 held
                """),
        Scenario(
            "the brake comes too late for an attempt that arrives",
            sending + """
                outbox tries   #1
                lee   holds "storm"                  → draft aa22 sending
                outbox lands   #1 sent               → answered
                """),
        Scenario(
            "under the brake an unknown outcome is not tried again",
            sending + """
                outbox tries   #1
                lee   holds "storm"
                outbox lands   #1 unknown "cut"      → draft aa22 unknown
                """),
        Scenario(
            "what was let go in practice does not leave when the desk goes live",
            approved + """
                desk  begins   live #1               → drafted, draft aa22 held, row parked, tells approvals held
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, mode)
                approvals sees #1 hold
                +5s   sam ok   aa22                  → approved, row scheduled
                """),
        Scenario(
            "what was let go live does not count as sent in practice",
            sending + """
                outbox lands   #1 retry "503"
                desk  begins   practice #1           → drafted, draft aa22 held, row parked
                """),
        Scenario(
            "what was shown in practice is shown anew when the desk goes live",
            """
            mara  posts    #1 "no internet" vip
            dana  claims   #1
            dana  replies  #1 "Hi Mara"
            approvals sees #1 card
            desk  begins   live #1               → drafted, draft aa22 held, tells approvals held
            sam   ok       aa22                  → refused(heldMeanwhile: aa22, mode)
            mara  posts    #1 "it is back"       → drafted, draft aa22 held
            desk  begins   practice #1           → drafted, draft aa22 held, tells approvals held
            sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, it is back)
            """),
        Scenario(
            "what did not get through in practice is not tried again live without a word",
            sending + """
                outbox lands   #1 refused "422"      → drafted, draft aa22 failed
                desk  begins   live #1               → drafted, draft aa22 held, tells approvals held
                """),
        Scenario(
            "a word that is blocked meanwhile holds what was approved",
            approved + """
                desk  blocks   mara
                +90s  outbox departs #1              → drafted, draft aa22 held, row parked, tells approvals held
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, blockedWord)
                approvals sees #1 hold
                +5s   sam ok   aa22                  → refused(blockedWord: mara)
                sam   rewrites #1 "Hello there"      → drafted, draft aa23 waiting
                """),
        Scenario(
            "a word that is blocked meanwhile holds what is tried again",
            sending + """
                desk  blocks   mara
                outbox lands   #1 retry "503"        → drafted, draft aa22 held, row parked
                """),
        Scenario(
            "what may have arrived is not held for a word",
            sending + """
                desk  blocks   mara
                outbox lands   #1 unknown "cut off"  → draft aa22 sending
                """),
        Scenario(
            "what the customer said meanwhile is read before it is sent again",
            sending + """
                outbox lands   #1 unknown "cut off" again → draft aa22 unknown
                mara  posts    #1 "it is back"       → draft aa22 unknown
                sam   settles  #1 again              → refused(heldMeanwhile: aa22, customerWrote, it is back)
                approvals sees #1 hold
                +5s   sam settles #1 again           → draft aa22 sending
                outbox lands   #1 unknown "cut off" again → draft aa22 unknown
                desk  blocks   mara
                sam   settles  #1 again              → refused(blockedWord: mara)
                sam   settles  #1 sent               → draft aa22 sent
                """),
        Scenario(
            "what cannot leave under its key any more is not sent again",
            sending + """
                outbox lands   #1 unknown "cut off" again → draft aa22 unknown
                desk  renames  elsewhere
                sam   settles  #1 again              → refused(otherDestination: aa22)
                sam   settles  #1 sent               → draft aa22 sent
                """),
        Scenario(
            "the notice of one hold, said late, does not tell of the next",
            approved + """
                mara  posts    #1 "it is back"       → drafted, draft aa22 held
                +50s  mara posts #1 "no, it is not"  → drafted, draft aa22 held
                +10s  approvals sees #1 hold late=60s
                +5s   sam ok   aa22                  → refused(heldMeanwhile: aa22, customerWrote, no, it is not)
                approvals sees #1 hold late=15s
                +5s   sam ok   aa22                  → approved, row scheduled
                """),
        Scenario(
            "an edit that nobody else reads does not pass over what held the reply",
            """
            desk  policy   never
            mara  posts    #1 "no internet"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → approved, by nobody
            mara  posts    #1 "it is back"       → drafted, draft aa22 held
            dana  edits    #1 "Hi Mara!"         → refused(changedUnread: aa22, customerWrote, it is back)
            approvals sees #1 hold
            +5s   dana edits #1 "Hi Mara!"       → refused(changedUnread: aa22, customerWrote, it is back)
            care  sees     #1 hold
            +5s   dana edits #1 "Hi Mara!"       → approved, by nobody
            """),
        Scenario(
            "what was written for another relay is not approved for this one",
            """
            mara  posts    #1 "no internet"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"
            approvals sees #1 card
            desk  renames  elsewhere
            sam   ok       aa22                  → refused(otherDestination: aa22)
            dana  edits    #1 "Hi Mara"          → drafted, draft aa23 waiting
            approvals sees #1 card
            +5s   sam ok   aa23                  → approved, by sam
            """),
        Scenario(
            "an attempt that was cut off is nobody's to repeat in another mode",
            sending + """
                desk  begins   practice #1           → draft aa22 unknown
                """),
        Scenario(
            "what was tried for practice alone is let go anew before it leaves live",
            "desk  practises\n" + sending + """
                outbox lands   #1 unknown "cut off" again → draft aa22 unknown
                desk  begins   live #1               → drafted, draft aa22 held, row parked, tells approvals held
                sam   settles  #1 again              → refused(nothingToSettle)
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, mode)
                approvals sees #1 hold
                +5s   sam ok   aa22                  → approved, row scheduled
                +90s  outbox departs #1              → draft aa22 sending
                outbox lands   #1 refused "422"      → drafted, draft aa22 failed
                """),
        Scenario(
            "an attempt for practice that was cut off is nobody's to repeat live",
            "desk  practises\n" + sending + """
                desk  begins   live #1               → drafted, draft aa22 held, row parked
                """),
        Scenario(
            "what may have reached a customer does not count as sent for practice",
            sending + """
                desk  begins   practice #1           → draft aa22 unknown
                sam   settles  #1 again              → refused(triedLive: aa22)
                desk  begins   live #1               → draft aa22 unknown
                sam   settles  #1 again              → draft aa22 sending
                """),
        Scenario(
            "what was tried for practice is tried again for practice",
            "desk  practises\n" + sending + """
                outbox lands   #1 unknown "cut off" again → draft aa22 unknown
                sam   settles  #1 again              → draft aa22 sending
                outbox lands   #1 sent               → answered
                """),
        Scenario(
            "undo calls it back between two attempts",
            sending + """
                dana  undoes   #1                    → refused(tooLateToUndo: aa22)
                outbox lands   #1 retry "503"        → draft aa22 sending
                dana  undoes   #1                    → drafted, draft aa22 waiting, row parked
                sam   ok       aa22                  → approved, row scheduled
                +90s  outbox departs #1              → draft aa22 sending
                """),
        Scenario(
            "undo calls nothing back that may have arrived",
            sending + """
                outbox lands   #1 unknown "cut off"  → draft aa22 sending
                dana  undoes   #1                    → refused(tooLateToUndo: aa22)
                outbox lands   #1 retry "503"        → draft aa22 sending
                dana  undoes   #1                    → refused(tooLateToUndo: aa22)
                """),
        Scenario(
            "a customer who writes between two attempts holds it",
            sending + """
                outbox lands   #1 retry "503"        → draft aa22 sending
                mara  posts    #1 "it is back"       → drafted, draft aa22 held, row parked, tells approvals held
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, it is back)
                approvals sees #1 hold
                +5s   sam ok   aa22                  → approved, row scheduled
                """),
        Scenario(
            "a post that is deleted between two attempts holds its answer",
            sending + """
                outbox lands   #1 retry "503"
                mara  deletes  #1 m1                 → draft aa22 held
                """),
        Scenario(
            "a customer who wrote while it was trying stops the next attempt",
            sending + """
                mara  posts    #1 "it is back"       → draft aa22 sending
                outbox lands   #1 retry "503"        → drafted, draft aa22 held, tells approvals held
                """),
        Scenario(
            "what may have arrived goes on, whatever the customer writes",
            sending + """
                outbox lands   #1 unknown "cut off"  → draft aa22 sending
                mara  posts    #1 "it is back"       → draft aa22 sending
                outbox lands   #1 retry "503"        → draft aa22 sending
                """),
        Scenario(
            "a brake that was on before the departure stops it",
            approved + """
                dana  undoes   #1
                lee   holds billing "storm"
                sam   ok       aa22                  → approved
                """),
        Scenario(
            "a customer who writes while it leaves is still owed an answer",
            sending + """
                mara  posts    #1 "and my phone"     → approved, draft aa22 sending
                outbox lands   #1 sent               → claimed(dana), draft aa22 sent
                """),
        Scenario(
            "a customer who only thanks while it leaves is not",
            sending + """
                mara  posts    #1 "Thanks!"
                outbox lands   #1 sent               → answered
                """),
        Scenario(
            "a customer who changes the post while it leaves is still owed an answer",
            sending + """
                mara  edits    #1 m1 "no phone"
                outbox lands   #1 unknown "cut" again → draft aa22 unknown
                sam   settles  #1 sent               → claimed(dana)
                """),
        Scenario(
            "a post that is deleted while its answer leaves was answered all the same",
            sending + """
                mara  deletes  #1 m1                 → draft aa22 sending, tells care mentionDeleted
                outbox lands   #1 sent               → answered
                """),
        Scenario(
            "a deletion does not take back what the customer wrote while it leaves",
            sending + """
                mara  posts    #1 "and my phone"
                mara  deletes  #1 m1
                outbox lands   #1 sent               → claimed(dana)
                """),
        Scenario(
            "a reply that fails after its post was deleted is held, and those concerned are told",
            sending + """
                mara  deletes  #1 m1
                outbox lands   #1 refused "422"      → draft aa22 held, tells sam failed, tells dana failed, tells dana held
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerDeleted)
                approvals sees #1 hold
                sam   ok       aa22                  → approved, row scheduled
                """),
        Scenario(
            "whoever took a reply for done hears that it is not",
            approved + """
                mara  posts    #1 "it's back"        → draft aa22 held, tells sam held, tells dana held
                approvals sees #1 hold
                lee   ok       aa22
                +90s  outbox departs #1
                outbox lands   #1 unknown "cut" again → tells lee unknown, tells dana unknown
                """),
        Scenario(
            "a reply that fails after the customer wrote is held, not merely failed",
            sending + """
                mara  posts    #1 "it's back"
                outbox lands   #1 refused "422"      → drafted, draft aa22 held, tells care failed, tells approvals held
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, it's back)
                approvals sees #1 hold
                sam   ok       aa22                  → approved, row scheduled
                """),
        Scenario(
            "a reply that the brake stops after the customer wrote waits for both",
            sending + """
                outbox lands   #1 retry "503"
                mara  posts    #1 "it's back"
                lee   holds "storm"                  → draft aa22 held
                lee   unholds
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, it's back)
                approvals sees #1 hold
                sam   ok       aa22                  → approved
                """),
        Scenario(
            "a reply that failed is held when the customer writes",
            sending + """
                outbox lands   #1 refused "422"      → draft aa22 failed
                mara  posts    #1 "hello?"           → drafted, draft aa22 held
                sam   ok       aa22                  → refused(heldMeanwhile: aa22, customerWrote, hello?)
                dana  drops    #1                    → claimed
                """),
        Scenario(
            "what failed can be withdrawn",
            sending + """
                outbox lands   #1 refused "422"      → draft aa22 failed
                dana  drops    #1                    → claimed, draft aa22 voided
                outbox departs #1                    → nothing
                """),
    ]

    @Test func `a first response is measured by what was promised until then`() throws {
        var desk = ScenarioDesk()
        var result: ScenarioResult?
        for text in [
            "desk promises first p1=15m p2=1h", "desk rises 20m",
            #"mara posts #1 "no internet""#, "dana claims #1", #"dana replies #1 "Hi Mara""#,
            "sam ok aa22", "+20m clock looks #1", "outbox departs #1", "outbox lands #1 sent",
        ] {
            let line = try #require(ScenarioLine(text))
            result = desk.play(line)
            if text.contains("looks") { #expect(desk.cases.first?.priority == .p1) }
        }
        guard case .decided(let decision)? = result else {
            Issue.record("nothing was decided")
            return
        }
        #expect(decision.matter?.priority == .p2)
        let targets = decision.announcements.compactMap { announcement -> Lapse? in
            if case .sent(_, _, _, _?, let target) = announcement.notice { target } else { nil }
        }
        #expect(targets == [.minutes(15)])
    }
}
