import CaseStore
import Casework
import Phrasebook

// The continuity plans, and what one would change.
extension Looker {
    /// What a trial looks at: so long ago, and at most so many cases.
    private static let trialReaches = Lapse.days(1)
    private static let trialMax = 2000
    /// Cases that are read at once, so that others may read in between.
    private static let trialPage = 100

    func plans(_ wording: Wording) async throws -> [Line] {
        var plans: [ListedPlan] = []
        for plan in setup.settings.plans { plans.append(try await listed(plan)) }
        return wording.plans(plans)
    }

    private func listed(_ plan: ContinuityPlan) async throws -> ListedPlan {
        guard let running = setup.settings.running.first(where: { $0.name == plan.name }) else {
            return ListedPlan(plan, running: nil)
        }
        return ListedPlan(
            plan, running: running,
            tellings: try await store.read { try $0.tellings(of: running) })
    }

    /// On the last day's real cases; nothing is changed and nobody but whoever asked hears of it.
    func trial(
        of name: String, by person: Person?, _ wording: Wording
    ) async throws -> [Line] {
        let standing = running.standing
        let (base, desk) = (standing.base, standing.setup.settings)
        guard let plan = base.plan(named: name) else {
            throw Refusal.plan(.noSuchPlan(name, known: base.plans.map(\.name)))
        }
        guard let person, person.may(.supervisor, in: nil) else {
            throw Refusal.notAllowed(nil, needs: .supervisor)
        }
        let now = setup.clock.now()
        let brakes = try await store.read { try $0.brakes() }
        let before = context(under: desk, brakes, at: now)
        let after = context(
            under: desk.trying(plan, by: person.id, over: base, now: now), brakes, at: now)
        var trial = PlanTrial()
        try await tryPast(&trial, before: before, after: after, since: now - Self.trialReaches)
        try await tryWaiting(&trial, after: after)
        return wording.trial(
            of: try await listed(plan), plan.changes(of: base) + plan.additions(to: base), trial,
            conflict: plan.conflict(with: desk.running, in: base))
    }

    private func context(
        under desk: DeskSettings, _ brakes: [Brake], at now: Instant
    ) -> Context {
        let fresh = setup.fresh
        var context = Context(
            now: now, desk: desk, people: directory.people, brakes: brakes,
            nextCase: CaseID(1), freshMark: fresh.mark(), freshKey: fresh.key("trial"),
            fingerprint: Fingerprint.init(hashing:))
        context.normalised = { Cleaning.draft($0) }
        return context
    }

    private func tryPast(
        _ trial: inout PlanTrial, before: Context, after: Context, since start: Instant
    ) async throws {
        var last: CaseID?
        while trial.cases < Self.trialMax {
            let page = try await cases(CaseQuery(after: last, limit: Self.trialPage))
            for matter in page where matter.openedAt >= start {
                let then = try await knowing(matter, before)
                var context = after
                context.earlierCases = then.earlierCases
                context.listed = then.listed
                trial.look(at: matter, before: then, after: context)
            }
            guard let end = page.last, end.openedAt >= start, page.count == Self.trialPage else {
                return
            }
            last = end.id
            trial.isCut = trial.cases >= Self.trialMax
        }
    }

    private func tryWaiting(_ trial: inout PlanTrial, after: Context) async throws {
        var last: CaseID?
        while trial.waiting < Self.trialMax {
            let page = try await cases(
                CaseQuery(
                    phases: [.new, .claimed, .drafted, .approved], after: last,
                    limit: Self.trialPage))
            for matter in page {
                let context = try await knowing(matter, after)
                trial.look(atWaiting: matter, after: context)
            }
            guard let end = page.last, page.count == Self.trialPage else { return }
            last = end.id
            trial.isWaitingCut = trial.waiting >= Self.trialMax
        }
    }

    private func knowing(_ matter: Case, _ context: Context) async throws -> Context {
        guard let first = matter.mentions.first else { return context }
        var knowing = context
        let source = first.key.source
        let customer = Condition.folded(matter.customer.handle)
        let vip = try await store.read { try $0.vip(customer, at: source) }
        knowing.listed = vip.map(VIPStanding.listed) ?? VIPStanding.notListed
        if context.desk.asksForEarlierCases {
            knowing.earlierCases = try await store.read {
                try $0.earlierCases(of: first.author.handle, at: source, before: matter.id)
            }
        }
        if context.desk.mayAcknowledge {
            knowing.acknowledgedBefore = try await store.read {
                try $0.acknowledgedBefore(customer, at: source)
            }
        }
        return knowing
    }

    private func cases(_ query: CaseQuery) async throws -> [Case] {
        try await store.read { store in
            try store.cases(query).compactMap { try store.matter($0.id) }
        }
    }
}
