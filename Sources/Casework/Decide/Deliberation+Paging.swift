// Whom a case calls for while nobody has it (`Chain`): every run ends with somebody who looks after it,
// or says in the room that nobody does.

extension Deliberation {
    /// At the end of every decision.
    /// - Parameter looksAnew: the chains, or the case as a whole, may be other ones than before.
    mutating func keepWatch(looksAnew: Bool = false) {
        if let paging = matter.paging, paging.isRunning {
            let isTaken = decision.facts.contains(where: \.givesHolder)
            guard isTaken || isSettled || isBack(paging), let holder = matter.holder else { return }
            return settlePages(by: holder, how: .taken)
        }
        // Whoever was asked for, and has acknowledged, is not asked again.
        if isSettled, matter.paging != nil { timer(.clear(.page)) }
        // Whoever has acknowledged may not know of this.
        if ringsCrisis, matter.paging != nil, wantsSomebody, let (chain, begins) = ownChain,
            begins <= context.now
        {
            return advance(chain, from: RunPlace(), isEscalation: isLeft, isForLeft: isLeft)
        }
        if !(matter.paging.map(isOfAnotherDay) ?? false) { keepAsking() }
        guard matter.paging.map(isOfAnotherDay) ?? true,
            looksAnew || decision.facts.contains(where: \.mayCallForPages),
            wantsSomebody, let (chain, begins) = ownChain
        else { return }
        var at = begins
        if begins <= context.now, let last = context.lastPages[chain.name] {
            // What comes together is paged together.
            at = max(context.now, last + Chain.gathering)
        }
        timer(.set(.page, at: at))
    }

    /// A person has said that the reply was sent, and nobody waits any more. One of which that is
    /// known ends a run by itself.
    private var isSettled: Bool {
        matter.owesNothing
            && decision.facts.contains {
                if case .replySettled(_, _, true, _, _) = $0 { true } else { false }
            }
    }

    /// What somebody did about a case after they had acknowledged it is done about what they knew:
    /// a customer who writes again, and whom nobody has, is asked for again as if nothing had been.
    private mutating func keepAsking() {
        guard let paging = matter.paging, let acknowledged = paging.acknowledged else { return }
        let hasEnded = decision.facts.contains { if case .pagingEnded = $0 { true } else { false } }
        if !hasEnded, decision.facts.contains(where: \.followsUp) { timer(.clear(.page)) }
        guard acknowledged.isFollowed, decision.facts.contains(where: asks), wantsSomebody,
            let again = context.desk.chain(named: paging.chain)?.again,
            let (_, begins) = ownChain
        else { return }
        timer(.hasten(.page, at: max(context.now + again, begins)))
    }

    /// The customer has said something that asks for an answer, here or in a case that is part of
    /// this one now.
    private func asks(_ fact: Fact) -> Bool {
        switch fact {
        case .joined(let mention, thanks: false): matter.isCustomers(mention)
        case .absorbed: true
        default: false
        }
    }

    /// The time of the next step, of the first one, or of asking again has come.
    mutating func page() {
        let isAskedFor =
            matter.paging?.isEscalation == true && matter.paging?.isForLeft != true
            && matter.phase.isOpen
        guard wantsSomebody || isAskedFor || isStillWithout else {
            // The doors are open.
            if let paging = matter.paging, paging.isRunning, paging.isForLeft == true,
                let holder = matter.holder
            {
                settlePages(by: holder, how: .taken)
            }
            return
        }
        guard let paging = matter.paging, !isOfAnotherDay(paging) else { return begin() }
        let chain = context.desk.chain(named: paging.chain)
        if let acknowledged = paging.acknowledged {
            guard let chain, chain.again != nil else { return }
            guard acknowledged.isFollowed else {
                tell(
                    [.oncall(matter.queue), .person(acknowledged.by)], lane: .urgent,
                    .pagesAgain(brief, by: acknowledged.by, at: acknowledged.at, wroteAt: nil))
                return advance(
                    chain, from: RunPlace(), isEscalation: paging.isEscalation,
                    isForLeft: paging.isForLeft == true)
            }
            return askForWriter(acknowledged)
        }
        if paging.isExhausted {
            // The hours of another chain have begun, or the clock was set back before that.
            guard let (next, begins) = ownChain, begins <= context.now, next.name != paging.chain
            else {
                if let later = laterHours(butOf: paging.chain) { timer(.set(.page, at: later)) }
                return
            }
            return advance(
                next, from: RunPlace(), isEscalation: paging.isEscalation,
                isForLeft: paging.isForLeft == true)
        }
        // A chain that is gone by now has come to its end.
        guard let chain else { return exhaust(paging.chain) }
        advance(chain, from: RunPlace(after: paging), isFirst: false)
    }

    /// Something was done after the acknowledgement, and the customer has written since: whatever is
    /// done takes the timer away, and their words set it.
    private mutating func askForWriter(_ acknowledged: Paging.Acknowledgement) {
        guard let asked = matter.unanswered.last, let (chain, begins) = ownChain else { return }
        guard begins <= context.now else { return timer(.set(.page, at: begins)) }
        tell(
            [.oncall(matter.queue), .person(acknowledged.by)], lane: .urgent,
            .pagesAgain(
                brief, by: acknowledged.by, at: acknowledged.at, wroteAt: asked.postedAt))
        advance(chain, from: RunPlace(), isEscalation: isLeft, isForLeft: isLeft)
    }

    private var ownChain: (chain: Chain, begins: Instant)? {
        context.desk.chain(for: matter, context.duty(matter.queue), now: context.now)
    }

    private mutating func begin() {
        guard let (chain, begins) = ownChain else { return }
        guard begins <= context.now else { return timer(.set(.page, at: begins)) }
        // Of a case that is somebody's it goes on as if that person had asked for others.
        advance(chain, from: RunPlace(), isEscalation: isLeft, isForLeft: isLeft)
    }

    /// The next step now, because somebody asked for it: of the run that there is, or the first one
    /// of the queue's chain. False where the queue has none.
    mutating func advanceByEscalation() -> Bool {
        if let paging = matter.paging, paging.isRunning,
            let chain = context.desk.chain(named: paging.chain)
        {
            // What is left of the step is skipped.
            var place = RunPlace(after: paging)
            place.time = Int.max
            advance(chain, from: place, isFirst: false, isEscalation: true)
            return true
        }
        guard
            let chain = context.desk.chain(
                of: matter.queue, context.duty(matter.queue), now: context.now)
        else { return false }
        advance(chain, from: RunPlace(), isEscalation: true)
        return true
    }

    /// Whoever had the case has let go of it, and with that the run has ended that somebody had asked
    /// for: it begins anew, since others are needed more than before.
    mutating func beginAnew(after paging: Paging?) {
        guard let paging, paging.isRunning, paging.isEscalation, matter.isUnattended,
            let chain = context.desk.chain(named: paging.chain)
        else { return }
        advance(chain, from: RunPlace(), isEscalation: true)
    }

    mutating func acknowledge(_ how: PageAnswer) throws(Refusal) {
        guard let actor = context.actor else { throw .unknownSpeaker }
        // Whoever was asked may say yes, an expert as well.
        if matter.paging?.people.contains(actor.person.id) != true {
            if !actor.person.isGuest { try requireOpen(doing: "acknowledge") }
            try requireAgentOrOnCall()
        }
        try requireOpen(doing: "acknowledge")
        guard let paging = matter.paging else { throw .notPaged(brief, until: pagesAt) }
        // Of what the customer has written since something was done, somebody may say so anew.
        if let acknowledged = paging.acknowledged,
            !acknowledged.isFollowed
                || !matter.unanswered.contains(where: { $0.postedAt > acknowledged.at })
        {
            throw .alreadyAcknowledged(brief, by: acknowledged.by, at: acknowledged.at)
        }
        settlePages(by: actor.person.id, how: how)
    }

    /// When the first page goes out that is being gathered now.
    private var pagesAt: Instant? {
        guard wantsSomebody, let (chain, begins) = ownChain, begins <= context.now,
            let last = context.lastPages[chain.name]
        else { return nil }
        return last + Chain.gathering
    }

    private mutating func settlePages(by person: PersonID, how: PageAnswer) {
        guard let paging = matter.paging else { return }
        happen(.pageAcknowledged(by: person, how: how))
        // A case that somebody has is asked about again where somebody asked for others.
        let mayAskAgain = how != .taken && (matter.isUnattended || paging.isEscalation)
        let again = mayAskAgain ? context.desk.chain(named: paging.chain)?.again : nil
        let notice = Notice.pageAcknowledged(
            brief, by: person, how: how, after: context.now - paging.since, again: again)
        let others = paging.people.filter { $0 != person }.map(Audience.person)
        if how == .taken {
            // Who took it hears so by what they said.
            timer(.clear(.page))
            return tell([.oncall(matter.queue)] + others, notice)
        }
        timer(again.map { .set(.page, at: context.now + $0) } ?? .clear(.page))
        tell([.asker, .oncall(matter.queue)] + others, lane: .answer, notice)
    }
}

/// Where a run stands before it takes a step.
private struct RunPlace {
    /// From 0.
    var step = 0
    /// How often the step was taken.
    var time = 0
    var round = 1

    init() {}

    init(after paging: Paging) {
        step = paging.step - 1
        time = paging.time
        round = paging.round
    }
}

extension Deliberation {
    /// Chains that go on with each other end after so many.
    private static var hopsMax: Int { 10 }

    /// Takes the next step that reaches anybody, or comes to the chain's end.
    private mutating func advance(
        _ first: Chain, from start: RunPlace, isFirst: Bool = true, isEscalation: Bool = false,
        isForLeft: Bool = false
    ) {
        var chain = first
        var place = start
        var hops = 0
        while true {
            guard place.step < chain.steps.count else {
                guard place.round < chain.rounds else { return exhaust(chain.name) }
                place.step = 0
                place.time = 0
                place.round += 1
                continue
            }
            let step = chain.steps[place.step]
            if case .chain(let name)? = step.targets.first {
                hops += 1
                guard hops <= Self.hopsMax, let other = context.desk.chain(named: name) else {
                    return exhaust(chain.name)
                }
                chain = other
                place = RunPlace()
                continue
            }
            guard place.time < step.times, isCalledFor(step, of: chain) else {
                place.step += 1
                place.time = 0
                continue
            }
            let people = people(of: step)
            let rooms = step.targets.compactMap {
                if case .room(let room) = $0 { room } else { nil }
            }
            guard !people.isEmpty || !rooms.isEmpty else {
                // A gap: nobody waits for nobody.
                place.step += 1
                place.time = 0
                continue
            }
            var taken = PagedStep(
                chain: chain.name, step: place.step + 1, time: place.time + 1,
                round: place.round, people: people, rooms: rooms, isFirst: isFirst,
                isEscalation: isEscalation, next: context.now + step.wait)
            taken.isForLeft = isForLeft ? true : nil
            return take(taken)
        }
    }

    private mutating func take(_ step: PagedStep) {
        happen(.paged(step))
        decision.calls.append(
            PageCall(
                brief: brief, step: step, openedAt: matter.openedAt,
                firstResponseDueAt: matter.firstResponseDueAt))
        if let next = step.next { timer(.set(.page, at: next)) }
    }

    private mutating func exhaust(_ chain: String) {
        happen(.pagingEnded(chain: chain))
        timer(laterHours(butOf: chain).map { .set(.page, at: $0) } ?? .clear(.page))
        tell(
            [.oncall(matter.queue), approvalsRoom], lane: .urgent,
            .pagesExhausted(brief, chain: chain, people: matter.paging?.people ?? []))
    }

    /// When the hours of another chain begin that concerns it, if any still do.
    private func laterHours(butOf chain: String) -> Instant? {
        let duty = context.duty(matter.queue)
        return context.desk.chains(for: matter)
            .filter { $0.name != chain }
            .compactMap { $0.begins(duty, now: context.now) }
            .filter { context.now < $0 }.min()
    }

    private func isCalledFor(_ step: Chain.Step, of chain: Chain) -> Bool {
        guard let crowd = step.crowd else { return true }
        let lately = context.runs.count {
            $0.chain == chain.name && $0.since >= context.now - crowd.within
        }
        return lately > crowd.moreThan
    }

    /// Each once, in the order of the step.
    private func people(of step: Chain.Step) -> [PersonID] {
        var people: [PersonID] = []
        for target in step.targets {
            people += reached(by: target).filter { !people.contains($0) }
        }
        guard step.inTurn, people.count > 1 else { return people }
        return [people[Int(matter.id.number % Int64(people.count))]]
    }

    private func reached(by target: Chain.Target) -> [PersonID] {
        switch target {
        case .onCall(let rotation, let layer):
            context.duty(matter.queue).onCall.filter {
                (rotation == nil || rotation == $0.rotation) && (layer == nil || layer == $0.layer)
            }.flatMap(\.people)
        case .person(let person):
            context.people.contains { $0.id == person } ? [person] : []
        case .role(let role):
            context.people.filter { $0.may(role, in: matter.queue) }.map(\.id)
        case .room, .chain:
            []
        }
    }
}
