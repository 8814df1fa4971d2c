// What a customer is told while nobody answers, or while a plan is on that says so. It is decided with
// the mention that asks for it, once for each customer and time of closed doors or plan, and looked at
// again before each attempt.

extension Deliberation {
    /// Why a customer is told something of the desk's own accord, and for how long it is true.
    private struct Occasion {
        /// As `Acknowledgement.period`.
        var period: String
        /// The plan's name.
        var plan: String?
        /// What was told since then, or answered, need not be told again.
        var since: Instant
        var until: Instant
        var canned: String
        var from: Priority
        /// Nothing where doors are open.
        var opens: OpeningTime?
    }

    /// The customer of an urgent mention is told what a plan says, or when people answer if nobody
    /// does now.
    mutating func acknowledge(_ mention: Mention) {
        guard mayAnswer(mention), let occasion, matter.priority <= occasion.from,
            !isAcknowledged(on: occasion), !isAnswered(since: occasion.since),
            let destination = context.desk.destination(of: mention.key.source)
        else { return }
        let filled = context.desk.filledAcknowledgement(
            occasion.canned, for: matter, answering: mention, opens: occasion.opens)
        guard let text = filled.map(context.normalised), fits(text, destination),
            blockedWord(in: text) == nil
        else { return }
        let acknowledgement = Acknowledgement(
            key: context.freshKey, answers: mention.key,
            customer: Condition.folded(matter.customer.handle), period: occasion.period,
            opensAt: occasion.until, canned: occasion.canned, text: text,
            visibility: mention.visibility, decidedAt: context.now)
        happen(.acknowledgementDue(acknowledgement: acknowledgement))
        acknowledge(.schedule(key: acknowledgement.key, due: context.now))
    }

    /// A plan that has begun may say something to those who wait already.
    mutating func acknowledgeWaiting() {
        guard context.desk.queue(named: matter.queue)?.holding?.reply.tellsWaiting ?? false,
            let clock = matter.clock, !isAnswered(since: clock.since),
            let newest = matter.newestMention
        else { return }
        acknowledge(newest)
    }

    /// What a plan says goes before what is said at night.
    private var occasion: Occasion? {
        guard let queue = context.desk.queue(named: matter.queue) else { return nil }
        if let holding = queue.holding, context.now < holding.plan.until,
            matter.priority <= holding.reply.from
        {
            return Occasion(
                period: holding.period, plan: holding.plan.name, since: holding.plan.since,
                until: holding.plan.until,
                canned: holding.reply.canned, from: holding.reply.from)
        }
        guard let rule = queue.acknowledge, let closed = context.duty(matter.queue).closed,
            let opensAt = closed.opensAt
        else { return nil }
        let opens = OpeningTime(
            opensAt, now: context.now, delay: context.desk.policy.replyDeadline,
            wall: closed.wall)
        return Occasion(
            period: closed.id, since: closed.from ?? matter.openedAt, until: opensAt,
            canned: rule.canned, from: rule.from, opens: opens)
    }

    /// Whether a machine may answer that mention at all.
    private func mayAnswer(_ mention: Mention) -> Bool {
        let policy = context.desk.policy
        return policy.acknowledges && !policy.practice && brake == nil && matter.phase.isOpen
            && matter.isCustomers(mention) && mention.deletedAt == nil
            && context.now - mention.postedAt <= Acknowledgement.mentionAgeMax
            && !Thanks.isOnlyThanks(mention.text) && !isBots(mention) && !standsInCrisis
    }

    private func isBots(_ mention: Mention) -> Bool {
        mention.byBot == true
            || context.desk.policy.bots.contains(Condition.folded(mention.author.handle))
    }

    private var standsInCrisis: Bool {
        let words = context.desk.policy.crisisWords
        guard !words.isEmpty else { return false }
        return matter.mentions.contains { !words.found(in: $0.text).isEmpty }
    }

    /// Another queue's period counts where it reaches into this one, and so does this one under
    /// hours that were changed meanwhile.
    private func isAcknowledged(on occasion: Occasion) -> Bool {
        context.acknowledgedBefore.contains { before in
            before.period == occasion.period || before.at >= occasion.since
                || (before.plan.map { $0 == occasion.plan } ?? false
                    && context.now - before.at < HoldingReply.holdsFor)
        }
    }

    /// A person has answered since then, or their answer is on its way.
    private func isAnswered(since start: Instant) -> Bool {
        matter.drafts.contains { draft in
            switch draft.state {
            case .approved, .sending, .unknown: true
            // Whoever is being spoken with is told nothing by a machine in between.
            case .sent:
                (matter.holder != nil && !isLeft)
                    || draft.approvedAt ?? draft.writtenAt >= start
            default: false
            }
        }
    }

    private func fits(_ text: String, _ destination: Destination) -> Bool {
        let limit = min(destination.maxLength ?? Draft.textLimit, Draft.textLimit)
        return !text.isEmpty && text.count <= limit && text.utf8.count <= Draft.textBytesLimit
    }
}

/// On its way: what the outbox and the clock ask.
extension Deliberation {
    /// Its time has come, the first or another one.
    mutating func depart(_ due: Acknowledgement) {
        guard due.state.isPending, !context.attemptUnderWay else { return }
        if let reason = whyNot(due) { return stop(due, reason) }
        if due.state == .due { happen(.acknowledgementDeparted(key: due.key)) }
        acknowledge(.depart(key: due.key))
    }

    mutating func expire(_ due: Acknowledgement, _ reason: String) {
        guard due.state.isPending, !context.attemptUnderWay else { return }
        if due.state == .due { return end(due, .withdrawn, reason) }
        end(due, context.acknowledgementUncertain ? .unknown : .failed, reason)
    }

    private mutating func stop(_ due: Acknowledgement, _ reason: String) {
        let mayHaveArrived = due.state == .sending && context.acknowledgementUncertain
        end(due, mayHaveArrived ? .unknown : .withdrawn, reason)
    }

    /// Why it is not called for any more.
    private func whyNot(_ due: Acknowledgement) -> String? {
        if let brake { return "\(brake.by) pulled the brake" }
        if context.desk.policy.practice { return "this is practice" }
        if !context.desk.policy.acknowledges { return "acknowledgements are switched off" }
        if context.acknowledgedPostIsGone { return "the post was deleted" }
        // Of two texts the later one is the truth.
        if matter.acknowledgements.contains(where: {
            $0.decidedAt > due.decidedAt && $0.state.isGiven
        }) {
            return "the customer is told something else by now"
        }
        if let plan = due.plan {
            let isOn = context.desk.running.contains {
                $0.period == due.period && context.now < $0.until
            }
            if !isOn { return "the plan \(plan) is over" }
        } else if context.now >= due.opensAt {
            return "people answer again"
        }
        if isAnswered(since: due.decidedAt) { return "a person answers" }
        if !matter.phase.isOpen, matter.mergedInto == nil { return "the matter is over" }
        return nil
    }

    mutating func land(_ sent: Acknowledgement, _ attempt: ReplyAttempt) {
        if sent.state == .unknown, case .sent = attempt.outcome {
            // A receipt that comes after all settles what was unknown.
        } else if sent.state != .sending {
            return
        }
        switch attempt.outcome {
        case .sent(let reference):
            happen(
                .customerAcknowledged(
                    key: sent.key, text: sent.text, period: sent.period, reference: reference))
            acknowledge(.finish(key: sent.key))
            // Of what a plan says its end tells how many got it.
            guard sent.plan == nil else { return }
            tell([workRoom], .customerAcknowledged(brief, opensAt: sent.opensAt))
        case .refused(let reason):
            end(sent, attempt.uncertainBefore ? .unknown : .failed, reason)
        case .retry(let after, let reason):
            tryAgain(sent, attempt, after: after, reason, uncertain: false)
        case .unknown(let reason):
            guard attempt.deduplicated else { return end(sent, .unknown, reason) }
            tryAgain(sent, attempt, after: nil, reason, uncertain: true)
        }
    }

    private mutating func tryAgain(
        _ sent: Acknowledgement, _ attempt: ReplyAttempt, after: Lapse?, _ reason: String,
        uncertain: Bool
    ) {
        let isUncertain = uncertain || attempt.uncertainBefore
        let deadline = context.desk.policy.replyDeadline
        let asked = min(after ?? .zero, deadline + .seconds(1))
        let next = context.now + max(asked, ReplyRetries.pause(after: attempt.number))
        guard next <= attempt.departedAt + deadline else {
            return end(sent, isUncertain ? .unknown : .failed, reason)
        }
        acknowledge(.retry(key: sent.key, due: next, uncertain: uncertain))
    }

    /// Whoever is on call hears of what the customer does not have; what was not called for any more
    /// is told nobody. Of what a plan says its end tells how many did not get it.
    private mutating func end(_ due: Acknowledgement, _ end: AcknowledgementEnd, _ reason: String) {
        happen(.acknowledgementEnded(key: due.key, end: end, reason: reason))
        acknowledge(.finish(key: due.key))
        guard end != .withdrawn, due.plan == nil else { return }
        tell([.oncall(matter.queue)], .notAcknowledged(brief, end: end, reason: reason))
    }
}

/// Words of crisis.
extension Deliberation {
    /// They ring every supervisor of the queue, at any hour and whatever the priority.
    /// - Parameter before: the post as it was before it was changed.
    mutating func heedCrisis(in mention: Mention, before: Mention? = nil) {
        let list = context.desk.policy.crisisWords
        guard !list.isEmpty else { return }
        let words = list.found(in: mention.text)
        guard !words.isEmpty, before.map({ list.found(in: $0.text).isEmpty }) ?? true else {
            return
        }
        ringsCrisis = true
        let supervisors = context.people.filter { $0.may(.supervisor, in: matter.queue) }
        tell(
            [approvalsRoom] + supervisors.map { .person($0.id) }, lane: .urgent,
            .crisis(brief(of: mention), mention: mention, words: words))
    }
}
