package import Casework

extension ScenarioDesk {
    /// `sam lists mara "promised"`, `sam lists mara "promised" at=crm until=2h`,
    /// `sam unlists mara`: what comes of it for the customer's last open case.
    mutating func list(_ line: ScenarioLine, by actor: Actor) -> ScenarioResult? {
        guard let handle = line.words.first else { return nil }
        let until = line.settings["until"].flatMap { Lapse(scenario: $0) }
        let order = VIPOrder(
            handle: handle, source: line.settings["at"].map { SourceName($0) },
            isOn: line.verb == "lists", reason: line.quotes.first ?? "",
            until: until.map { now + $0 } ?? (line.words.contains("past") ? now - .hours(1) : nil))
        return ScenarioResult(submit(order, by: actor))
    }

    /// Changes the list and brings it to the customer's open cases.
    package mutating func submit(
        _ order: VIPOrder, by actor: Actor?
    ) -> Result<Decision, Refusal> {
        let context = context(for: nil, actor: actor)
        let entry = vips.first {
            $0.handle == Condition.folded(order.handle) && $0.source == order.source
        }
        let result = Result { () throws(Refusal) in
            try decideVIP(order, entry: entry, context)
        }
        switch result {
        case .success(let fact):
            coverage.facts.insert(fact.type)
            vips.apply(fact, at: now)
            return .success(follow(order, fact))
        case .failure(let refusal):
            coverage.refusals.insert(ScenarioNames.name(of: refusal))
            return .failure(refusal)
        }
    }

    private mutating func follow(_ order: VIPOrder, _ fact: Fact) -> Decision {
        var last = Decision(facts: [fact])
        for matter in cases where matter.phase.isOpen && isMeant(matter, by: order) {
            if case .success(let decision) = submit(.reassess, to: matter.id) { last = decision }
        }
        return last
    }

    private func isMeant(_ matter: Case, by order: VIPOrder) -> Bool {
        Condition.folded(matter.customer.handle) == Condition.folded(order.handle)
            && (order.source == nil || order.source == matter.mentions.first?.key.source)
    }

    /// What the list says of whom a command is about.
    func standing(_ command: Command, _ matter: Case?) -> VIPStanding? {
        if case .open(let mention, _) = command {
            return standing(of: mention.author.handle, at: mention.key.source)
        }
        guard let matter, let source = matter.mentions.first?.key.source else { return nil }
        return standing(of: matter.customer.handle, at: source)
    }

    /// How many cases the customer had before that one.
    func earlierCases(_ command: Command, _ matter: Case?) -> Int {
        var first = matter?.mentions.first
        if case .open(let mention, _) = command { first = mention }
        guard let first else { return 0 }
        return cases.count { earlier in
            (matter.map { earlier.id < $0.id } ?? true)
                && earlier.customer.handle == first.author.handle
                && earlier.mentions.first?.key.source == first.key.source
        }
    }

    private func standing(of handle: String, at source: SourceName) -> VIPStanding {
        let theirs = vips.filter { $0.handle == Condition.folded(handle) }
        let vip = theirs.first { $0.source == source } ?? theirs.first { $0.source == nil }
        return vip.map(VIPStanding.listed) ?? .notListed
    }
}
