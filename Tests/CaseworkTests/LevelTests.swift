import Rehearsal
import Testing

@testable import Casework

@Suite struct LevelTests {
    @Test(arguments: scenarios)
    func `people are reminded once of each clock`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    private static let answered = """
        mara  posts    #1 "my line is slow"
        dana  claims   #1
        dana  replies  #1 "Hi Mara"
        sam   ok       aa22
        +90s  outbox departs #1
        outbox lands   #1 sent               → answered, answer never

        """

    private static let leaving = """
        desk  promises next p3=1h
        mara  posts    #1 "hello"
        dana  claims   #1
        dana  replies  #1 "Hi Mara"
        sam   ok       aa22
        +90s  outbox departs #1
        mara  posts    #1 "and the bill?"
        +10m  mara posts #1 "hello?"

        """

    static let scenarios = [
        Scenario(
            "warned once before, told once after",
            """
            mara  posts    #1 "hello"            → answer 30m
            dana  claims   #1                    → answer 1799s
            +22m  clock looks #1                 → reminds nobody
            +1m   clock looks #1                 → reminds warned
            clock looks    #1                    → reminds nobody
            +6m   clock looks #1                 → reminds nobody
            +2m   clock looks #1                 → reminds breached
            +9h   clock looks #1                 → reminds nobody
            """),
        Scenario(
            "who comes too late to warn tells of the breach alone",
            """
            mara  posts    #1 "hello"
            +3h   clock looks #1                 → reminds breached
            clock looks    #1                    → nothing
            -3h   clock looks #1                 → nothing
            """),
        Scenario(
            "a reply that was sent ends it, and thanks begin nothing",
            "desk promises next p1=5m p3=1h\n" + answered + """
                +9h   clock looks #1                 → nothing
                mara  posts    #1 "Thank you!"       → answer never
                mara  posts    #1 "and now?"         → answer 60m
                +10m  mara posts #1 "hello?"         → answer 50m
                +36m  clock looks #1                 → reminds warned
                +15m  clock looks #1                 → reminds breached
                """),
        Scenario(
            "without a promise nobody is late",
            answered + """
                mara  posts    #1 "and now?"         → answer never
                +90h  clock looks #1                 → nothing
                """),
        Scenario(
            "the due time goes with the priority, and who was warned is not warned again",
            """
            desk  promises first p1=15m p3=1h
            zed   posts    #1 "no internet"      → P2, answer never
            mara  posts    #2 "hello"            → P3, answer 60m
            +46m  clock looks #2                 → reminds warned
            +60s  mara posts #2 "no internet" vip → P1, answer -32m
            +60s  clock looks #2                 → reminds breached
            """),
        Scenario(
            "what is urgent from now on is due sooner",
            """
            desk  promises first p1=15m p3=1h
            mara  posts    #1 "hello"            → P3, answer 60m
            +600s mara posts #1 "no internet" vip → P1, answer 5m
            mara  edits    #1 m2 "never mind"    → P2, answer never
            mara  deletes  #1 m1                 → P2, answer never
            """),
        Scenario(
            "a draft, an approval and a reply that failed stop nothing",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"
            sam   ok       aa22                  → approved
            +24m  clock looks #1                 → approved, reminds warned
            outbox departs #1
            outbox lands   #1 refused            → drafted
            +9m   clock looks #1                 → reminds breached
            """),
        Scenario(
            "sleep stops nothing",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  snoozes  #1 2h                 → snoozed, answer 1798s
            +24m  clock looks #1                 → snoozed, reminds warned
            +9m   clock looks #1                 → snoozed, reminds breached
            +2h   clock wakes #1                 → claimed
            clock looks    #1                    → nothing
            """),
        Scenario(
            "what has ended is due at no time, and what is taken up again runs anew",
            """
            mara  posts    #1 "hello"
            bo    noise    #1                    → noise, answer never
            +9h   clock looks #1                 → nothing
            bo    reopens  #1                    → claimed, answer 30m
            bo    resolves #1                    → resolved, answer never
            +9h   mara posts #1 "well?"          → claimed, answer 30m
            +31m  clock looks #1                 → reminds breached
            """),
        Scenario(
            "whoever takes their words back waits for nothing",
            """
            mara  posts    #1 "hello"
            mara  posts    #1 "hello?"
            mara  deletes  #1 m1                 → answer 1798s
            mara  deletes  #1 m2                 → answer never
            mara  posts    #1 "so"               → answer 30m
            """),
        Scenario(
            "a post that was thanks and becomes a question begins to wait",
            "desk promises next p3=1h\n" + answered + """
                mara  posts    #1 "thanks"           → answer never
                mara  edits    #1 m2 "thanks for nothing" → answer 60m
                mara  edits    #1 m2 "thank you!"    → answer never
                """),
        Scenario(
            "what the customer says while the answer leaves is the next wait",
            """
            desk  promises next p3=1h
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"
            sam   ok       aa22
            +90s  outbox departs #1
            mara  posts    #1 "and the bill?"
            outbox lands   #1 sent               → claimed, answer 3599s
            """),
        Scenario(
            "of all that the customer says while the answer leaves the first is the next wait",
            leaving + """
                outbox lands   #1 sent               → claimed, answer 2999s
                """),
        Scenario(
            "and so it is of one that somebody says was sent",
            leaving + """
                outbox lands   #1 unknown "cut off" again → approved
                sam   settles  #1 sent               → claimed, answer 2998s
                """),
        Scenario(
            "what was said before it was let go once more is answered by it",
            leaving + """
                outbox lands   #1 refused "422"      → drafted, draft aa22 held
                approvals sees #1 hold
                +5s   sam ok   aa22                  → approved
                +90s  outbox departs #1
                mara  posts    #1 "well?"
                outbox lands   #1 sent               → claimed, answer 3599s
                """),
        Scenario(
            "whoever waited longer in the other case waits no less in this one",
            """
            mara  posts    #1 "hello"
            +10m  mara posts #2 "hello again"    → answer 30m
            dana  merges   #1 #2                 → answer 1199s
            """),
    ]

    private func brief(
        _ number: Int64, _ priority: Priority = .p3, holder: PersonID? = nil,
        queue: QueueName = "care", due: Instant = .halfPastTen
    ) -> CaseBrief {
        var matter = Case(
            id: CaseID(number), queue: queue, priority: priority, points: 0, reasons: [],
            customer: Author(handle: "mara"), conversation: nil, openedAt: .halfPastTen,
            mentions: [])
        matter.holder = holder
        matter.clock = ResponseClock(since: .halfPastTen, dueAt: due)
        return CaseBrief(matter, practice: false)
    }

    @Test func `what falls due together is told in one line for each queue and holder`() {
        var reminders = (1...300).map { Reminder(brief: brief($0), isBreach: true) }
        reminders.append(Reminder(brief: brief(301, .p1, holder: "dana"), isBreach: true))
        reminders.append(Reminder(brief: brief(302, queue: "billing"), isBreach: true))
        reminders.append(Reminder(brief: brief(303, holder: "dana"), isBreach: false))
        let told = Reminder.announcements(for: reminders)
        #expect(
            told.map(\.audiences) == [
                [.queue("care"), .approvals("care")], [.queue("billing"), .approvals("billing")],
                [.person("dana")], [.queue("care")], [.person("dana")],
            ])
        #expect(told.map(\.lane) == [.urgent, .normal, .urgent, .normal, .normal])
        guard case .overdue(let named, 301) = told[0].notice else {
            Issue.record("\(told[0].notice)")
            return
        }
        #expect(named.map(\.id.number) == [301, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        guard case .dueSoon(let soon, 1) = told[4].notice else {
            Issue.record("\(told[4].notice)")
            return
        }
        #expect(soon.map(\.id.number) == [303])
    }

    @Test(arguments: [
        (Lapse.minutes(30), Lapse.seconds(450)), (.hours(8), .hours(2)),
        (.minutes(6), .minutes(2)), (.minutes(3), .seconds(90)), (.seconds(10), .seconds(5)),
    ])
    func `people are warned a quarter before, but neither too late nor at once`(
        target: Lapse, before: Lapse
    ) {
        #expect(Deadline.warnBefore(target) == before)
    }

    @Test func `reminders come at whole minutes, of short targets sooner`() {
        let since = Instant.halfPastTen + .seconds(7)
        let long = Deadline(since: since, target: .minutes(30), warnBefore: .minutes(10))
        #expect(long.due == since + .minutes(30))
        #expect(long.warnsAt == .halfPastTen + .minutes(21))
        #expect(long.breachesAt == .halfPastTen + .minutes(31))
        let short = Deadline(since: since, target: .seconds(20), warnBefore: nil)
        #expect(short.warnsAt == since + .seconds(10))
        #expect(short.breachesAt == short.due)
    }

    @Test func `a case has one timer, for what comes first`() throws {
        var desk = ScenarioDesk()
        let waits = PriorityRule(
            when: Condition(waitingAtLeast: .minutes(25)), points: 1, because: "w")
        desk.settings.priority.rules = Rulebook(desk.settings.priority.rules.rules + [waits])
        let opened = try desk.submit(
            .open(mention: .said(by: "mara", at: desk.now), linkedTo: nil), to: nil
        ).get()
        let warning = desk.now + .minutes(23)
        #expect(opened.timers == [.set(.priority, at: warning)])
        desk.now = warning
        let warned = try desk.submit(.reassess, to: CaseID(1)).get()
        #expect(warned.timers == [.set(.priority, at: ScenarioCast.morning + .minutes(25))])
        desk.now = ScenarioCast.morning + .minutes(25)
        let risen = try desk.submit(.reassess, to: CaseID(1)).get()
        #expect(risen.timers == [.set(.priority, at: ScenarioCast.morning + .minutes(30))])
    }
}
