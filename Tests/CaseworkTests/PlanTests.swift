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
        #expect(base.chain(of: "care")?.name == "night")
        let laid = base.laying([on("fault")])
        #expect(laid.chain(of: "care")?.name == "fault")
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
            #expect(throws: Refusal.notAllowed(nil, needs: .supervisor)) {
                try decide(order, by: own, order == .end("whole") ? [on("whole")] : [], base)
            }
        }
        let other = person("lee", .supervisor, queues: ["billing"])
        #expect(throws: Refusal.notAllowed(nil, needs: .supervisor)) {
            try decide(.use("part", until: nil), by: other, [], base)
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
}
