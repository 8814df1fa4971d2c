import Casework
import Rehearsal
import Testing

/// What a customer is told of the desk's own accord while nobody answers.
@Suite struct AcknowledgingTests {
    @Test(arguments: scenarios)
    func `a customer is told once in each time of closed doors, and only where it is called for`(
        scenario: Scenario
    ) {
        #expect(scenario.play().failures == [])
    }

    private static let night = "desk closes care 20h\ndesk acknowledges care night\n"

    static let scenarios = [
        Scenario(
            "an urgent mention of the night is answered by the clock of the queue",
            night + """
                mara   posts   #1 "no internet" vip direct → P1, told due, says Hi mara we answer tomorrow at 06:30., answer 30m
                outbox departs #1 told                 → told sending
                outbox lands   #1 told sent "r1"       → told sent, new, tells care customerAcknowledged, answer 1798s
                outbox lands   #1 told retry           → nothing
                mara   posts   #1 "no internet still"  → told sent
                """),
        Scenario(
            "by day, without the rule, below its priority or with the switch off nobody is told",
            """
            desk   acknowledges care night
            mara   posts   #1 "no internet" vip    → P1, told nothing
            desk   closes  care 9h
            zed    posts   #2 "hello"              → P3, told nothing
            kay    posts   #3 "my invoice, no internet" vip → queue billing, told nothing
            desk   acknowledges care night P2
            joe    posts   #4 "no internet"        → P2, told due
            desk   mutes
            pat    posts   #5 "no internet" vip    → P1, told nothing
            """),
        Scenario(
            "in practice nobody is told",
            night + """
                desk   practises
                mara   posts   #1 "no internet" vip    → P1, told nothing
                """),
        Scenario(
            "one customer is told once whatever the case, and again in the next night",
            night + """
                mara   posts   #1 "no internet" vip    → told due
                Mara   posts   #2 "no internet" vip    → P1, told nothing
                mara   posts   #3 "no internet" vip source=shop → told nothing
                desk   opens   care
                +20h desk closes care 9h
                mara   posts   #4 "no internet" vip    → told due
                """),
        Scenario(
            "of two queues that are closed at the same time one tells them",
            night + """
                desk   acknowledges billing night
                +1h desk closes billing 10h
                mara   posts   #1 "my invoice and no internet" vip → queue billing, told due
                mara   posts   #2 "no internet" vip    → queue care, told nothing
                """),
        Scenario(
            "neither bots, nor thanks, nor noise, nor what is old",
            night + """
                desk   acknowledges care night P3
                desk   bots    @newsbot
                mara   posts   #1 "no internet" vip bot → P1, told nothing
                Newsbot posts  #2 "no internet" vip    → P1, told nothing
                zed    posts   #3 "thanks"             → told nothing
                kay    posts   #4 "no internet" vip ago=3h → told nothing
                joe    posts   #5 "hello"              → told due
                """),
        Scenario(
            "words of crisis ring the supervisors whatever the priority, and no machine answers them",
            night + """
                desk   acknowledges care night P3
                desk   crisis  "want to die"
                mara   posts   #1 "hello, I want to die" → P3, told nothing, tells approvals crisis, tells sam crisis, tells lee crisis, hides kim crisis
                mara   posts   #1 "anybody?"           → told nothing, hides sam crisis
                zed    posts   #2 "hello"              → told due
                outbox departs #2 told
                outbox lands   #2 told sent
                zed    edits   #2 m3 "I want to die"   → tells sam crisis
                zed    edits   #2 m3 "I want to die!"  → hides sam crisis
                desk   opens   care
                kay    posts   #3 "I want to die"      → tells lee crisis
                """),
        Scenario(
            "the brake keeps it back, before and on its way",
            night + """
                sam    holds   care "wrong statement"
                mara   posts   #1 "no internet" vip    → told nothing
                sam    unholds care
                zed    posts   #2 "no internet" vip    → told due
                sam    holds   care "wrong statement"
                outbox departs #2 told                 → told withdrawn, silent
                sam    unholds care
                kay    posts   #3 "no internet" vip    → told due
                outbox departs #3 told
                outbox lands   #3 told retry           → told sending
                sam    holds   care "wrong statement"
                outbox departs #3 told                 → told withdrawn
                sam    unholds care
                joe    posts   #4 "no internet" vip    → told due
                outbox departs #4 told
                outbox lands   #4 told unknown "lost"  → told sending
                sam    holds   care "wrong statement"
                outbox departs #4 told                 → told unknown, tells oncall notAcknowledged
                """),
        Scenario(
            "a post that was deleted before it left gets nothing, and the next one does",
            night + """
                mara   posts   #1 "no internet" vip    → told due
                mara   deletes #1 m1
                outbox departs #1 told                 → told withdrawn, silent
                mara   posts   #1 "no internet" vip    → told due
                outbox departs #1 told                 → told sending
                """),
        Scenario(
            "where a person answers no machine does",
            night + """
                mara   posts   #1 "hello"              → told nothing
                dana   claims  #1
                dana   replies #1 "Hi Mara"            → drafted
                approvals sees #1 card
                sam    ok      aa22                    → approved
                +90s outbox departs #1                 → draft aa22 sending
                mara   posts   #1 "no internet" vip    → P1, told nothing
                outbox lands   #1 sent
                mara   posts   #1 "no internet"        → P1, told nothing
                """),
        Scenario(
            "whoever was answered by day is told by night, as nobody is there to go on",
            """
            desk   acknowledges care night
            mara   posts   #1 "hello"
            dana   claims  #1
            dana   replies #1 "Hi Mara"
            approvals sees #1 card
            sam    ok      aa22
            +90s outbox departs #1
            outbox lands   #1 sent                 → answered(dana)
            desk   closes  care 9h
            mara   posts   #1 "no internet" vip    → claimed(dana), P1, told due
            outbox departs #1 told                 → told sending
            """),
        Scenario(
            "it ends when people are back, and when it is too late",
            night + """
                mara   posts   #1 "no internet" vip    → told due
                +20h outbox departs #1 told            → told withdrawn
                desk   closes  care 9h
                zed    posts   #2 "no internet" vip    → told due
                outbox expires #2 told "late"          → told withdrawn, silent
                zed    posts   #2 "no internet"        → told due
                outbox departs #2 told
                outbox expires #2 told "late"          → told failed, tells oncall notAcknowledged
                """),
        Scenario(
            "it is tried again as replies are, until their deadline",
            night + """
                desk   deadline 1m
                mara   posts   #1 "no internet" vip
                outbox departs #1 told
                outbox lands   #1 told retry           → told sending, silent
                outbox departs #1 told                 → told sending
                outbox lands   #1 told retry 9m        → told failed, tells oncall notAcknowledged
                mara   posts   #1 "no internet"        → told due
                outbox departs #1 told
                outbox lands   #1 told refused "no"    → told failed
                """),
        Scenario(
            "what may have arrived is tried again under its key, or never again",
            night + """
                desk   deadline 1m
                mara   posts   #1 "no internet" vip
                outbox departs #1 told
                outbox lands   #1 told unknown "lost"  → told sending
                outbox departs #1 told
                outbox lands   #1 told refused "no"    → told unknown, tells oncall notAcknowledged
                outbox lands   #1 told sent            → told sent
                zed    posts   #2 "no internet" vip
                outbox departs #2 told
                outbox lands   #2 told unknown again "lost" → told unknown, tells oncall notAcknowledged
                outbox departs #2 told                 → nothing
                zed    posts   #2 "no internet"        → told unknown
                """),
        Scenario(
            "what cannot be said whole or at all is not said",
            night + """
                desk   limit   20
                mara   posts   #1 "no internet" vip    → told nothing
                desk   limit   500
                desk   blocks  mara
                mara   posts   #1 "no internet" vip    → told nothing
                desk   acknowledges care outage
                zed    posts   #2 "no internet" vip    → told nothing
                desk   acknowledges care nothing
                zed    posts   #2 "no internet" vip    → told nothing
                """),
    ]

    @Test(arguments: [
        (Lapse.hours(1), "today at 11:30"), (.hours(22), "tomorrow at 08:30"),
        (.hours(46), "on Monday at 08:30"), (.days(6), "on Friday at 10:30"),
        (.days(7), "on 28 November at 10:30"), (.days(60), "on 20 January at 10:30"),
    ])
    func `it is said when people answer`(_ away: Lapse, _ words: String) {
        let now = ScenarioCast.morning
        let opens = OpeningTime(now + away, now: now, delay: .minutes(15), wall: .utc)
        #expect(opens.words(in: "en") == words)
    }

    @Test func `it stays true while it may be on its way over midnight`() {
        let now = ScenarioCast.morning + .hours(13) + .minutes(20)
        let opens = OpeningTime(
            now + .hours(9), now: now, delay: .minutes(15), wall: .utc)
        #expect(opens.words(in: "de-AT") == "am Sonntag um 08:50 Uhr")
        let sooner = OpeningTime(now + .hours(9), now: now, delay: .minutes(5), wall: .utc)
        #expect(sooner.words(in: "de") == "morgen um 08:50 Uhr")
    }

    @Test func `no language takes more room than was counted`() {
        let now = ScenarioCast.morning
        for language in [nil, "en", "de", "fr", "es", "it", "nl", "pt", "pl"] as [String?] {
            let longest = OpeningTime.lengthMax(in: language)
            for day in 0..<400 {
                let opens = OpeningTime(
                    now + .days(Int64(day)), now: now, delay: .minutes(15), wall: .utc)
                #expect(opens.words(in: language).count <= longest)
            }
        }
        #expect(!OpeningTime.speaks("pl"))
        let opens = OpeningTime(now + .hours(22), now: now, delay: .zero, wall: .utc)
        #expect(opens.words(in: "pl") == "2026-11-22, 08:30")
    }
}
