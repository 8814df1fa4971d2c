import Casework

/// Continuity plans: what they name exists, and each of them can stand on the desk as it is.
extension CrossChecks {
    private var plans: [ContinuityPlan] { configuration.plans.plans }

    func checkPlans() {
        reportDoubles(plans.map { $0.name.lowercased() }, what: "the plan", in: documents.plans) {
            "plans[\($0)].name"
        }
        for (index, plan) in plans.enumerated() {
            let path = "plans[\(index)]"
            checkThresholds(of: plan, path: "\(path).priority")
            checkPlanRules(plan, path: path)
            checkChain(of: plan, path: "\(path).chain")
            checkHolding(plan.holding, for: configuration.desk.queues.map(\.name), path: path)
            for queue in plan.queues {
                checkQueue(queue, path: "\(path).queues.\(printable(queue.name.rawValue))")
            }
        }
        checkPlanChains()
    }

    private func note(
        _ path: String, _ message: String, _ wayOut: String,
        _ severity: Finding.Severity = .error
    ) {
        documents.plans?.note(severity, of: path, message, wayOut)
    }

    /// One of them alone has to go with the desk's own other one.
    private func checkThresholds(of plan: ContinuityPlan, path: String) {
        guard plan.p1 != nil || plan.p2 != nil, documents.desk.knows("priority") else { return }
        let p1 = plan.p1 ?? configuration.desk.priority.p1
        let p2 = plan.p2 ?? configuration.desk.priority.p2
        if p2 >= p1 {
            note(
                path, "under this plan P2 begins at \(p2) points, not below P1 at \(p1)",
                "Make p2 less than p1: write both.")
        }
    }

    private func checkPlanRules(_ plan: ContinuityPlan, path: String) {
        guard documents.queuesAreKnown else { return }
        for (place, rule) in plan.routing.enumerated() {
            reportUnknown(
                rule.queue.rawValue, what: "queue", known: queueNames, in: documents.plans,
                path: "\(path).routing[\(place)].queue")
        }
    }

    private func checkChain(of plan: ContinuityPlan, path: String) {
        guard let chain = plan.chain, documents.chainsAreKnown else { return }
        reportUnknown(
            chain, what: "chain of rota.yaml", known: configuration.rota.chains.map(\.name),
            in: documents.plans, path: path)
        if configuration.rota.chains.contains(where: { $0.name == chain && $0.during == .closed }) {
            note(
                path,
                "\"\(printable(chain))\" pages only while doors are closed, under this plan, too",
                "Write during: plan or during: always there, or leave this out.", .warning)
        }
    }

    private func checkQueue(_ changes: ContinuityPlan.QueueChanges, path: String) {
        if documents.queuesAreKnown {
            reportUnknown(
                changes.name.rawValue, what: "queue", known: queueNames, in: documents.plans,
                path: path)
        }
        for (place, room) in changes.rooms.enumerated() where documents.roomsAreKnown {
            reportUnknown(
                room.rawValue, what: "room", known: roomNames, in: documents.plans,
                path: changes.rooms.count == 1 ? "\(path).rooms" : "\(path).rooms[\(place)]")
        }
        if let overflow = changes.overflow {
            if documents.queuesAreKnown {
                reportUnknown(
                    overflow.to.rawValue, what: "queue", known: queueNames, in: documents.plans,
                    path: "\(path).overflow.to")
            }
            if overflow.to == changes.name {
                note(
                    "\(path).overflow.to", "a queue cannot flow over into itself",
                    "Name another queue.")
            }
        }
        checkHolding(changes.holding, for: [changes.name], path: path)
    }

    private func checkHolding(_ reply: HoldingReply?, for queues: [QueueName], path: String) {
        guard let reply else { return }
        let place = "\(path).holding.canned"
        let wanted = reply.canned.lowercased()
        let responses = configuration.canned.responses
        guard let canned = responses.first(where: { $0.name.lowercased() == wanted }) else {
            guard documents.cannedIsKnown else { return }
            return reportUnknown(
                reply.canned, what: "canned text", known: responses.map(\.name),
                in: documents.plans, path: place)
        }
        if !canned.queues.isEmpty, let other = queues.first(where: { !canned.queues.contains($0) })
        {
            note(
                place, "\"\(printable(canned.name))\" is not for the queue \"\(other)\"",
                "Name it in queues: of that text, or hold under queues: of this plan.")
        }
        for text in canned.texts { checkTold(text, .holding) }
        if configuration.desk.policy.crisisWords.isEmpty, documents.desk.knows("policy") {
            note(
                "\(path).holding",
                "nothing keeps a machine from answering somebody in a crisis",
                "Write policy.crisis_words in desk.yaml: they ring the supervisors.", .warning)
        }
        if !configuration.desk.policy.acknowledges {
            note(
                "\(path).holding", "acknowledge: false in desk.yaml keeps it back",
                "Switch that on, or leave this out.", .warning)
        }
    }

    /// Whether somebody can approve where only a plan asks for it. Only asked when everything else is
    /// in order.
    func checkApprovalUnderPlans() {
        for (index, plan) in plans.enumerated() {
            for queue in configuration.desk.queues {
                let own = plan.queues.first { $0.name == queue.name }?.approval
                let key = own == nil ? "policy" : "queues.\(printable(queue.name.rawValue))"
                guard (queue.approval ?? configuration.desk.policy.approval) == .never,
                    let rule = own ?? plan.approval, rule != .never,
                    let fault = approvalFault(
                        of: queue, need: "this plan has approval: \(rule.rawValue)")
                else { continue }
                note("plans[\(index)].\(key).approval", fault.message, fault.wayOut, .warning)
            }
        }
    }

    /// A chain for plans that no plan names never pages.
    private func checkPlanChains() {
        // Whichever plan cannot be read, or names a chain that there is not, may mean it.
        let known = Set(configuration.rota.chains.map(\.name))
        guard documents.plans.knows("plans"),
            plans.indices.allSatisfy({ documents.plans.knows("chain", in: "plans[\($0)]") }),
            plans.compactMap(\.chain).allSatisfy(known.contains)
        else { return }
        for (index, chain) in configuration.rota.chains.enumerated()
        where chain.during == .plan && !plans.contains(where: { $0.chain == chain.name }) {
            documents.rota?.note(
                .warning, of: "chains[\(index)].during",
                "no plan names this chain, so it never pages",
                "Write chain: \(chain.name) in a plan of plans.yaml, or during: always.")
        }
    }
}
