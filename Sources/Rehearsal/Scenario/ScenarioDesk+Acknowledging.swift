import Casework

// What customers are told of the desk's own accord while nobody answers.

/// The row of one in the outbox of a rehearsed desk.
struct ScenarioTold {
    var departedAt: Instant?
    var attempts = 0
    var uncertain = false
    var due: Instant
}

extension ScenarioDesk {
    /// `desk closes care 9h` (and opens again then), `desk opens care`,
    /// `desk acknowledges care night P1`, `desk night canned`, `desk crisis suicid*`, `desk bots mara`,
    /// `desk mutes` (the one switch).
    mutating func arrangeHours(_ line: ScenarioLine) -> ScenarioResult? {
        let queue = QueueName(line.words.first ?? "")
        let index = settings.queues.firstIndex { $0.name == queue }
        switch line.verb {
        case "closes":
            guard index != nil else { return nil }
            let lapse = line.words.dropFirst().first.flatMap { Lapse(scenario: $0) }
            closed[queue] = Duty.Closed(
                id: "\(now.milliseconds / 1000)", from: now, opensAt: lapse.map { now + $0 })
        case "opens":
            guard index != nil else { return nil }
            closed[queue] = nil
        case "acknowledges":
            guard let index, line.words.count > 1 else { return nil }
            let from = line.words.dropFirst(2).first.flatMap { Priority(rawValue: $0) }
            settings.queues[index].acknowledge = AcknowledgeRule(
                canned: line.words[1], from: from ?? .p1)
        case "night":
            settings.policy.outOfHours = line.words.first.flatMap {
                OutOfHoursRule(rawValue: $0)
            }
        case "crisis": settings.policy.crisisWords = WordList(line.words + line.quotes)
        case "bots": settings.policy.bots = Set(line.words.map(Condition.folded))
        case "mutes": settings.policy.acknowledges = false
        case "practises": settings.policy.practice = true
        default: return nil
        }
        return .arranged
    }

    /// Queues that are closed by name.
    func close(_ context: inout Context) {
        context.duty = { [closed, others = context.duty] queue in
            var duty = others(queue)
            guard let period = closed[queue] else { return duty }
            duty.closed = period
            duty.closesAt = nil
            return duty
        }
    }

    func informAcknowledging(_ context: inout Context, _ command: Command) {
        switch command {
        case .open(let mention, _), .join(let mention):
            let customer = Condition.folded(mention.author.handle)
            context.acknowledgedBefore = cases.flatMap(\.acknowledgements).filter { told in
                told.customer == customer && told.answers.source == mention.key.source
                    && told.state.isGiven
            }.map { AcknowledgedBefore(period: $0.period, at: $0.decidedAt) }
        case .depart(let key), .expire(let key, _):
            guard let told = tolds[key] else { return }
            context.acknowledgementUncertain = told.uncertain
            context.attemptUnderWay = false
            let answers = cases.flatMap(\.acknowledgements).first { $0.key == key }?.answers
            let post = cases.flatMap(\.mentions).first { $0.key == answers }
            context.acknowledgedPostIsGone = post.map { $0.deletedAt != nil } ?? true
        default: break
        }
    }

    /// When a queue is open again, as canned texts say it.
    func opening(of queue: QueueName) -> OpeningTime? {
        guard let closed = closed[queue], let opensAt = closed.opensAt else { return nil }
        return OpeningTime(
            opensAt, now: now, delay: settings.policy.replyDeadline, wall: closed.wall)
    }

    mutating func keepAcknowledgements(_ decision: Decision, _ before: Case?) {
        guard let matter = decision.matter else { return }
        for fact in decision.facts { check(told: fact, matter, before) }
        for change in decision.acknowledgements {
            let known = tolds[change.key]
            if case .schedule(let key, let due) = change {
                if known != nil { breach("a key is used twice") }
                keysGiven += 1
                tolds[key] = ScenarioTold(due: due)
                continue
            }
            guard var told = known else {
                breach("\(change) of what nobody is told")
                continue
            }
            switch change {
            case .schedule, .finish: break
            case .depart: told.departedAt = told.departedAt ?? now
            case .retry(_, let due, let uncertain):
                told.due = due
                told.uncertain = told.uncertain || uncertain
            }
            tolds[change.key] = told
        }
    }

    private mutating func check(told fact: Fact, _ matter: Case, _ before: Case?) {
        switch fact {
        case .acknowledgementDue(let told):
            let others = cases.flatMap(\.acknowledgements).filter {
                $0.key != told.key && $0.customer == told.customer && $0.period == told.period
                    && $0.answers.source == told.answers.source && $0.state.isGiven
            }
            if !others.isEmpty { breach("a customer is told twice") }
            if closed[matter.queue] == nil { breach("told by an open queue") }
            if brakes.contains(where: { $0.covers(matter.queue) }) {
                breach("told under the brake")
            }
        case .customerAcknowledged(let key, _, _, _):
            if tolds[key]?.departedAt == nil { breach("told, but never left") }
            if !ledger.sentKeys.insert(key).inserted { breach("\(key) is sent twice") }
        case .acknowledgementEnded(let key, let end, _):
            if end != .unknown, tolds[key]?.uncertain == true {
                breach("not told, although it may have arrived")
            }
        default: return
        }
        if matter.phase == .answered, before?.phase != .answered { breach("telling answers") }
    }

    /// The attempt at what a customer is told ends so.
    mutating func land(
        told outcome: ReplyAttempt.Outcome, of key: DeliveryID, on id: CaseID, deduplicated: Bool
    ) -> Result<Decision, Refusal> {
        tolds[key]?.attempts += 1
        guard let told = tolds[key] else { return .failure(.noCase(doing: "land")) }
        let attempt = ReplyAttempt(
            key: key, number: told.attempts, outcome: outcome, departedAt: told.departedAt ?? now,
            uncertainBefore: told.uncertain, deduplicated: deduplicated)
        return submit(.attempted(attempt), to: id)
    }
}
