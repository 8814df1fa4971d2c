import Casework

/// `plans.yaml`: sets of changes to how the desk works, switched in chat. Without the file there are
/// none.
struct PlansFile: Hashable, Sendable {
    var plans: [ContinuityPlan] = []
}

extension PlansFile {
    init(_ keys: KeyedReader) {
        self.init()
        plans = keys["plans"]?.list(limit: 100).map { $0.keyed(ContinuityPlan.init) } ?? []
    }
}

extension ContinuityPlan {
    init(_ keys: KeyedReader) {
        self.init(name: keys.required("name", "name: outage")?.name() ?? "")
        purpose = keys["for"]?.text(limit: 120) ?? purpose
        endsAfter = keys["ends_after"]?.lapse(in: Self.lengths) ?? endsAfter
        keys["priority"]?.keyed { keys in
            p1 = keys["p1"]?.integer(in: -10_000...10_000)
            p2 = keys["p2"]?.integer(in: -10_000...10_000)
            rules = keys["rules"]?.list(limit: 1000).map { $0.keyed(PriorityRule.init) } ?? []
        }
        routing = keys["routing"]?.list(limit: 1000).map { $0.keyed(RoutingRule.init) } ?? []
        keys["policy"]?.keyed { keys in
            approval = keys["approval"]?.approvalRule()
            alone = keys["alone"]?.aloneRule()
            caseLimit = keys["case_limit"]?.integer(in: 1...1000)
            undoWindow = keys["undo_window"]?.lapse(in: PolicySection.undoWindows)
        }
        holding = keys["holding"]?.keyed(HoldingReply.init)
        chain = keys["chain"]?.text()
        queues =
            keys["queues"]?.entries(limit: 200).map { name, value in
                value.keyed { QueueChanges(name: QueueName(name), $0) }
            } ?? []
        let written = keys.present([
            "priority", "routing", "policy", "holding", "chain", "queues",
        ])
        if written.isEmpty, !keys.hasUnknown {
            keys.value.error(
                "this plan changes nothing",
                "Write what it changes: priority, routing, policy, holding, chain or queues.")
        }
    }
}

extension ContinuityPlan.QueueChanges {
    fileprivate init(name: QueueName, _ keys: KeyedReader) {
        self.init(name: name)
        rooms = (keys["rooms"]?.texts(limit: 32) ?? []).map { RoomName($0) }
        approval = keys["approval"]?.approvalRule()
        overflow = keys["overflow"]?.keyed(Queue.Overflow.init)
        digest = keys["digest"]?.lapse(in: .minutes(1) ... .days(1))
        undoWindow = keys["undo_window"]?.lapse(in: PolicySection.undoWindows)
        holding = keys["holding"]?.keyed(HoldingReply.init)
        let written = keys.present([
            "rooms", "approval", "overflow", "digest", "undo_window", "holding",
        ])
        if written.isEmpty, !keys.hasUnknown {
            keys.value.error(
                "nothing is changed of this queue",
                "Write rooms, approval, overflow, digest, undo_window or holding, or leave it out.")
        }
    }
}

extension HoldingReply {
    fileprivate init(_ keys: KeyedReader) {
        self.init(
            canned: keys.required("canned", "canned: outage_now")?.text() ?? "",
            from: keys["from"]?.choice(of: Priority.self) ?? .p1,
            tellsWaiting: keys["waiting"]?.flag() ?? false)
    }
}
