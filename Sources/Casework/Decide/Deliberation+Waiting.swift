// What waits is looked at again: a snooze ends, a customer has waited longer, rules, plans or queues are
// other ones by now.

extension Deliberation {
    mutating func wake() {
        guard matter.phase == .snoozed else { return }
        awaken()
        leaveGoneQueue()
        // Rules, and plans, may be other ones than when it was put away.
        followList()
        reassess()
        tell([workRoom], lane: lane, .woken(brief, for: matter.holder))
    }

    mutating func awaken() {
        happen(.woken)
        timer(.clear(.snooze))
    }

    mutating func reassess() {
        // What others say in the conversation makes the customer's matter no more and no less
        // urgent.
        let standing = matter.mentions.filter { $0.deletedAt == nil && matter.isCustomers($0) }
        let circumstances = matter.circumstances(at: context.now)
        let assessment = Assessment(
            standing, customer: matter.customer, settings: context.desk.priority,
            circumstances: circumstances, wall: context.desk.wall,
            earlierCases: context.earlierCases)
        expectRise(circumstances)
        // The same points are another priority under other thresholds.
        guard
            assessment.points != matter.points || assessment.reasons != matter.reasons
                || assessment.priority != matter.priority
        else { return }
        happen(
            .reprioritised(
                priority: assessment.priority, points: assessment.points,
                reasons: assessment.reasons))
    }

    /// What has changed is how it stands with the customer and nothing that they said.
    mutating func reassessCircumstances() {
        guard context.desk.priority.rules.index.asksForCircumstances else { return }
        reassess()
    }

    /// The case was left alone for a while: how it stands with the customer may have changed, and
    /// whether they go first.
    mutating func reassessStanding() {
        if followList() { reassess() } else { reassessCircumstances() }
    }

    /// Somebody's hand has taken up a case that slept, or owed nothing: what waits is not looked at
    /// meanwhile, and thresholds may be other ones.
    mutating func resume(after before: Case) {
        guard before.phase == .snoozed || before.phase == .answered, matter.phase.isOpen,
            matter.phase != .snoozed, matter.phase != .answered
        else { return }
        leaveGoneQueue()
        followList()
        reassess()
    }

    /// The case is looked at again when some rule may hold that asks for a longer wait.
    mutating func expectRise(_ circumstances: Circumstances) {
        guard let since = circumstances.waitingSince,
            let next = context.desk.priority.rules.index.waits.first(where: {
                since + $0 > context.now
            })
        else { return }
        expect(since + next)
    }

    /// A restart may know a queue no more, or by another name: nobody would be rung for its cases,
    /// and no `claim next` find them.
    mutating func leaveGoneQueue() {
        let desk = context.desk
        guard desk.queue(named: matter.queue) == nil, let first = matter.mentions.first else {
            return
        }
        let reading = MentionReading(
            context.known(first), hearsMood: desk.asksForMood,
            wall: desk.asksForHours ? desk.wall : nil, earlierCases: context.earlierCases)
        let route = desk.route(reading)
        guard desk.queue(named: route.queue) != nil else { return }
        let gone = matter.queue
        happen(.routed(queue: route.queue, because: "\(gone) is no queue any more"))
        // What nobody works on yet rings there if it is urgent, and waits if not.
        guard matter.holder != nil || matter.liveDraft != nil else { return }
        tell(
            [workRoom] + (matter.holder.map { [.person($0)] } ?? []), .requeued(brief, from: gone))
        guard var draft = matter.liveDraft, [.waiting, .held, .failed].contains(draft.state)
        else { return }
        // Who approves there has seen neither it nor the card that it may stand on.
        draft.listedOn = nil
        show(draft)
    }

    /// A plan that is on says whose it is, if it is nobody's yet.
    mutating func followPlans() {
        let desk = context.desk
        guard desk.movesWhatWaits, matter.phase == .new, matter.holder == nil,
            matter.escalation == nil, matter.drafts.isEmpty, let first = matter.mentions.first,
            let route = desk.planRoute(first, earlierCases: context.earlierCases),
            route.queue != matter.queue, let queue = desk.queue(named: route.queue),
            // What a full queue has passed on it does not get back.
            queue.overflow?.to != matter.queue
        else { return }
        happen(.routed(queue: route.queue, because: "a plan's \(route.because)"))
    }

    /// The rooms in which it rang hear that it is another queue's.
    mutating func tellOfMove(from before: Case) {
        guard matter.queue != before.queue, before.priority == .p1,
            context.desk.queue(named: before.queue) != nil
        else { return }
        tell([.queue(before.queue)], .moved(brief))
    }

    /// The customer has waited so long that it counts. When it has become urgent, whoever holds
    /// the case is told, unless the answer is on its way; a free case rings.
    mutating func rise() {
        guard matter.phase.isOpen, matter.phase != .snoozed, matter.mergedInto == nil
        else { return }
        let before = matter
        leaveGoneQueue()
        followPlans()
        followList()
        reassess()
        defer { acknowledgeWaiting() }
        let isMoved = matter.queue != before.queue
        tellOfMove(from: before)
        // Of a case that nobody owes anything there is nothing to tell.
        guard matter.priority == .p1,
            before.priority != .p1 || (isMoved && matter.holder == nil),
            matter.phase != .approved, matter.phase != .answered
        else { return }
        let known = Set(before.reasons.map { $0.withoutWords() })
        let because = matter.reasons.map { $0.withoutWords() }.filter { !known.contains($0) }
        if matter.holder != nil {
            tell([workRoom], lane: .urgent, .rose(brief, because: because))
        } else if let newest = matter.newestMention {
            ringIfUrgent(newest)
        }
    }
}
