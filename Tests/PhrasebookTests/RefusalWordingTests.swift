import Casework
import Phrasebook
import Testing

@Suite struct RefusalWordingTests {
    private let wording = Desk.wording(now: Desk.at(10, 34, 12), to: "dana", isDirect: true)

    @Test func `every refusal says what to do instead`() {
        expect(
            Samples.refusals.flatMap { wording.lines(for: .refused($0)) },
            read: """
                I can't tell who you are: log in to the network's accounts (SASL or NickServ) \
                first. Until then I only answer !help.
                I can't tell who you are: nobody of the desk is known to me as "‹dana_›", from \
                where you are. Take your usual nick, or log in where the network has accounts. \
                Until then I only answer !help.
                your account is not in people.yaml, so I only answer !help. The administrator can \
                add you.
                #42: that takes a supervisor of care. !escalate 42 … brings somebody in.
                that takes a supervisor. !who says who is here.
                I know nobody called "‹jo›" who works cases here. !who lists the people of the \
                desk.
                there is no case #99. !queue lists the open ones.
                nothing is free that you could claim. !queue shows what is open.
                #42 is part of #43 now. Say it of #43.
                #42 is resolved. !reopen 42 first, then claim.
                #42 is filed as noise. !reopen 42 first, then reply.
                #42 is drafted, reopen does nothing to it. !show 42 shows it.
                #42 is dana's since 10:31 (3m ago). !note 42 … adds a note, !escalate 42 … brings \
                somebody in.
                #42 is nobody's. !claim 42 first.
                #42 is yours already, due 10:58 (23m). !r 42 …
                #42 is lee's already, due 10:58 (23m).
                you work on 12 cases already, and that is your limit. #42 waits: !queue mine lists \
                yours, !resolve N or !release N makes room, a supervisor may assign it.
                you are not away. !who says who is.
                nobody asked you about #42. !note 42 … adds a note where you work cases; experts \
                see what they are asked with !queue.
                no question waits for you. !answer 42 … adds to what you answered before.
                you were asked about #42, #44. Say which: !answer 42 …
                you need not ask yourself. !note 42 … writes it down.
                nobody who has the skill "‹legal›" is here: eve, max. !ask 42 @eve … waits for one \
                of them.
                nobody else has the skill "‹soup›". Skills are ‹billing, legal›. !who says who has \
                which.
                nobody else has the skill "‹soup›". people.yaml names no skills at all. !who says \
                who has which.
                you see and answer what you are asked about, and nothing else. !queue lists your \
                questions, !show N shows one, !answer N … answers.
                #42 came from ‹crm›, and nothing is set up to answer there. Answer it there, then \
                !resolve 42; the administrator can name it in the replies of a relay.
                #42 k7f2 was written for another relay than ‹Mastodon›, which answers there now. \
                !edit 42 …, or !rewrite 42 …, makes a draft for it; the same words will do.
                #42: nothing that can be shown is left of that text. !r 42 …
                #42: not taken, 612 characters and 500 fit. It would end at "…‹on your line and \
                an engineer comes at 4.›". !split 42 makes a thread of 2 posts of it.
                not taken: "‹idiots›" is on the blocked list.
                #42 has draft k7f2 waiting. !edit 42 … replaces it, !drop 42 withdraws it.
                #42 has no draft. !r 42 … writes one.
                #42: that is what draft 1 k7f2 says already, it stays as it is.
                #42 k7f2 is approved and about to go out. !undo 42 calls it back.
                #42 k7f2 is going out at this moment. Its outcome is told here.
                #42 k7f2 may have arrived already. !settle 42 sent|again decides it first.
                #42 has 20 tags, and no case has more. !show 42 lists them.
                #42: that is no address. One begins with https:// or http://, names its host and \
                has neither spaces nor letters beyond ASCII, as in !attach 42 \
                https://status.example/map.png map
                #42: that address has 2001 bytes, and 2000 fit.
                #42: say what is to be seen there, for customers who cannot see it, as in !attach \
                42 https://status.example/map.png map
                #42: 1501 characters to describe it, and 1500 fit.
                #42 has 4 attachments, and no reply takes more. !attach 42 none takes them off.
                #42: that is attached already. !attach 42 none takes off what is there.
                #42 has nothing attached to its draft.
                no canned text is called "‹falt›". Did you mean ‹fault›?
                no canned text is called "‹x›". !canned lists those that fit.
                #42 is in care, and canned ‹fault› is for sales, billing. !canned 42 lists what \
                fits.
                canned ‹fault› needs 2 values, none of them empty, and 1 came: !canned fault 42 \
                ‹when | who›
                canned ‹hello› asks for nothing, and something was said: !canned hello 42
                #42 has no url that canned ‹fault› could say. !r 42 … writes your own.
                #42 has changed since canned ‹fault› was shown, and nothing was written. !canned \
                fault 42 shows it anew.
                no draft is called k7f2. !waiting lists those that wait.
                #42 is now draft 2 9xq3, not the one you read. It is shown above.
                #42: k7f2 no longer waits. !show 42 shows the case.
                #42 is now draft 2 9xq3, not the one you read. It is shown above.
                #42: here the draft's mark is needed, as you read it. Draft 1 is k7f2: ‹Hi Mara, \
                I'm so sorry. I can see the fault on your line and an engineer comes at 4.›
                #42 k7f2 may not have been shown whole in any room yet. You get its card in private \
                now, and !ok k7f2 once more sends it.
                you wrote k7f2, somebody else has to approve it. On shift: sam, lee. Nobody \
                there: !escalate 42 … brings somebody in.
                you wrote k7f2, somebody else has to approve it. Nobody is on shift. !escalate 42 \
                … brings somebody in.
                #42 k7f2 is approved already by lee. !undo 42 calls it back.
                #42 k7f2 is approved already. It is going out at this moment.
                #42 k7f2 is of unknown outcome. !settle 42 sent|again decides it.
                #42 k7f2 is sent. !show 42 shows the case.
                #42 k7f2 was called back after you said that and waits again. !ok k7f2 once more \
                sends it.
                k7f2 is held, ‹@mara› wrote at 10:34: "‹It's back, thanks!›" !ok k7f2 once more \
                sends it anyway, !rewrite 42 … changes it.
                k7f2 may have arrived, ‹@mara› wrote at 10:34: "‹It's back, thanks!›" !settle 42 \
                again once more sends it anyway, !settle 42 sent says that it got there.
                #42: not taken, as it would leave at once: k7f2 is held, ‹@mara› wrote at 10:34: \
                "‹It's back, thanks!›" Having read that, say it once more.
                #42: the brake is on for care since 10:20 (14m ago), by sam: "‹wrong prices in \
                replies›". First !unhold care.
                #42: escalate needs a reason, as in !escalate 42 @lee threatens to sue
                #42: here the draft's mark is needed, as you read it. Draft 1 is k7f2: ‹Hi Mara, \
                I'm so sorry. I can see the fault on your line and an engineer comes at 4.› · \
                attached: ‹image› ‹https://status.example/map.png›: ‹map ⏎ of it›
                #42 k7f2 may not have been shown whole in any room yet. You get its card in private \
                now, and !ok k7f2 once more sends it.
                you wrote #42 k7f2 of those on 9xq3, somebody else has to approve it. On shift: sam.
                you wrote #42 k7f2, #43 9xq3 of those on 9xq3, somebody else has to approve them. \
                Nobody is on shift.
                #42 k7f2 came to 9xq3 after you said that, and waits. !ok 9xq3 once more approves \
                it.
                #42 k7f2, #43 9xq3 came to 9xq3 after you said that, and wait. !ok 9xq3 once more \
                approves them.
                #42: reject needs a reason, as in !no k7f2 say when the engineer comes. Usual \
                ones: ‹too cold›, ‹wrong facts›
                #42 has no reply of theirs that was sent. !history 42 says who wrote what.
                #42: nobody judges their own work, and the answer of dana is yours, or was. \
                Another supervisor can.
                #42: this desk has nothing to judge answers by. The administrator can name it \
                under score: in desk.yaml.
                #42: "‹tone=9›" does not count. Answers are judged by ‹tone›, ‹facts›, once each, \
                from 1 to 5, as in !score 42 ‹tone›=5
                #42: Answers are judged by ‹tone›, ‹facts›, once each, from 1 to 5, as in !score 42 \
                ‹tone›=5
                #42 has nothing to call back: no reply is in its undo window. !show 42 shows it.
                too late: #42 k7f2, it has been sent. !r 42 … follows it up.
                too late: #42 k7f2, it is going out at this moment. Its outcome is told here.
                too late: #42 k7f2, it may have arrived. !settle 42 sent|again decides it.
                #42 k7f2 can be called back by its author, its approver, the holder or a \
                supervisor. !escalate 42 … brings one in.
                #42 k7f2 was approved at 10:33 by sam, after you said that: nothing was called \
                back. !undo 42 once more calls it back.
                #42 k7f2 was approved at 10:33, after you said that: nothing was called back. \
                !undo 42 once more calls it back.
                #42 has no reply of unknown outcome. !history 42 says what became of its replies.
                #42 k7f2 may have left live, and for practice nothing gets there. !settle 42 sent \
                says that it got there, !settle 42 again has to wait until the desk is live.
                the brake is on for care already, since 10:20 (14m ago), by sam: "‹wrong prices \
                in replies›". !unhold care lets go of it.
                ‹@zed› at ‹crm› is not on the list. !vip says who is.
                ‹@zed› is not on the list. !vip says who is.
                09:00 (1h 34m ago) is over already. Name a time that is to come, or none.
                the brake is not on for care. !waiting lists what waits for approval.
                the brake is not on for the whole desk. !waiting lists what waits for approval.
                there is no queue called "‹cara›". !queue lists all open cases with their queues.
                #42 cannot be merged into itself. !merge 43 into 42 makes one of two.
                no text of yours for #42 is open, and nothing was sent. !reply N … begins one.
                no text of yours is open, and nothing was sent. !reply N … begins one.
                no text of yours for #42 waits to become a thread. !reply N … writes one; if it is \
                too long, it waits.
                no text of yours waits to become a thread. !reply N … writes one; if it is too \
                long, it waits.
                #42 is of ‹@mara@social.example› and #43 of ‹@zed›: two customers. In #43 only \
                ‹@zed› could be answered then, and ‹@mara@social.example› no more. !merge 42 into \
                43 once more does it all the same, !r 42 … answers them first.
                you said "‹claim 42›" at 10:20 (14m ago), and I only hear it now. Nothing was \
                done: say it again if it still holds.
                not recorded: the store could not write, nothing has changed. Try again in a \
                moment; if it stays so, the administrator has to look.
                """)
    }

    @Test func `the samples hold every refusal`() {
        let all =
            Samples.refusals + Samples.pageRefusals + Samples.rotaRefusals + Samples.planRefusals
        #expect(Set(all.map(label)).count == 77)
    }
}
