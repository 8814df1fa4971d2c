import Casework
import Phrasebook
import Testing

/// Continuity plans in words.
@Suite struct PlanWordingTests {
    private let wording = Desk.wording()

    @Test func `what is said of plans`() {
        expect(
            Samples.plans.flatMap(wording.lines),
            read: """
                #42 is care's by a plan that is on, and rings there. !show 42
                #42 is care's now: billing is no queue any more. !show 42
                The plan outage is on until 12:31 (2h), by sam (‹a fault of our network›). !plan \
                end ends it.
                It changes priority.p1: ‹50› → ‹70› · holding: ‹fault, from P1› · routing: ‹1 rule \
                more›
                The plan outage is on until 12:31 (2h), by sam. !plan end ends it.
                The plan outage, on since 10:31 (0s), is on until 12:31 (2h) now, says sam.
                The plan outage, on since 10:31 (0s), is over, says lee. Everything is as the \
                files say.
                The plan outage, on since 10:31 (0s), is over: its time, which sam set, has \
                passed. 1 customer was told. Still on: quiet until 26 Nov 10:31 (5d).
                The plan outage, on since 10:31 (0s), is over: plans.yaml does not have it any \
                more. 69 customers were told, 2 more may not have it. Everything is as the files say.
                """)
    }

    @Test func `why none was switched`() {
        expect(
            Samples.planRefusals.flatMap { wording.lines(for: $0) },
            read: """
                no plan is called "‹strom›": plans.yaml names none.
                no plan is called "‹strom›". Did you mean storm?
                no plan is called "‹x›". There are storm, quiet.
                the plan storm changes the whole desk: a supervisor of all queues switches it.
                the plan storm changes care: a supervisor of that queue switches it.
                the plan storm changes care, billing: a supervisor of all these queues switches it.
                no plan is on. !plan lists them.
                the plan storm is not on. On: outage.
                several plans are on: !plan end quiet ends one. On: outage, quiet.
                the plan outage is on already, until 12:31 (2h), by sam. !plan use outage for 4h \
                gives it another end.
                the plan outage is on and sets priority.p1 to ‹70›, this one to ‹15›. !plan end \
                outage first.
                a plan is on for a minute to 30 days, and that would be until 21 Feb 2027 10:31 \
                (92d): !plan use outage for 2h
                5 plans are on already, which is the most: a, b, c, d, e. !plan end e ends one.
                """)
    }

    @Test func `a list of them, and what whoever speaks is told`() {
        var listed = [
            ListedPlan(Samples.outage, running: Samples.plansOn[0]),
            ListedPlan(ContinuityPlan(name: "quiet"), running: nil),
        ]
        expect(
            wording.plans(listed),
            read: """
                1 plan on. !plan end ends it:
                outage (‹a fault of our network›) · on since 10:31 (0s), until 12:31 (2h), by sam
                quiet · off, for 4h where nobody says
                """)
        listed.removeFirst()
        expect(
            wording.plans(listed),
            read: """
                no plan is on. !plan use quiet switches one on:
                quiet · off, for 4h where nobody says
                """)
        expect(
            wording.plans([]),
            read: "there are no plans: plans.yaml names none. The desk works as the files say.")
        expect(
            wording.plansOn(Samples.plansOn.map { ($0, purpose: "a fault") }),
            read: """
                The plan outage is on until 12:31 (2h), by sam (‹a fault›).
                The plan quiet is on until 26 Nov 10:31 (5d), by lee (‹a fault›).
                """)
    }

    @Test func `what one would change`() {
        var trial = PlanTrial()
        expect(
            wording.trial(
                of: ListedPlan(Samples.outage, running: nil), [], trial, conflict: nil),
            read: """
                the plan outage (‹a fault of our network›) would be on for 2h. Nothing has \
                changed. !plan use outage switches it on.
                Of the last day's 0 cases 0 would have been P1, not 0.
                Nothing waits now.
                """)
        trial.cases = 2000
        trial.isCut = true
        trial.urgentBefore = 40
        trial.urgentAfter = 12
        trial.rising = [CaseID(7)]
        trial.falling = [CaseID(42), CaseID(43)]
        trial.moved = ["billing": 3, "care": 1]
        trial.told = 1
        trial.replies = 30
        trial.approvedBefore = 30
        trial.approvedAfter = 4
        trial.waiting = 9
        trial.waitingUrgent = 2
        trial.waitingMoved = 1
        trial.waitingTold = 5
        expect(
            wording.trial(
                of: ListedPlan(Samples.outage, running: nil),
                [PlanChange(key: "priority.p1", before: "50", after: "70")], trial,
                conflict: .noneOn),
            read: """
                the plan outage (‹a fault of our network›) would be on for 2h. Nothing has \
                changed. !plan use outage switches it on.
                It could not be now: no plan is on. !plan lists them.
                It changes priority.p1: ‹50› → ‹70›
                Of the last day's 2000 cases, the newest, 12 would have been P1, not 40, up #7, \
                down #42 #43; other queues: 3 to billing, 1 to care; 1 customer told.
                Of 30 replies somebody else would have had to look at 4, not 30.
                Of 9 cases that wait now 2 would be P1, 1 changes queues, 5 customers are told, \
                within two minutes.
                """)
    }

    @Test func `what the audit has of them`() {
        let events = Samples.planFacts.map { fact in
            Happening(at: Desk.at(10, 0), by: "sam", type: fact.type, fact: fact)
        }
        expect(
            wording.history(CaseID(42), events, total: 2),
            read: """
                #42, 2 events:
                #42 │ 10:00 sam · plan outage on until 12:31
                #42 │ 10:00 sam · plan outage over
                """)
    }
}

extension Samples {
    static let outage = ContinuityPlan(
        name: "outage", purpose: "a fault of our network", endsAfter: .hours(2))
    static let plansOn = [
        RunningPlan(name: "outage", by: "sam", since: Desk.at(10, 31), until: Desk.at(12, 31)),
        RunningPlan(name: "quiet", by: "lee", since: Desk.at(10, 31), until: Desk.at(130, 31)),
    ]

    static let plans: [Notice] =
        [
            .moved(CaseBrief(Desk.matter(), practice: false)),
            .requeued(CaseBrief(Desk.matter(), practice: false), from: "billing"),
        ]
        + ([
            .started(
                plansOn[0], purpose: outage.purpose,
                changes: [
                    PlanChange(key: "priority.p1", before: "50", after: "70"),
                    PlanChange(key: "holding", before: nil, after: "fault, from P1"),
                    PlanChange(key: "routing", before: nil, after: "1 rule more"),
                ], isNews: true),
            .started(plansOn[0], purpose: "", changes: [], isNews: true),
            .started(plansOn[0], purpose: outage.purpose, changes: [], isNews: false),
            .ended(plansOn[0], because: .ended, by: "lee", still: [], told: PlanTellings()),
            .ended(
                plansOn[0], because: .over, by: nil, still: [plansOn[1]],
                told: PlanTellings(told: 1)),
            .ended(
                plansOn[0], because: .gone, by: nil, still: [],
                told: PlanTellings(told: 69, missed: 2)),
        ] as [PlanNotice]).map(Notice.plan)

    static let planFacts: [Fact] = [
        .planStarted(plan: plansOn[0]), .planEnded(plan: "outage", because: .over),
    ]

    static let planRefusals: [Refusal] =
        ([
            .noSuchPlan("strom", known: []), .noSuchPlan("strom", known: ["storm", "quiet"]),
            .noSuchPlan("x", known: ["storm", "quiet"]),
            .beyondScope("storm", queues: []), .beyondScope("storm", queues: ["care"]),
            .beyondScope("storm", queues: ["care", "billing"]),
            .noneOn, .notOn("storm", running: ["outage"]),
            .whichPlan(running: ["outage", "quiet"]), .alreadyOn(plansOn[0]),
            .conflict(with: plansOn[0], key: "priority.p1", ours: "15", theirs: "70"),
            .badLength(until: Desk.at(10, 31) + .days(92)),
            .tooMany(running: ["a", "b", "c", "d", "e"]),
        ] as [PlanFault]).map(Refusal.plan)
}
