// Who holds a case: of any number of claims one wins, and every loser is told who holds it and
// since when (invariant 2).

extension Deliberation {
    mutating func hold(_ command: Command) throws(Refusal) {
        switch command {
        case .claim: try claim()
        case .release: try release()
        case .assign(let to): try assign(to)
        case .handover(let to): try handOver(to)
        case .take: try take()
        default: break
        }
    }

    private mutating func claim() throws(Refusal) {
        let actor = try requireAgent()
        try requireOpen(doing: "claim")
        let me = actor.person.id
        if let holder = matter.holder {
            guard holder != me else { throw .alreadyYours(brief) }
            let isOffered = matter.offeredTo == me
            // Whoever was called because its holder has gone may have it.
            guard isOffered || isCalled(me, insteadOf: holder) else {
                throw .heldBy(brief, holder: holder, since: matter.heldSince ?? matter.openedAt)
            }
            try requireHandsFree(actor)
            happen(.assigned(to: me, from: holder))
            if !isOffered {
                tell([.person(holder)], .assigned(brief, to: me, by: me))
            }
        } else {
            try requireHandsFree(actor)
            happen(.claimed(holder: me))
        }
        tellHolding(.claimed(brief, by: me, known: context.acquaintance))
    }

    private func isCalled(_ me: PersonID, insteadOf holder: PersonID) -> Bool {
        guard isLeft, let paging = matter.paging else { return false }
        return paging.people.contains(me) && paging.acknowledged?.by != holder
    }

    /// A supervisor may give anybody more.
    private func requireHandsFree(_ actor: Actor) throws(Refusal) {
        guard let limit = actor.person.caseLimit ?? context.desk.policy.caseLimit,
            let workload = context.workload, workload >= limit
        else { return }
        throw .handsFull(brief, limit: limit)
    }

    /// Nobody may be waiting for a draft's approval, or a reply be leaving, without its holder.
    /// - Parameter forGood: they are no longer of the desk; for whoever comes back, what sleeps or
    ///   was answered stays theirs.
    mutating func giveBack(from person: PersonID, forGood: Bool) {
        guard matter.holder == person, matter.liveDraft == nil,
            forGood ? matter.phase.isOpen : matter.phase == .claimed
        else { return }
        letGo(of: person)
    }

    private mutating func letGo(of person: PersonID) {
        let paging = matter.paging
        happen(.released(holder: person))
        beginAnew(after: paging)
    }

    /// What stayed with somebody for a draft's sake is nobody's once that is gone, if they are no
    /// longer of the desk: nobody else would be rung for it.
    mutating func freeOfStranger(for command: Command) {
        guard let holder = matter.holder, !context.people.contains(where: { $0.id == holder }),
            matter.liveDraft == nil, matter.phase.isOpen
        else { return }
        guard !command.looksAfter else { return happen(.released(holder: holder)) }
        giveBack(from: holder, forGood: true)
        guard matter.isUnattended else { return }
        tell([workRoom], lane: lane, .gone(holder, freed: [matter.id], holding: []))
    }

    private mutating func release() throws(Refusal) {
        let actor = try requireHolder()
        try requireNoDraft()
        letGo(of: actor.person.id)
        tellHolding(.released(brief, by: actor.person.id))
    }

    private mutating func assign(_ to: PersonID) throws(Refusal) {
        let actor = try requireSupervisor()
        try requireOpen(doing: "assign")
        try requireColleague(to)
        guard matter.holder != to else { throw .alreadyTheirs(brief, to) }
        happen(.assigned(to: to, from: matter.holder))
        let notice = Notice.assigned(brief, to: to, by: actor.person.id)
        tellHolding(notice)
        tell([.person(to)], notice)
    }

    private mutating func handOver(_ to: PersonID) throws(Refusal) {
        let actor = try requireHolder(doing: "hand over")
        try requireColleague(to)
        guard to != actor.person.id else { throw .alreadyYours(brief) }
        happen(.offered(to: to, from: actor.person.id))
        let notice = Notice.offered(brief, to: to, by: actor.person.id)
        tellHolding(notice)
        tell([.person(to)], notice)
    }

    private mutating func take() throws(Refusal) {
        let actor = try requireSupervisor()
        try requireOpen(doing: "take")
        let me = actor.person.id
        guard let holder = matter.holder else {
            happen(.claimed(holder: me))
            return tellHolding(.claimed(brief, by: me, known: context.acquaintance))
        }
        guard holder != me else { throw .alreadyYours(brief) }
        happen(.assigned(to: me, from: holder))
        let notice = Notice.assigned(brief, to: me, by: me)
        tellHolding(notice)
        tell([.person(holder)], notice)
    }

    /// Where it was said, and in the work room if that is elsewhere.
    private mutating func tellHolding(_ notice: Notice) {
        tell([.asker, workRoom], lane: .answer, notice)
    }

    private func requireColleague(_ id: PersonID) throws(Refusal) {
        guard isColleague(id) else { throw .unknownPerson(id.rawValue) }
    }

    /// Somebody who may hold the case.
    func isColleague(_ id: PersonID) -> Bool {
        context.people.contains {
            $0.id == id && $0.worksIn(matter.queue)
        }
    }
}
