import Casework
import Rehearsal
import Testing

/// What plans make of the settings, and who may switch them.
@Suite struct PlanTests {
    private let desk = ScenarioDesk()
    private var now: Instant { desk.now }

    private func plan(_ name: String, _ edit: (inout ContinuityPlan) -> Void) -> ContinuityPlan {
        var plan = ContinuityPlan(name: name)
        edit(&plan)
        return plan
    }

    private func settings(_ plans: ContinuityPlan...) -> DeskSettings {
        var settings = DeskSettings(
            queues: [
                Queue(name: "care", rooms: ["care"], approval: .always),
                Queue(name: "billing", rooms: ["billing"]),
            ],
            priority: PrioritySettings(p1: 50, p2: 20),
            routing: [RoutingRule(when: Condition(words: ["invoice"]), queue: "billing")])
        settings.plans = plans
        return settings
    }

    private func on(_ name: String, after minutes: Int64 = 0) -> RunningPlan {
        RunningPlan(
            name: name, by: "sam", since: now + .minutes(minutes), until: now + .hours(2))
    }

    private func person(_ name: String, _ role: Role, queues: [QueueName]? = nil) -> Person {
        Person(id: PersonID(name), roles: [.init(role, queues: queues)])
    }

    private func decide(
        _ order: PlanOrder, by person: Person?, _ running: [RunningPlan] = [], _ base: DeskSettings
    ) throws -> (fact: Fact, plan: RunningPlan) {
        let context = desk.context(for: nil, actor: person.map { desk.actor($0) })
        return try decidePlan(order, running: running, base: base, context)
    }

    @Test func `what a plan does not name stays as it is`() {
        let base = settings(plan("quiet") { $0.caseLimit = 7 })
        var laid = base.laying([on("quiet")])
        #expect(laid.policy.caseLimit == 7)
        #expect(laid.running == [on("quiet")])
        laid.policy.caseLimit = base.policy.caseLimit
        laid.running = []
        #expect(laid == base)
        #expect(base.laying([on("nobody's")]).priority == base.priority)
    }

    @Test func `they lie on each other in the order in which they were switched on`() {
        let base = settings(
            plan("a") {
                $0.p1 = 30
                $0.routing = [RoutingRule(when: Condition(words: ["fault"]), queue: "care")]
                var care = ContinuityPlan.QueueChanges(name: "care")
                care.rooms = ["annex", "care"]
                care.digest = .minutes(1)
                $0.queues = [care]
            },
            plan("b") {
                $0.p2 = 40
                $0.routing = [RoutingRule(when: Condition(words: ["fault"]), queue: "billing")]
                $0.holding = HoldingReply(canned: "fault")
            })
        let laid = base.laying([on("a"), on("b", after: 5)])
        #expect(laid.priority.p1 == 30)
        // Below the threshold that stands.
        #expect(laid.priority.p2 == 30)
        #expect(laid.queues[0].rooms == ["care", "annex"])
        #expect(laid.queues[0].digest == .minutes(1))
        #expect(laid.route(.said("a fault")).queue == "billing")
        #expect(base.route(.said("a fault")).queue == "care")
        #expect(laid.queues.map { $0.holding?.plan.name } == ["b", "b"])
        #expect(laid.movesWhatWaits && !base.movesWhatWaits)
        #expect(laid.running(in: ["billing"]).map(\.name) == ["a", "b"])
    }

    @Test func `a chain that a plan names pages first, and one for plans alone only then`() {
        var base = settings(plan("fault") { $0.chain = "fault" })
        base.chains = [
            Chain(name: "night", steps: []), Chain(name: "fault", during: .plan, steps: []),
        ]
        #expect(base.chain(of: "care", Duty(), now: now)?.name == "night")
        let laid = base.laying([on("fault")])
        #expect(laid.chain(of: "care", Duty(), now: now)?.name == "fault")
        #expect(laid.chains.map(\.during) == [.always, .closed])
        #expect(Chain(name: "x", during: .plan, steps: []).begins(Duty(), now: now) == nil)
    }

    @Test func `what differs in one key is refused, and what is the same is not`() throws {
        let base = settings(
            plan("a") { $0.p1 = 30 }, plan("b") { $0.p1 = 60 }, plan("c") { $0.p1 = 30 })
        let sam = person("sam", .supervisor)
        let conflict = Refusal.plan(
            .conflict(with: on("a"), key: "priority.p1", ours: "60", theirs: "30"))
        #expect(throws: conflict) {
            try decide(.use("b", until: nil), by: sam, [on("a")], base)
        }
        #expect(try decide(.use("C", until: nil), by: sam, [on("a")], base).plan.name == "c")
    }

    @Test func `supervisors switch them, of a part of the desk what changes nothing else`() throws {
        let base = settings(
            plan("whole") { $0.p1 = 30 },
            plan("part") {
                var care = ContinuityPlan.QueueChanges(name: "care")
                care.approval = .flagged
                $0.queues = [care]
            })
        for stranger in [person("dana", .agent), person("olu", .oncall)] {
            #expect(throws: Refusal.notAllowed(nil, needs: .supervisor)) {
                try decide(.use("part", until: nil), by: stranger, [], base)
            }
        }
        let own = person("lee", .supervisor, queues: ["care"])
        #expect(try decide(.use("part", until: nil), by: own, [], base).plan.by == "lee")
        for order in [PlanOrder.use("whole", until: nil), .end("whole")] {
            #expect(throws: Refusal.plan(.beyondScope("whole", queues: []))) {
                try decide(order, by: own, order == .end("whole") ? [on("whole")] : [], base)
            }
        }
        let other = person("lee", .supervisor, queues: ["billing"])
        #expect(throws: Refusal.plan(.beyondScope("part", queues: ["care"]))) {
            try decide(.use("part", until: nil), by: other, [], base)
        }
        #expect(throws: Refusal.notAllowed(nil, needs: .supervisor)) {
            try decide(.use("part", until: nil), by: person("lee", .agent), [], base)
        }
        #expect(throws: Refusal.unknownSpeaker) {
            try decide(.end(nil), by: nil, [on("part")], base)
        }
    }

    @Test func `it is on for as long as somebody says, or as it says itself`() throws {
        let base = settings(
            plan("a") {
                $0.p1 = 30; $0.endsAfter = .hours(3)
            })
        let sam = person("sam", .supervisor)
        #expect(try decide(.use("a", until: nil), by: sam, [], base).plan.until == now + .hours(3))
        for until in [now - .minutes(1), now + .days(31)] {
            #expect(throws: Refusal.plan(.badLength(until: until))) {
                try decide(.use("a", until: until), by: sam, [], base)
            }
        }
        #expect(throws: Refusal.plan(.alreadyOn(on("a")))) {
            try decide(.use("a", until: nil), by: sam, [on("a")], base)
        }
        let longer = try decide(.use("a", until: now + .hours(9)), by: sam, [on("a")], base).plan
        #expect(longer.since == on("a").since)
        let many = (1...ContinuityPlan.runningMax).map { on("p\($0)") }
        #expect(throws: Refusal.plan(.tooMany(running: many.map(\.name)))) {
            try decide(.use("a", until: nil), by: sam, many, base)
        }
        #expect(on("a").ending(at: now + .hours(1), in: base) == nil)
        #expect(on("a").ending(at: now + .hours(2), in: base) == .over)
        #expect(on("b").ending(at: now, in: base) == .gone)
    }

    @Test func `the one that is on need not be named`() throws {
        let base = settings(plan("a") { $0.p1 = 30 }, plan("b") { $0.caseLimit = 3 })
        let sam = person("sam", .supervisor)
        #expect(try decide(.end(nil), by: sam, [on("a")], base).plan.name == "a")
        #expect(throws: Refusal.plan(.noneOn)) { try decide(.end(nil), by: sam, [], base) }
        #expect(throws: Refusal.plan(.whichPlan(running: ["a", "b"]))) {
            try decide(.end(nil), by: sam, [on("a"), on("b")], base)
        }
        #expect(throws: Refusal.plan(.notOn("b", running: ["a"]))) {
            try decide(.end("b"), by: sam, [on("a")], base)
        }
        #expect(throws: Refusal.plan(.noSuchPlan("x", known: ["a"]))) {
            try decide(.end("x"), by: sam, [on("a")], base)
        }
    }

    @Test func `the facts make the list again`() {
        var running: [RunningPlan] = []
        var longer = on("a")
        longer.until = now + .hours(9)
        for fact in [
            Fact.planStarted(plan: on("b", after: 1)), .planStarted(plan: on("a")),
            .planStarted(plan: longer), .planStarted(plan: on("c")),
            .planEnded(plan: "c", because: .over), .deskUnheld(queue: nil),
        ] { running.apply(fact) }
        #expect(running == [longer, on("b", after: 1)])
    }

    // MARK: - What a fresh pair of eyes found

    private func context(_ settings: DeskSettings, at time: Instant? = nil) -> Context {
        var context = desk.context(for: nil, actor: nil)
        context.desk = settings
        context.now = time ?? now
        return context
    }

    private func opened(_ text: String, _ settings: DeskSettings, id: String = "1") throws -> Case {
        let mention = Mention.said(text, id: id, by: "@\(id)", at: now)
        let decision = try Casework.decide(
            nil, .open(mention: mention, linkedTo: nil), context(settings))
        return try #require(decision.matter)
    }

    private func reassessed(_ matter: Case, _ settings: DeskSettings) throws -> Decision {
        try Casework.decide(matter, .reassess, context(settings, at: now + .minutes(1)))
    }

    @Test func `a stricter rule of the desk's holds in every queue and at night, a looser one not`()
    {
        var base = settings(
            plan("strict") {
                $0.approval = .always; $0.undoWindow = .seconds(90)
            },
            plan("loose") { $0.approval = .flagged })
        base.policy.approval = .flagged
        base.policy.outOfHours = .canned
        base.queues[0].approval = .never
        base.queues[1].approval = .always
        base.queues[1].undoWindow = .seconds(10)
        let strict = base.laying([on("strict")])
        #expect(strict.approval(in: "care") == .always)
        #expect(strict.policy.outOfHours == nil)
        #expect(strict.undoWindow(in: "billing") == .seconds(90))
        let loose = base.laying([on("loose")])
        #expect(loose.approval(in: "care") == .flagged)
        #expect(loose.approval(in: "billing") == .always)
        #expect(loose.policy.outOfHours == .canned)
        #expect(
            base.plans[1].changes(of: base)
                == [
                    PlanChange(
                        key: "policy.approval", before: "flagged",
                        after: "flagged, but always in billing")
                ])
    }

    @Test func `thresholds that do not go together are not on at once`() throws {
        let base = settings(
            plan("low") {
                $0.p1 = 25; $0.p2 = 5
            }, plan("high") { $0.p2 = 40 })
        let sam = person("sam", .supervisor)
        #expect(
            throws: Refusal.plan(
                .conflict(with: on("low"), key: "priority", ours: "p2 40", theirs: "p1 25"))
        ) { try decide(.use("high", until: nil), by: sam, [on("low")], base) }
        #expect(
            throws: Refusal.plan(
                .conflict(with: on("high"), key: "priority", ours: "p1 25", theirs: "p2 40"))
        ) { try decide(.use("low", until: nil), by: sam, [on("high")], base) }
    }

    @Test func `what a full queue passed on stays there, what moves rings there once`() throws {
        var base = settings(
            plan("net") {
                $0.p1 = 10
                $0.rules = [
                    PriorityRule(when: Condition(words: ["fault"]), points: 30, because: "fault")
                ]
                $0.routing = [RoutingRule(when: Condition(words: ["fault"]), queue: "billing")]
            })
        let matter = try opened("a fault", base)
        let laid = base.laying([on("net")])
        let decision = try reassessed(matter, laid)
        #expect(decision.matter?.queue == "billing")
        #expect(decision.matter?.priority == .p1)
        let rings = decision.announcements.filter { $0.purpose == .ring }
        #expect(rings.map(\.audiences) == [[.queue("billing")]])
        base.queues[1].overflow = Queue.Overflow(to: "care", above: 1)
        let full = try reassessed(matter, base.laying([on("net")]))
        #expect(full.matter?.queue ?? matter.queue == "care")
    }

    @Test func `the rooms in which it rang hear that it is another's`() throws {
        var base = settings(
            plan("net") {
                $0.routing = [RoutingRule(when: Condition(words: ["fault"]), queue: "billing")]
            })
        base.priority.rules = [
            PriorityRule(when: Condition(words: ["fault"]), points: 60, because: "fault")
        ]
        let decision = try reassessed(try opened("a fault", base), base.laying([on("net")]))
        let told = decision.announcements.map(\.audiences)
        #expect(told == [[.queue("care")], [.queue("billing")]])
    }

    @Test func `whoever keeps writing is not passed over by a plan's routing`() throws {
        var base = settings(
            plan("net") {
                $0.routing = [RoutingRule(when: Condition(words: ["fault"]), queue: "billing")]
            })
        base.priority.rules = [
            PriorityRule(when: Condition(words: ["fault"]), points: 60, because: "fault")
        ]
        let matter = try opened("a fault", base)
        let again = Mention.said("hello?", id: "again", by: "@1", at: now + .minutes(1))
        let laid = context(base.laying([on("net")]), at: now + .minutes(1))
        let decision = try Casework.decide(matter, .join(mention: again), laid)
        #expect(decision.matter?.queue == "billing")
        #expect(decision.announcements.map(\.audiences) == [[.queue("care")], [.queue("billing")]])
        #expect(decision.announcements.map(\.purpose) == [.other, .ring])
        // There it is known by now, and what is somebody's stays where it is.
        let more = Mention.said("well?", id: "more", by: "@1", at: now + .minutes(1))
        let next = try Casework.decide(decision.matter, .join(mention: more), laid)
        #expect(next.announcements.map(\.audiences) == [[.queue("billing")]])
        #expect(next.announcements.map(\.purpose) == [.other])
        var held = matter
        held.apply(.claimed(holder: "dana"), by: "dana", at: now)
        let kept = try Casework.decide(held, .join(mention: again), laid)
        #expect(kept.matter?.queue == "care")
    }

    @Test func `a case that slept through the end of a plan wakes as urgent as it is`() throws {
        var base = settings(plan("deaf") { $0.p1 = 90 })
        base.priority.rules = [
            PriorityRule(when: Condition(words: ["fault"]), points: 60, because: "fault")
        ]
        var matter = try opened("a fault", base.laying([on("deaf")]))
        #expect(matter.priority == .p2)
        matter.apply(.snoozed(until: now + .hours(1)), by: "dana", at: now)
        let woken = try Casework.decide(matter, .wake, context(base, at: now + .hours(1)))
        #expect(woken.matter?.priority == .p1)
    }

    @Test func `a trial counts customers as the desk would tell them`() throws {
        var base = settings(
            plan("storm") {
                $0.p1 = 25
                $0.rules = [
                    PriorityRule(when: Condition(words: ["fault"]), points: 30, because: "fault")
                ]
                $0.holding = HoldingReply(canned: "fault", tellsWaiting: true)
            })
        base.destinations = [Destination(name: "crm", sources: ["crm"], maxLength: nil)]
        base.canned = [
            CannedResponse(
                name: "fault",
                variants: [.init(language: nil, text: try CannedText("We are on it."))])
        ]
        let trying = base.trying(base.plans[0], by: "sam", over: base, now: now)
        var trial = PlanTrial()
        var twice = try opened("the fault again", base, id: "1")
        twice.mentions[0].key = MentionKey(source: "crm", id: "9")
        for matter in [
            try opened("a fault", base, id: "1"), twice, try opened("hello", base, id: "2"),
            try opened("my fault", base, id: "3"),
        ] {
            trial.look(at: matter, before: context(base), after: context(trying))
            trial.look(atWaiting: matter, after: context(trying, at: now + .minutes(1)))
        }
        #expect([trial.urgentBefore, trial.urgentAfter, trial.told] == [0, 3, 2])
        #expect([trial.waiting, trial.waitingUrgent, trial.waitingTold] == [4, 3, 2])
    }
}
