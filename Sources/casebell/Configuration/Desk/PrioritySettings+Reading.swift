import Casework

extension PrioritySettings {
    init(_ keys: KeyedReader) {
        self.init()
        let high = keys["p1"]
        let middle = keys["p2"]
        p1 = high?.integer(in: -10_000...10_000) ?? p1
        p2 = middle?.integer(in: -10_000...10_000) ?? p2
        if p2 >= p1 {
            (middle ?? high)?.error(
                "P2 begins at \(p2) points, not below P1 at \(p1)", "Make p2 less than p1.")
        }
        rules = Rulebook(
            keys["rules"]?.list(limit: 10_000).map { $0.keyed(PriorityRule.init) } ?? [])
    }
}

extension PriorityRule {
    init(_ keys: KeyedReader) {
        let when = keys.required("when", "when: { words: [refund] }")?
            .keyed(Condition.init(priority:))
        let points = keys.required("points", "points: 10")
        let because = keys.required("because", "because: reach")?.text(limit: 100)
        let number = points?.integer(in: -1000...1000)
        self.init(when: when ?? Condition(), points: number ?? 0, because: because ?? "")
        if number == 0 {
            points?.warn("a rule of 0 points changes nothing", "Give it points, or remove it.")
        }
    }
}

extension RoutingRule {
    init(_ keys: KeyedReader) {
        let when = keys.required("when", "when: { words: [refund] }")?
            .keyed(Condition.init(arriving:))
        let queue = keys.required("queue", "queue: care")?.text()
        self.init(when: when ?? Condition(), queue: QueueName(queue ?? ""))
    }
}

extension NoiseRule {
    init(_ keys: KeyedReader) {
        let when = keys.required("when", "when: { words: [rt] }")?
            .keyed(Condition.init(arriving:))
        let tag = keys.required("tag", "tag: retweet")?.text(limit: 60)
        self.init(when: when ?? Condition(), tag: tag ?? "")
        if when?.vip == true {
            keys.value.error(
                "this holds for nobody: what a VIP writes is never noise",
                "Name something else than vip: true.")
        }
    }
}
