import Casework
import Phrasebook
import Testing

@Suite struct NoticeWordingTests {
    private let wording = Desk.wording(now: Desk.at(10, 34, 12))

    @Test func `every notice has its words`() {
        expect(
            Samples.notices.flatMap(wording.lines),
            read: """
                #42 P1 care · ‹@mara@social.example› (public) · VIP · 48k followers · 70 points · \
                first reply due 10:58 (23m)
                #42 │ ‹Third day without internet and your phone line hangs up on me. Cancelling \
                today if nobody answers.› [‹image›: ‹router with a red light›]
                #42 P1 care · ‹@mara@social.example› wrote again (public) · VIP · 48k followers · \
                70 points · first reply due 10:58 (23m) · {dana}'s
                #42 │ ‹It's back, thanks!›
                #42 ‹@mara@social.example› says thanks: "‹It's back, thanks!›" It stays resolved.
                #42 ‹@mara@social.example› changed the post: "‹Fourth day ⏎ without internet›"
                #42 ‹@mara@social.example› deleted the post.
                #42 is dana's now.
                #42 is dana's now.
                #42 is dana's now.
                {dana}: #42 P1 is yours, due 10:58 (23m). ‹@mara@social.example› last spoke to dana, \
                09:12 (‹refund›). !show 42 shows it, !release 42 gives it to the queue.
                {dana}: #42 P1 is yours, due 10:58 (23m). !show 42 shows it, !release 42 gives it to \
                the queue.
                away until 14:00 (3h 25m). You hold 3 cases: what has no draft is free again 10:49 \
                (15m). !handover @person offers them to somebody.
                away until you say !back.
                welcome back. !queue mine lists your cases.
                dana has been gone for 16m: P1 #42, #43 are free again. !claim next
                dana has been gone for 16m: P1 #42 and 7 more are free again. !claim next
                dana has been gone for 16m: #43 is free again. !claim next
                #42 is free again, dana let go of it. !claim 42
                #42 is {lee}'s now, given by sam, due 10:58 (23m). !r 42 …
                #42 is sam's now, taken over, due 10:58 (23m).
                #42: dana offers it to {lee}, due 10:58 (23m). !claim 42 accepts it.
                #42 has a note of dana. !show 42
                #42 tagged "‹outage›" by dana.
                #42 goes on at "‹CRM-1138›", says dana.
                #42 P1 escalated to {lee} by dana: "‹threatens to sue›" · dana's, due 10:58 (23m) \
                · !show 42
                #42 P1 escalated to ‹+billing› by dana: "‹refund›" · dana's, due 10:58 (23m) · \
                !show 42
                #42 P1 escalated by dana · free, due 10:58 (23m) · !show 42
                #42 P1 escalated to ‹+legal› ({eve}, {max}) by dana: "‹threat›" · not here: max · \
                dana's, due 10:58 (23m) · !show 42
                #42 P1 escalated to whoever is on call ({olu}) by dana · dana's, due 10:58 (23m) · \
                !show 42
                #42 P1 escalated to the supervisors by dana · nobody is there · dana's, due 10:58 \
                (23m) · !show 42
                #42 P1 escalated to ‹#billing› by dana: "‹money›" · dana's, due 10:58 (23m) · \
                !show 42
                #42: eve is asked: "‹May we pay?›" The answer lands in the case.
                #42: eve is asked: "‹May we pay?›" eve is away until 14:00 (3h 25m), and has it to \
                read.
                #42: eve is asked: "‹May we pay?›" eve is away, and has it to read.
                #42: eve is asked: "‹May we pay?›" eve is in none of my rooms now, and gets it \
                when I see them. !who says who is here.
                #42 dana asks you, 10:32 (2m ago): "‹May we pay?›"
                #42 │ 10:28 ‹@mara@social.example›: ‹Third day without internet and your phone \
                line hangs up on me. Cancelling today if nobody answers.› [‹image›: ‹router with a \
                red light›]
                #42 │ 10:34 ‹@mara@social.example›: ‹It's back, thanks!›
                #42 │ !answer 42 … answers it.
                5 questions wait for your answer: #42 of dana, 10:32 (2m ago): "‹May we pay?›" · \
                #44 of dana, 10:32 (2m ago): "‹May we pay?›" · and 3 more. !show 42 shows what it \
                is about, !answer 42 … answers.
                your answer stands in #42, thank you. Told: dana, bo.
                your answer stands in #42, thank you. Told: the room.
                {dana}: #42 eve answers "‹May we pay?›": "‹Yes, up to 20›" !show 42
                #42 eve answers "‹May we pay?›": "‹Yes›" !show 42
                #42 is noise, says dana: out of the queue, kept. !reopen 42 brings it back.
                #42 is noise, says dana: out of the queue, kept. !reopen 42 brings it back. For all \
                retweets, under noise: { when: { words: [rt] }, tag: retweet }
                #42 is noise, says dana: out of the queue, kept. !reopen 42 brings it back. For all \
                of theirs, under noise: { when: { customer: "‹@jobs@social.example›" }, tag: noise }
                #42 put away by dana until 12:40 (2h 5m), or until ‹@mara› writes.
                {dana}: #42 is back from its snooze, due 10:58 (23m).
                #42 is back from its snooze, free. !claim 42
                {dana}: #42 is P1 now · 70 points · ‹waits for half an hour› · due 10:58 (23m)
                #42 is P1 now · 70 points · due 10:58 (23m)
                #42 resolved by dana: "‹engineer came›"
                #42 resolved by dana.
                #42 open again: ‹@mara› wrote again, back with {dana}, due 10:58 (23m).
                #42 open again by dana, who has it, due 10:58 (23m).
                #42 open again by sam, free. !claim 42
                #42 open again: ‹@mara› wrote again, free. !claim 42
                #42 is part of #43 now, merged by dana. Go on at #43.
                #42 P1: first reply to ‹@mara@social.example› due 10:58 (23m) · free · !claim 42
                12 replies due soon: #42 P1 10:58 (23m) dana's · #43 P1 10:58 (23m) free · and 10 \
                more. !queue care due
                #42 P1: next reply to ‹@mara@social.example› overdue 10:33 (1m ago) · dana's · \
                !show 42
                2 replies overdue: #42 P1 10:33 (1m ago) dana's · #42 P1 10:58 (23m) dana's. \
                !queue care due
                #42 canned ‹fault› in en, PUBLIC reply to ‹@mara@social.example›: "‹Hi Mara, I'm \
                so sorry. I can see the fault on your line and an engineer comes at 4.›" \
                (83/500). Nothing is written yet: !done 42 takes it as it is, !more 42 … adds to \
                it, !r 42 … writes your own.
                #42 canned ‹fault›, PUBLIC reply to ‹@mara@social.example›: "‹Hi Mara, I'm so \
                sorry. I can see the fault on your line and an engineer comes at 4.›" (83/500). \
                Nothing is written yet: !done 42 takes it as it is, !more 42 … adds to it, !r 42 \
                … writes your own.
                #42 k7f2 by dana · PUBLIC reply to ‹@mara@social.example› on Mastodon · 83/500 · \
                canned ‹fault› · why: ‹VIP› · due 10:58 (23m)
                #42 │ they wrote: ‹Third day without internet and your phone line hangs up on me. \
                Cancelling today if nobody answers.› [‹image›: ‹router with a red light›]
                #42 │ draft: ‹Hi Mara, I'm so sorry. I can see the fault on your line and an \
                engineer comes at 4.›
                #42 k7f2 by dana · PUBLIC reply to ‹@mara@social.example› on Mastodon · 83/500 · \
                canned ‹fault› · why: ‹VIP› · goes unseen, nobody else who could approve is here \
                (alone: canned) · due 10:58 (23m)
                #42 │ they wrote: ‹Third day without internet and your phone line hangs up on me. \
                Cancelling today if nobody answers.› [‹image›: ‹router with a red light›]
                #42 │ draft: ‹Hi Mara, I'm so sorry. I can see the fault on your line and an \
                engineer comes at 4.›
                #42 k7f2 goes unseen, nobody else who could approve is here (alone: canned). Goes \
                out 10:34:42 (30s). !undo 42
                #42 draft 1 k7f2, PUBLIC reply to ‹@mara@social.example›: "‹Hi Mara, I'm so \
                sorry.› …" (83/500). Waits for approval: ‹VIP›. On shift: sam, lee.
                #42 draft 1 k7f2, PUBLIC reply to ‹@mara@social.example›: "‹Hi Mara, I'm so \
                sorry.› …" (83/500). Waits for approval: ‹VIP›. Nobody is on shift. !escalate 42 \
                … brings somebody in.
                #42 draft 1 k7f2, PUBLIC reply to ‹@mara@social.example›: "‹Hi Mara, I'm so \
                sorry.› …" (83/500). The brake is on for care, by sam: "‹wrong prices in \
                replies›". Waits for approval: ‹VIP›. On shift: sam.
                #42 draft 1 k7f2, PUBLIC reply to ‹@mara@social.example›: "‹Hi Mara, I'm so \
                sorry.› …" (83/500). The brake is on for care, by sam: "‹wrong prices in \
                replies›". After !unhold care !ok k7f2 sends it.
                #42 k7f2 by dana · PUBLIC reply to ‹@mara@social.example› on Mastodon · 83/500 · \
                why: ‹VIP› · due 10:58 (23m)
                #42 │ they wrote: ‹Third day without internet and your phone line hangs up on me. \
                Cancelling today if nobody answers.› [‹image›: ‹router with a red light›]
                #42 │ draft: ‹Hi Mara, I'm so sorry. I can see the fault on your line and an \
                engineer comes at 4.›
                #42 9xq3 by dana · PUBLIC reply to ‹@mara@social.example› on Mastodon · draft 2 · \
                83/500 · why: ‹VIP› · due 10:58 (23m)
                #42 │ they wrote: ‹Third day without internet and your phone line hangs up on me. \
                Cancelling today if nobody answers.› [‹image›: ‹router with a red light›]
                #42 │ draft: ‹Hi Mara, I'm so sorry. I can see the fault on your line and an \
                engineer comes at 4.›
                #42 k7f2 sent back to {dana} by sam: "‹say when›". !r 42 … drafts anew.
                #42 k7f2 of {dana} is held, ‹@mara› wrote at 10:34: "‹It's back, thanks!›" !ok \
                k7f2 once more sends it anyway, !rewrite 42 … changes it.
                #42 k7f2 of {dana} is held, ‹@mara› deleted the post at 10:34. !ok k7f2 once more \
                sends it anyway, !rewrite 42 … changes it.
                #42 k7f2 of {dana} is held, the desk went live at 10:34, and its card \
                said that it goes nowhere. !ok k7f2 once more sends it anyway, !rewrite 42 … changes it.
                #42 k7f2 of {dana} is held, the desk began for practice at 10:34, and its card \
                said that it goes to the customer. !ok k7f2 once more sends it anyway, !rewrite 42 … changes it.
                #42 k7f2 of {dana} is held, ‹@mara› changed the post at 10:34: "‹Never mind›". \
                !ok k7f2 once more sends it anyway, !rewrite 42 … changes it.
                #42 k7f2 of {dana} is held, ‹refund› came onto the blocked list before 10:34. \
                !rewrite 42 … changes it. !edit 42 … does, too, !drop 42 withdraws it.
                #42 k7f2 of {dana} is held, sam pulled the brake at 10:34: "‹wrong prices›". \
                After !unhold !ok k7f2 once more sends it, !rewrite 42 … changes it.
                #42 k7f2 called back by dana, nothing was sent. It waits again: !ok k7f2 sends \
                it, !edit 42 … changes it, !drop 42 withdraws it.
                #42 k7f2 withdrawn by dana.
                #42 draft 1 k7f2, PUBLIC reply to ‹@mara@social.example›: "‹Hi Mara, I'm so \
                sorry.› …" (83/500, 1 attachment). Waits for approval: ‹VIP›. On shift: sam.
                #42 k7f2 by dana · PUBLIC reply to ‹@mara@social.example› on Mastodon · 83/500 · \
                why: ‹VIP› · due 10:58 (23m)
                #42 │ they wrote: ‹It's back, thanks!›
                #42 │ draft: ‹Hi Mara, I'm so sorry. I can see the fault on your line and an \
                engineer comes at 4.›
                #42 │ attached: ‹image› ‹https://status.example/map.png›: ‹map ⏎ of it›
                #42 k7f2 by dana, the same as 9xq3 · PUBLIC reply to ‹@mara@social.example› on \
                Mastodon · due 10:58 (23m) · !ok 9xq3 approves all that say so · they wrote: \
                ‹Third day without internet and your phone line hangs up on me. Cancelling today if \
                nobody answers.› [‹image›: ‹router with a red light›]
                #42 draft 1 k7f2, PUBLIC reply to ‹@mara@social.example›: "‹Hi Mara, I'm so \
                sorry.› …" (2 posts, 92 characters). Waits for approval: ‹VIP›. On shift: sam.
                #42 k7f2 (2 of 3) by dana · PUBLIC reply to ‹@mara@social.example› on Mastodon · 2 \
                posts, 35 characters · why: ‹VIP› · due 10:58 (23m)
                #42 │ they wrote: ‹Third day without internet and your phone line hangs up on me. \
                Cancelling today if nobody answers.› [‹image›: ‹router with a red light›]
                #42 │ draft: ‹It is the line. (2/3)›
                #42 │ draft: ‹Bye ⏎ Mara (3/3)›
                #42 k7f2 (2 of 3) called back by dana, nothing more was sent. It waits again: !ok \
                k7f2 sends it, !edit 42 … changes it, !drop 42 withdraws it.
                #42 k7f2 (2 of 3) is leaving already. What follows it was called back by dana and \
                waits then.
                #42 k7f2 (2 of 3) of {dana} is held, ‹@mara› wrote at 10:34: "‹It's back, \
                thanks!›" !ok k7f2 once more sends it anyway, !rewrite 42 … changes it.
                The desk went live at 10:34: 12 drafts are held, as their cards said that they go \
                nowhere. Held: #42 k7f2 ‹@mara@social.example› · #43 9xq3 ‹@zed› · 10 more. !ok \
                with its mark once more sends one of these anyway. Of one that is not named !ok \
                says first what holds it. !waiting lists all that wait.
                The desk began for practice at 10:34: 2 drafts are held, as their cards said that \
                they go to customers. Held: #42 k7f2 ‹@mara@social.example› · #43 9xq3 ‹@zed›. \
                !ok with its mark once more sends one of these anyway. !waiting lists all that \
                wait.
                The desk began for practice at 10:34: 6 drafts are held, as their cards said that \
                they go to customers. Of one that is not named !ok says first what holds it. \
                !waiting lists all that wait.
                #42 k7f2 approved by sam. Goes out 10:34:42 (30s). !undo 42
                #42 k7f2 needs no approval. Goes out now.
                #42 sent to ‹@mara@social.example› at 10:34 · first response 6m 42s of 30m
                #42 sent to ‹@mara@social.example› at 10:34
                #42 k7f2 has not got through yet: "‹503 Service Unavailable›". Next try 10:34:22 \
                (10s).
                #42 k7f2 has not got through yet: "‹503 Service Unavailable›". Next try 10:34:22 \
                (10s). !undo 42 calls it back.
                #42 k7f2 of {dana} was not delivered to ‹@mara@social.example›: "‹404 no such \
                post›". !ok k7f2 once more tries it again, !edit 42 … changes it.
                #42 k7f2 (2 of 3) of {dana} was not delivered to ‹@mara@social.example›: "‹404 no \
                such post›". !ok k7f2 once more tries it again, !edit 42 … changes it.
                #42 sent to ‹@mara@social.example› at 10:34 (2 of 3)
                #42 k7f2 of {dana} may or may not have reached ‹@mara@social.example›: "‹the \
                connection ended before an answer›". Look there, then !settle 42 sent|again.
                #42 k7f2 counts as sent, says sam.
                #42 k7f2 goes out again under its own key, says sam.
                The brake is on for care since 10:20 (14m ago), by sam: "‹wrong prices in \
                replies›". Nothing goes out to customers until !unhold care.
                Stopped: #42 k7f2 ‹@mara@social.example› · #43 9xq3 ‹@zed›
                #42 k7f2 to ‹@mara@social.example› was already leaving when the brake came.
                The brake is off for care, by sam. Nothing was released: 2 replies wait for \
                approval.
                Waiting: #42 k7f2 ‹@mara@social.example› · #43 9xq3 ‹@zed›
                The brake is off for the whole desk, by sam.
                #42: sam on the answer of dana to ‹@mara@social.example› · ‹tone› 4 of 5. !stats \
                week @dana
                #42: sam on the answer of dana to ‹@mara@social.example› · ‹tone› 4 of 5, ‹facts› \
                5 of 5: "‹a warm opening›". !stats week @dana
                #42 ‹@mara@social.example› was told when people answer: 18:00 (7h 25m).
                #42 ‹@mara@social.example› was not told that nobody answers now: "‹503 Service \
                Unavailable›".
                #42 ‹@mara@social.example› may or may not have been told that nobody answers now: \
                "‹no answer›". It is not sent again.
                #42 words of crisis (‹want to die›): no machine answers this · #42 P1 care · \
                ‹@mara@social.example› (public) · VIP · 48k followers · 70 points · first reply \
                due 10:58 (23m) · !show 42
                #42 │ ‹Third day without internet and your phone line hangs up on me. Cancelling \
                today if nobody answers.›
                ‹@mara@social.example› at ‹crm› goes first from now on, until 18:00 (7h 25m), says \
                sam: "‹waits for the board›". 2 open cases, now P1: #42.
                ‹@zed› goes first from now on, says sam: "‹a journalist›". No case of theirs is \
                open.
                ‹@mara@social.example› at ‹crm› goes first no more, says sam. 1 open case.
                ‹@mara@social.example› at ‹crm› goes first no more: the time that sam set at 09:12 \
                (1h 22m ago) is over (‹waits for the board›). No case of theirs is open.
                dana is no longer of the desk. Free again: #42, #47. !claim next Still theirs: \
                #44. !take 44 or !assign 44 @person for each.
                dana is no longer of the desk. Still theirs: #44. !take 44 or !assign 44 @person \
                for each.
                not recorded: the store could not write, nothing has changed. Try again in a \
                moment; if it stays so, the administrator has to look.
                """)
    }

    @Test func `the samples hold every notice`() {
        let all = Samples.notices + Samples.pages + Samples.rota + Samples.plans
        #expect(Set(all.map(label)).count == 70)
    }
}
