// What the world asks: a mention arrives, joins, changes or goes.

/// A mention that belongs to no case opens one; nothing is refused (invariant 1).
func open(_ said: Mention, linkedTo: CaseID?, _ context: Context) -> Decision {
    let mention = said.posted(by: context.now)
    // Reading for thanks costs as much as all rules together; most desks ask for no waiting.
    let asks = context.desk.priority.rules.index.asksForCircumstances
    let owed = asks && !Thanks.isOnlyThanks(mention.text) ? mention.postedAt : nil
    let desk = context.desk
    let reading = MentionReading(
        context.known(mention), hearsMood: desk.asksForMood,
        wall: desk.asksForHours ? desk.wall : nil, earlierCases: context.earlierCases)
    let assessment = Assessment(
        [reading], customer: reading.mention.author, settings: desk.priority,
        circumstances: Circumstances(
            unanswered: owed == nil ? 0 : 1, waitingSince: owed, now: context.now))
    let route = context.flow(desk.route(reading))
    let noise = desk.noiseRule(for: reading)
    let deadline = desk.queue(named: route.queue)?
        .deadline(.first, assessment.priority, since: mention.postedAt)
    let opened = Fact.opened(
        mention: mention, queue: route.queue, priority: assessment.priority,
        points: assessment.points, reasons: assessment.reasons,
        firstResponseDueAt: deadline?.due,
        linkedTo: linkedTo)
    guard let matter = Case(opening: opened, id: context.nextCase, at: context.now) else {
        preconditionFailure("an opening fact opens a case")
    }
    var deliberation = Deliberation(matter, context, opening: [opened])
    deliberation.followList()
    deliberation.happen(.routed(queue: route.queue, because: route.because))
    if mention.deletedAt != nil {
        // Its author has taken it back before anybody could read it.
        deliberation.happen(.noise(because: "deleted before it came"))
        return deliberation.decision
    }
    deliberation.heedCrisis(in: mention)
    if let noise {
        deliberation.happen(.tagged(tag: noise.rule.tag))
        deliberation.happen(.noise(because: noise.because))
        return deliberation.decision
    }
    deliberation.returnToLastAgent()
    deliberation.ringIfUrgent(mention)
    if asks { deliberation.expectRise(deliberation.matter.circumstances(at: context.now)) }
    deliberation.acknowledge(mention)
    deliberation.keepLevel(isNew: true)
    deliberation.keepWatch(looksAnew: true)
    return deliberation.decision
}

extension Context {
    /// The mention of somebody who may be on the list.
    func known(_ mention: Mention) -> Mention {
        guard case .listed = listed else { return mention }
        var known = mention
        known.author.vip = true
        return known
    }

    /// A queue in which too many wait already passes what is new on.
    fileprivate func flow(
        _ route: (queue: QueueName, because: String)
    ) -> (queue: QueueName, because: String) {
        guard let overflow = desk.queue(named: route.queue)?.overflow,
            waiting[route.queue] ?? 0 > overflow.above, desk.queue(named: overflow.to) != nil
        else { return route }
        return (overflow.to, "\(route.queue) is full")
    }
}

extension Deliberation {
    /// The customer goes back to whoever spoke with them last, who is there and told of it.
    fileprivate mutating func returnToLastAgent() {
        guard let agent = context.lastAgent, mayBeGiven, isColleague(agent) else { return }
        happen(.assigned(to: agent, from: nil))
        tell(
            [.person(agent)], lane: lane,
            .returned(brief, to: agent, known: context.acquaintance))
    }

    /// While the doors are closed nobody is given a case without having asked: being in a room is
    /// not being at work, and of a case that somebody has nobody else is called.
    private var mayBeGiven: Bool { context.duty(matter.queue).closed == nil }

    mutating func ringIfUrgent(_ mention: Mention) {
        guard matter.priority == .p1 else { return }
        tell([workRoom], lane: .urgent, .ring(brief, mention: mention), purpose: .ring)
    }

    mutating func heed(_ command: Command) {
        switch command {
        case .join(let mention): join(mention)
        case .amend(let key, let text, let editedAt): amend(key, text, editedAt)
        case .withdraw(let key, let deletedAt): withdraw(key, deletedAt)
        case .wake: wake()
        case .reassess: rise()
        case .giveBack(let person, let forGood): giveBack(from: person, forGood: forGood)
        default: break
        }
    }

    private mutating func join(_ said: Mention) {
        let mention = said.posted(by: context.now)
        guard !matter.mentions.contains(where: { $0.key == mention.key }) else { return }
        if mention.deletedAt != nil {
            // What its author has taken back before it came asks for as little as thanks do.
            return happen(.joined(mention: mention, thanks: true))
        }
        let isThanks = Thanks.isOnlyThanks(mention.text)
        let before = matter
        defer {
            heedCrisis(in: mention)
            acknowledge(mention)
        }
        happen(.joined(mention: mention, thanks: isThanks && before.isCustomers(mention)))
        holdReply(.customerWrote(mention.key), saying: mention.text, at: mention.postedAt)
        leaveGoneQueue()
        if before.phase == .snoozed { awaken() }
        followPlans()
        followList()
        reassess()
        tellOfMove(from: before)
        switch before.phase {
        case .resolved where isThanks, .answered where isThanks:
            tell([workRoom], .thanked(brief(of: mention), mention: mention))
        case .resolved:
            reopenForCustomer()
            tellOfReopening(mention)
        case .noise:
            guard !isThanks, !isNoise(mention),
                matter.priority == .p1 || isVIPs(mention) || wasFiledByRule
                    || before.mentions.allSatisfy({ $0.deletedAt != nil })
            else { return }
            happen(.reopened(because: "the customer wrote again"))
            reassessCircumstances()
            ringIfUrgent(mention)
        default:
            tellOfJoining(mention, before: before)
        }
    }

    /// A rule says of its first post that nobody has to read it: whatever else the customer writes
    /// was not meant. What a person took for noise comes back only when it becomes urgent, or where all
    /// of it was deleted.
    private var wasFiledByRule: Bool { matter.mentions.first.map(isNoise) ?? false }

    private func isNoise(_ mention: Mention) -> Bool {
        !isVIPs(mention)
            && context.desk.isNoise(mention, earlierCases: context.earlierCases)
    }

    private func isVIPs(_ mention: Mention) -> Bool {
        mention.author.vip || (matter.customer.vip && matter.isCustomers(mention))
    }

    /// An unclaimed case that is not urgent waits in the queue without a word. Of one that has just
    /// come into this queue nobody has heard here.
    private mutating func tellOfJoining(_ mention: Mention, before: Case) {
        if matter.holder != nil {
            tell([workRoom], lane: lane, .joined(brief(of: mention), mention: mention))
        } else if before.priority == .p1, matter.queue == before.queue {
            tell([workRoom], lane: lane, .joined(brief(of: mention), mention: mention))
        } else {
            ringIfUrgent(mention)
        }
    }

    /// Whoever had it has it again if they are there and have room for it; else it is anybody's.
    private mutating func reopenForCustomer() {
        happen(.reopened(because: "the customer wrote again"))
        // They wait from now on.
        reassessCircumstances()
        guard let last = context.lastAgent, mayBeGiven, isColleague(last) else { return }
        happen(.assigned(to: last, from: nil))
    }

    private mutating func tellOfReopening(_ mention: Mention) {
        if matter.holder == nil, matter.priority == .p1 { return ringIfUrgent(mention) }
        tell([workRoom], lane: lane, .joined(brief(of: mention), mention: mention))
    }

    var lane: Lane { matter.priority == .p1 ? .urgent : .normal }

    /// Other words are an edit, whatever `postedAt` says, which may be the time of receipt; only
    /// what is older than the last edit came late. An edit from the future would keep out those
    /// that follow it.
    private mutating func amend(_ key: MentionKey, _ text: String, _ saidAt: Instant) {
        let editedAt = min(saidAt, context.now)
        guard let mention = matter.mentions.first(where: { $0.key == key }),
            mention.text != text, editedAt >= mention.editedAt ?? editedAt
        else { return }
        let priority = matter.priority
        let wasNoise = matter.phase == .noise && isNoise(mention)
        happen(.mentionEdited(key: key, text: text, editedAt: editedAt))
        holdReply(.customerEdited(key), saying: text, at: editedAt)
        reassess()
        heedCrisis(in: matter.mentions.first { $0.key == key } ?? mention, before: mention)
        let edited = matter.mentions.first { $0.key == key } ?? mention
        if wasNoise, !isNoise(edited) {
            happen(.reopened(because: "the customer changed the post"))
            reassessCircumstances()
            return ringIfUrgent(edited)
        }
        if matter.holder != nil {
            tell([workRoom], .mentionEdited(brief, text: text))
        } else if priority != .p1, matter.phase.isOpen {
            ringIfUrgent(matter.mentions.first { $0.key == key } ?? mention)
        }
    }

    private mutating func withdraw(_ key: MentionKey, _ deletedAt: Instant) {
        guard let mention = matter.mentions.first(where: { $0.key == key }),
            mention.deletedAt == nil
        else { return }
        happen(.mentionDeleted(key: key, deletedAt: deletedAt))
        holdReply(.customerDeleted(key), saying: nil, at: deletedAt)
        reassess()
        if matter.holder != nil || matter.liveDraft != nil {
            tell([workRoom], .mentionDeleted(brief))
        }
    }

    /// A reply that nobody has sent yet is held when the customer changes what it answers; the
    /// people are told, and an approval said before that does not count. One that failed waits
    /// for a fresh approval and is held like the others; so is one that waits for its next attempt
    /// and certainly did not arrive with those before.
    mutating func holdReply(_ cause: HoldCause, saying: String?, at: Instant) {
        guard let draft = matter.liveDraft else { return }
        switch draft.state {
        case .waiting, .approved, .held, .failed: hold(draft, cause, saying: saying, at: at)
        case .sending where !context.attemptUnderWay && !context.replyUncertain:
            hold(draft, cause, saying: saying, at: at)
        default: break
        }
    }

    mutating func hold(_ draft: Draft, _ cause: HoldCause, saying: String?, at: Instant) {
        let wasOnItsWay = draft.state == .approved || draft.state == .sending
        happen(.draftHeld(revision: draft.revision, mark: draft.mark, cause: cause))
        if wasOnItsWay { reply(.cancel(key: draft.key)) }
        showRest(draft)
        tell(
            [approvalsRoom, workRoom], lane: .urgent,
            .held(brief(of: cause), brief(of: draft), cause: cause, saying: saying, at: at),
            purpose: .hold, revision: draft.revision)
        if wasOnItsWay || draft.state == .failed {
            tell(
                concerned(draft), lane: .urgent,
                .held(brief(of: cause), brief(of: draft), cause: cause, saying: saying, at: at))
        }
    }

    /// Whoever took it for done: who holds the case, who wrote the reply and who approved it.
    /// - Parameter draft: as it was before the approval was taken back.
    func concerned(_ draft: Draft) -> [Audience] {
        var people: [PersonID] = []
        for person in [matter.holder, draft.author, draft.approver].compactMap(\.self)
        where !people.contains(person) {
            people.append(person)
        }
        return people.map(Audience.person)
    }
}

extension Mention {
    /// A source whose clock is ahead, or who says so, makes nobody wait longer or less.
    fileprivate func posted(by now: Instant) -> Mention {
        var mention = self
        mention.postedAt = min(postedAt, now)
        mention.editedAt = editedAt.map { min($0, now) }
        return mention
    }
}
