// What plans make of the settings. They lie on each other in the order in which they were switched on.

extension DeskSettings {
    package func plan(named name: String) -> ContinuityPlan? {
        let folded = name.lowercased()
        return plans.first { $0.name.lowercased() == folded }
    }

    /// Whether cases that wait may be another matter under these settings than under others.
    package func concernsWhatWaits(otherThan desk: DeskSettings) -> Bool {
        priority != desk.priority || queues != desk.queues || planRouting != desk.planRouting
            || chains != desk.chains
    }

    /// The plans that are on and concern one of these queues.
    package func running(in queues: [QueueName]) -> [RunningPlan] {
        running.filter { one in
            guard let scope = plan(named: one.name)?.scope, !scope.isEmpty else { return true }
            return scope.contains(where: queues.contains)
        }
    }

    /// A plan that is on moves cases to other queues.
    package var movesWhatWaits: Bool { !planRouting.rules.isEmpty }

    /// These settings under plans that are on. Of a key that several change the last one counts:
    /// `decidePlan` lets no two of them differ, but files that were changed since may.
    package func laying(_ running: [RunningPlan]) -> DeskSettings {
        var settings = self
        settings.running = running
        for one in running {
            guard let plan = plan(named: one.name) else { continue }
            settings.lay(plan, one)
        }
        return settings
    }

    private mutating func lay(_ plan: ContinuityPlan, _ running: RunningPlan) {
        if plan.p1 != nil || plan.p2 != nil {
            priority.p1 = plan.p1 ?? priority.p1
            priority.p2 = min(plan.p2 ?? priority.p2, priority.p1)
        }
        if !plan.rules.isEmpty {
            priority.rules = Rulebook(priority.rules.rules + plan.rules)
        }
        if !plan.routing.isEmpty {
            planRouting = Rulebook(plan.routing + planRouting.rules)
            routing = Rulebook(plan.routing + routing.rules)
        }
        if let approval = plan.approval {
            policy.approval = approval
            // The night's rule is for what the day's asks: a stricter one holds at night, too.
            if approval == .always { policy.outOfHours = nil }
        }
        policy.alone = plan.alone ?? policy.alone
        policy.caseLimit = plan.caseLimit ?? policy.caseLimit
        policy.undoWindow = plan.undoWindow ?? policy.undoWindow
        if let name = plan.chain { call(first: name) }
        for index in queues.indices {
            queues[index].tighten(by: plan)
            let own = plan.queues.first { $0.name == queues[index].name }
            if let own { queues[index].lay(own) }
            // What one says already is not said anew by another.
            if let reply = own?.holding ?? plan.holding, queues[index].holding?.reply != reply {
                queues[index].holding = RunningHolding(reply, running)
            }
        }
    }

    private mutating func call(first name: String) {
        guard let index = chains.firstIndex(where: { $0.name == name }) else { return }
        var chain = chains.remove(at: index)
        if chain.during == .plan { chain.during = .always }
        chains.insert(chain, at: 0)
    }
}

extension Queue {
    /// What holds for the desk makes a queue's own rule stricter, and never looser: that is said of the
    /// queue itself.
    fileprivate mutating func tighten(by plan: ContinuityPlan) {
        if let ours = approval, let rule = plan.approval, rule.isStricter(than: ours) {
            approval = rule
        }
        if let ours = undoWindow, let window = plan.undoWindow { undoWindow = max(ours, window) }
    }

    fileprivate mutating func lay(_ changes: ContinuityPlan.QueueChanges) {
        rooms += changes.rooms.filter { !rooms.contains($0) }
        approval = changes.approval ?? approval
        overflow = changes.overflow ?? overflow
        digest = changes.digest ?? digest
        undoWindow = changes.undoWindow ?? undoWindow
    }
}

extension ApprovalRule {
    fileprivate func isStricter(than other: ApprovalRule) -> Bool {
        let strict: [ApprovalRule] = [.never, .flagged, .always]
        return (strict.firstIndex(of: self) ?? 0) > (strict.firstIndex(of: other) ?? 0)
    }
}

/// A holding reply of a plan that is on.
package struct RunningHolding: Hashable, Sendable {
    package var reply: HoldingReply
    package var plan: RunningPlan

    init(_ reply: HoldingReply, _ plan: RunningPlan) {
        self.reply = reply
        self.plan = plan
    }

    package var period: String { plan.period }
}

extension RunningPlan {
    /// As `Acknowledgement.period`: the same for as long as it is on, and never again.
    package var period: String {
        "\(Acknowledgement.planMark)\(name):\(since.milliseconds)"
    }
}

/// What a plan changes of one key, as people read it.
package struct PlanChange: Hashable, Sendable, Codable {
    /// As the files name it, `priority.p1`.
    package var key: String
    /// What it is without the plan; nothing where nothing is said.
    package var before: String?
    package var after: String

    package init(key: String, before: String?, after: String) {
        self.key = key
        self.before = before
        self.after = after
    }
}

extension ContinuityPlan {
    /// What it changes of settings, key by key. Rules and rooms come on top and say how many.
    package func changes(of desk: DeskSettings) -> [PlanChange] {
        values(over: desk).filter { $0.before != $0.after }
    }

    /// All that it sets, also to what it is.
    private func values(over desk: DeskSettings) -> [PlanChange] {
        var changes: [PlanChange] = []
        func note(_ key: String, _ before: String?, _ after: String?) {
            guard let after else { return }
            changes.append(PlanChange(key: key, before: before, after: after))
        }
        note("priority.p1", "\(desk.priority.p1)", p1.map { "\($0)" })
        note("priority.p2", "\(desk.priority.p2)", p2.map { "\($0)" })
        let policy = desk.policy
        let keeping = desk.queues.filter { queue in
            queue.approval.map { ours in approval.map { ours.isStricter(than: $0) } ?? false }
                ?? false
        }
        let but = keeping.map { "\($0.approval?.rawValue ?? "") in \($0.name)" }
        note(
            "policy.approval", policy.approval.rawValue,
            approval.map {
                $0.rawValue + (but.isEmpty ? "" : ", but \(but.joined(separator: ", "))")
            })
        note("policy.alone", policy.alone.rawValue, alone?.rawValue)
        note("policy.case_limit", policy.caseLimit.map { "\($0)" }, caseLimit.map { "\($0)" })
        note("policy.undo_window", policy.undoWindow.told, undoWindow?.told)
        note("holding", nil, holding?.told)
        note("chain", desk.chains.first { $0.during != .plan }?.name, chain)
        for own in queues {
            let queue = desk.queue(named: own.name)
            let key = "queues.\(own.name)"
            note("\(key).approval", queue?.approval?.rawValue, own.approval?.rawValue)
            note("\(key).overflow", queue?.overflow?.told, own.overflow?.told)
            note("\(key).digest", queue?.digest?.told, own.digest?.told)
            note("\(key).undo_window", queue?.undoWindow?.told, own.undoWindow?.told)
            note("\(key).holding", nil, own.holding?.told)
        }
        return changes
    }

    /// The same, and what comes on top.
    package func additions(to desk: DeskSettings) -> [PlanChange] {
        var changes: [PlanChange] = []
        func note(_ key: String, _ count: Int, _ what: String) {
            guard count > 0 else { return }
            let told = "\(count) \(what)\(count == 1 ? "" : "s") more"
            changes.append(PlanChange(key: key, before: nil, after: told))
        }
        note("priority.rules", rules.count, "rule")
        note("routing", routing.count, "rule")
        for own in queues where !own.rooms.isEmpty {
            changes.append(
                PlanChange(
                    key: "queues.\(own.name).rooms",
                    before: desk.queue(named: own.name)?.rooms.map(\.rawValue)
                        .joined(separator: ", "),
                    after: "also " + own.rooms.map(\.rawValue).joined(separator: ", ")))
        }
        return changes
    }

    /// Why it cannot be on beside these; itself is none of them.
    package func conflict(with running: [RunningPlan], in base: DeskSettings) -> PlanFault? {
        for one in running where one.name != name {
            guard let other = base.plan(named: one.name),
                let conflict = conflict(with: other, in: base)
            else { continue }
            return .conflict(
                with: one, key: conflict.key, ours: conflict.ours, theirs: conflict.theirs)
        }
        return nil
    }

    /// The first key that both change, and not to the same.
    private func conflict(
        with other: ContinuityPlan, in desk: DeskSettings
    ) -> (key: String, ours: String, theirs: String)? {
        for (one, another, isOurs) in [(self, other, true), (other, self, false)] {
            guard let p2 = one.p2, let p1 = another.p1, one.p1 == nil || one.p1 == p1, p2 >= p1
            else { continue }
            let words = ("p2 \(p2)", "p1 \(p1)")
            return isOurs
                ? ("priority", words.0, words.1) : ("priority", words.1, words.0)
        }
        let theirs = other.values(over: desk)
        for ours in values(over: desk) {
            guard let same = theirs.first(where: { $0.key == ours.key }), same.after != ours.after
            else { continue }
            return (ours.key, ours.after, same.after)
        }
        return nil
    }
}

extension HoldingReply {
    fileprivate var told: String {
        "\(canned), from \(from.rawValue)\(tellsWaiting ? ", also to those who wait" : "")"
    }
}

extension Queue.Overflow {
    fileprivate var told: String { "to \(to) above \(above)" }
}

extension Lapse {
    /// `90s`, `15m`, `2h`: the largest unit that says it whole.
    fileprivate var told: String {
        let units = [
            ("d", Lapse.days(1)), ("h", .hours(1)), ("m", .minutes(1)), ("s", .seconds(1)),
        ]
        for (unit, length) in units
        where milliseconds >= length.milliseconds && milliseconds % length.milliseconds == 0 {
            return "\(milliseconds / length.milliseconds)\(unit)"
        }
        return milliseconds == 0 ? "0s" : "\(milliseconds)ms"
    }
}
