package import CaseStore
package import Casework

extension CaseWriting {
    /// Opens a case with that mention and gives it.
    @discardableResult
    package func open(
        _ mention: Mention, queue: QueueName = "care", priority: Priority = .p2,
        points: Int = 30, due: Instant? = nil, at: Instant = .halfPastTen
    ) throws -> Case {
        let fact = Fact.opened(
            with: mention, queue: queue, priority: priority, points: points, due: due)
        let id = try nextCaseNumber()
        guard let matter = Case(opening: fact, id: id, at: at) else {
            throw StoreFailure.notWritten("the fact opens no case")
        }
        try record([fact], matter: matter, before: nil, by: nil, via: nil, at: at)
        return matter
    }

    /// Lets the facts happen to the case and gives what it became.
    @discardableResult
    package func happen(
        _ facts: Fact..., to before: Case, by: PersonID? = nil, via: NetworkName? = nil,
        at: Instant = .halfPastTen
    ) throws -> Case {
        var matter = before
        for fact in facts { matter.apply(fact, by: by, at: at) }
        try record(facts, matter: matter, before: before, by: by, via: via, at: at)
        return matter
    }
}

extension CaseWriting {
    /// Puts a customer on the list of VIPs.
    package func list(
        _ handle: String, _ source: SourceName?, until: Instant? = nil,
        at: Instant = .halfPastTen
    ) throws {
        let vip = VIP(
            handle: handle, source: source, reason: "promised", since: at, until: until, by: "sam")
        try record(
            [
                .customerVIP(
                    handle: handle, source: source, on: true, reason: vip.reason, until: until,
                    by: "sam")
            ], matter: nil, before: nil, by: "sam", via: nil, at: at)
        try setVIP(vip)
    }

    /// And takes them from it.
    package func unlist(
        _ handle: String, _ source: SourceName?, at: Instant = .halfPastTen
    ) throws {
        try record(
            [
                .customerVIP(
                    handle: handle, source: source, on: false, reason: "", until: nil, by: "sam")
            ], matter: nil, before: nil, by: "sam", via: nil, at: at)
        try endVIP(handle, at: source)
    }
}

extension CaseWriting {
    /// Somebody sets an override.
    package func change(_ act: RotaAct) throws {
        try record(
            [.rotaOverridden(act: act)], matter: nil, before: nil, by: act.by, via: nil,
            at: act.since)
        try setRotaAct(act)
    }

    /// And takes it back.
    package func endAct(_ number: Int, at: Instant = .halfPastTen) throws {
        try record(
            [.rotaEnded(act: number, because: .takenBack)], matter: nil, before: nil, by: "sam",
            via: nil, at: at)
        try endRotaAct(number)
    }
}

extension CaseWriting {
    /// Somebody switches a plan on, or gives it another end.
    package func start(_ plan: RunningPlan) throws {
        try record(
            [.planStarted(plan: plan)], matter: nil, before: nil, by: plan.by, via: nil,
            at: plan.since)
        try setPlan(plan)
    }

    /// And off.
    package func end(_ plan: RunningPlan) throws {
        try record(
            [.planEnded(plan: plan.name, because: .ended)], matter: nil, before: nil, by: plan.by,
            via: nil, at: plan.since)
        try endPlan(plan.name)
    }
}

extension RotaAct {
    /// Sam gives Lee the first layer for an hour.
    package static func override(_ number: Int, at: Instant = .halfPastTen) -> RotaAct {
        RotaAct(
            number: number,
            place: RotaPlace(
                rotation: "care", layer: "first", isOnlyLayer: true, queues: ["care"]),
            kind: .override, covers: [Cover("lee", from: at + .hours(1), to: at + .hours(2))],
            by: "sam", since: at)
    }
}
