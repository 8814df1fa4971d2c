import CaseStore
import Casework
import Phrasebook

/// Continuity plans: on, off, and over of themselves.
extension Turn {
    /// What waits is held against a plan within this, case by case, so that nothing waits for it.
    static let planTakes = Lapse.minutes(2)

    mutating func change(_ request: PlanRequest, _ actor: Actor, _ origin: Origin) throws {
        do {
            let order: PlanOrder =
                switch request {
                case .use(let name, let until): .use(name, until: until.map(instant))
                case .end(let name): .end(name)
                }
            let running = try store.plans()
            let (fact, plan) = try decidePlan(
                order, running: running, base: base, try context(nil, actor: actor))
            let isNews = !running.contains { $0.name == plan.name }
            try keep(fact, by: actor)
            switch fact {
            case .planEnded(_, let end):
                try tell(
                    .ended(
                        plan, because: end, by: actor.person.id, still: outcome.plans ?? [],
                        told: try store.tellings(of: plan)),
                    of: plan, origin)
            default:
                let known = base.plan(named: plan.name)
                let changes = known.map { $0.changes(of: base) + $0.additions(to: base) } ?? []
                try tell(
                    .started(
                        plan, purpose: known?.purpose ?? "", changes: changes, isNews: isNews),
                    of: plan, origin)
            }
            // Who has another end to wait for needs nothing anew.
            if isNews || fact.endsPlan { try takeUp(plan) }
        } catch let refusal as Refusal {
            try answer(refusal, origin)
        }
    }

    /// Those whose time is over, and those that nobody knows any more.
    /// - Parameter settings: the settings without any plan; nothing: those that stand.
    mutating func endPlans(in settings: DeskSettings? = nil) throws {
        guard !desk.running.isEmpty else { return }
        let ending = try store.plans().compactMap { plan in
            plan.ending(at: now, in: settings ?? base).map { (plan, $0) }
        }
        for (plan, end) in ending { try keep(.planEnded(plan: plan.name, because: end), by: nil) }
        for (plan, end) in ending {
            try tell(
                .ended(
                    plan, because: end, by: nil, still: outcome.plans ?? [],
                    told: try store.tellings(of: plan)), of: plan, nil)
            try takeUp(plan)
        }
    }

    /// What plans that are on change by new files, which everybody whom it concerns has to know.
    mutating func tellOfChangedPlans(under settings: DeskSettings) throws {
        for plan in outcome.plans ?? desk.running {
            guard let known = settings.plan(named: plan.name), known != base.plan(named: plan.name)
            else { continue }
            try tell(
                .started(
                    plan, purpose: known.purpose,
                    changes: known.changes(of: settings) + known.additions(to: settings),
                    isNews: true),
                of: plan, nil, settings)
        }
    }

    private mutating func keep(_ fact: Fact, by actor: Actor?) throws {
        try store.record(
            [fact], matter: nil, before: nil, by: actor?.person.id, via: actor?.via, at: now)
        switch fact {
        case .planStarted(let plan): try store.setPlan(plan)
        case .planEnded(let name, _): try store.endPlan(name)
        default: break
        }
        outcome.plans = try store.plans()
    }

    /// Cases that wait are looked at again, in an order of their numbers.
    private mutating func takeUp(_ plan: RunningPlan) throws {
        guard base.plan(named: plan.name)?.concernsWhatWaits ?? true else { return }
        try store.reassessOpenCases(from: now, within: Turn.planTakes)
    }

    /// Everybody whom it concerns, in each of their rooms once.
    private mutating func tell(
        _ notice: PlanNotice, of plan: RunningPlan, _ origin: Origin?,
        _ settings: DeskSettings? = nil
    ) throws {
        let known = (settings ?? base).plan(named: plan.name)
        let scope = known?.scope ?? []
        let queues = desk.queues.map(\.name).filter { scope.isEmpty || scope.contains($0) }
        let rooms = queues.flatMap { queue -> [Audience] in
            [.queue(queue), .approvals(queue), .oncall(queue)]
        }
        // Those that it brings in are not the queue's yet.
        let further = (known?.queues ?? []).flatMap(\.rooms).map(Audience.room)
        try post(
            Announcement(
                to: (origin == nil ? [] : [.asker]) + rooms + further, lane: .answer, .plan(notice)),
            about: nil, origin: origin)
    }
}

extension Fact {
    fileprivate var endsPlan: Bool { if case .planEnded = self { true } else { false } }
}
