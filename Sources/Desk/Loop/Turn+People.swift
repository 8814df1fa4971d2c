import CaseStore
import Casework
import Phrasebook

/// Who knows the customer, who has room for another case, and who has gone.
extension Turn {
    /// So many cases of somebody who has gone are freed at a time; the others a minute later.
    static let freedMax = 200
    /// And so many are named in the line that says so.
    static let freedNamed = 12
    /// Nobody gets more from the desk of its own accord, where there is no limit of their own.
    static let givenMax = 10

    /// What only some commands have to know.
    func inform(_ context: inout Context, for command: Command, of matter: Case?) throws {
        if let matter { context.earlierCases = try earlierCases(of: matter) }
        switch command {
        case .open(let mention, _):
            context.listed = try standing(of: mention.author.handle, at: mention.key.source)
            context.earlierCases = try earlierCases(of: mention, before: context.nextCase)
            try informOpening(&context, mention)
            try informAcknowledging(&context, mention)
        case .claim, .take:
            guard let matter, let actor = context.actor else { return }
            context.acquaintance = try matter.mentions.first.flatMap {
                try store.acquaintance(
                    with: matter.customer.handle, of: $0.key.source, before: matter.id)
            }
            let limit = actor.person.caseLimit ?? desk.policy.caseLimit
            context.workload = try limit.map { try workload(of: actor.person.id, upTo: $0) }
        case .ask, .escalate:
            context.standings = try standings()
        case .join(let mention):
            context.listed = try matter.flatMap(standing)
            if let matter, matter.phase == .resolved, let last = matter.lastHolder,
                try hasRoom(last)
            {
                context.lastAgent = last
            }
            try informAcknowledging(&context, mention)
        case .reassess, .wake, .reopen:
            context.listed = try matter.flatMap(standing)
            guard command == .reassess, let matter, let newest = matter.newestMention,
                desk.queue(named: matter.queue)?.holding?.reply.tellsWaiting ?? false
                    || desk.movesWhatWaits
            else { return }
            try informAcknowledging(&context, newest)
        case .depart(let key), .expire(let key, _):
            try informAcknowledging(&context, key: key)
        case .mode, .settle(asSent: false):
            if let matter { try informOfModes(&context, of: matter) }
        case .undo:
            if let matter { try informOfApprovals(&context, of: matter) }
        case .settle(asSent: true):
            if let matter { try informOfMeanwhile(&context, of: matter) }
        case .attempted(let attempt):
            guard let matter, case .sent = attempt.outcome else { return }
            try informOfMeanwhile(&context, of: matter)
        default:
            guard let matter, context.actor != nil else { return }
            try informWriting(&context, command, of: matter)
        }
    }

    /// Counted only if a rule asks.
    func earlierCases(of matter: Case) throws -> Int {
        guard let first = matter.mentions.first else { return 0 }
        return try earlierCases(of: first, before: matter.id)
    }

    func earlierCases(of mention: Mention, before id: CaseID) throws -> Int {
        guard desk.asksForEarlierCases else { return 0 }
        return try store.earlierCases(
            of: mention.author.handle, at: mention.key.source, before: id)
    }

    private func informOpening(_ context: inout Context, _ mention: Mention) throws {
        if desk.queues.contains(where: { $0.overflow != nil }) {
            for count in try store.caseCounts() where count.phase == .new {
                context.waiting[count.queue, default: 0] += count.count
            }
        }
        guard desk.policy.lastAgent, crew.hasWorkers else { return }
        context.acquaintance = try store.acquaintance(
            with: mention.author.handle, of: mention.key.source, before: context.nextCase)
        guard let last = context.acquaintance?.reply?.by, try hasRoom(last) else { return }
        context.lastAgent = last
    }

    /// Whether somebody is there and may be given a case without having asked for it.
    private func hasRoom(_ id: PersonID) throws -> Bool {
        guard let person = directory.people.first(where: { $0.id == id }),
            directory.isOnShift(id, at: now)
        else { return false }
        let limit = person.caseLimit ?? desk.policy.caseLimit ?? Turn.givenMax
        return try workload(of: id, upTo: limit) < limit
    }

    /// Cases that still want something of their holder.
    func workload(of person: PersonID, upTo limit: Int) throws -> Int {
        try store.cases(
            CaseQuery(
                phases: Phase.allCases.filter(\.isWorkedOn), holder: person, limit: limit)
        ).count
    }

    /// Frees the cases of somebody who has gone, and tells each room which.
    mutating func free(_ missing: Missing) throws {
        // Somebody who has just said that they are back is.
        let isBack = outcome.leaves.contains { $0.0 == missing.person && $0.1 == nil }
        guard !isBack else { return }
        let held = try store.cases(
            CaseQuery(
                phases: [.claimed], holder: missing.person, order: .urgency, limit: Turn.freedMax))
        var freed: [QueueName: [Notice.Freed]] = [:]
        for row in held {
            // What they were given since they went is looked at a while later: they may come for it.
            if let since = row.heldSince, now - since < desk.policy.awayGrace { continue }
            guard let matter = try store.matter(row.id) else { continue }
            let decision = try decide(matter, .giveBack(from: missing.person, forGood: false))
            guard !decision.facts.isEmpty else { continue }
            freed[row.queue, default: []].append(
                Notice.Freed(id: row.id, priority: row.priority))
        }
        for (queue, cases) in freed.sorted(by: { $0.key < $1.key }) {
            let named = Array(cases.prefix(Turn.freedNamed))
            let isUrgent = cases.contains { $0.priority == .p1 }
            try post(
                Announcement(
                    to: [.queue(queue), .person(missing.person)],
                    lane: isUrgent ? .urgent : .normal,
                    .freed(
                        missing.person, after: missing.gone, cases: named,
                        more: cases.count - named.count)),
                about: nil, origin: nil)
        }
    }

    /// Somebody goes, or is back.
    mutating func leave(_ order: Order, _ actor: Actor, _ origin: Origin) throws {
        do {
            var until: Instant?
            var isLeaving = false
            if case .away(let said) = order {
                isLeaving = true
                until = said.map(instant)
            }
            let me = actor.person.id
            let fact = try decideLeave(
                isLeaving: isLeaving, until: until, since: directory.leave(of: me),
                try context(nil, actor: actor))
            try store.record(
                [fact], matter: nil, before: nil, by: me, via: actor.via, at: now)
            let leave = isLeaving ? Leave(person: me, since: now, until: until) : nil
            try keep(leave, of: me)
            let notice: Notice =
                isLeaving
                ? .away(
                    me, until: until, holding: try workload(of: me, upTo: Turn.ownCasesMax),
                    grace: desk.policy.awayGrace)
                : .back(me)
            try post(Announcement(to: [.asker], lane: .answer, notice), about: nil, origin: origin)
        } catch let refusal as Refusal {
            try answer(refusal, origin)
        }
    }

    private mutating func keep(_ leave: Leave?, of person: PersonID) throws {
        if let leave {
            try store.setLeave(leave)
        } else {
            try store.endLeave(of: person)
        }
        outcome.leaves.append((person, leave))
    }

    /// Whoever takes a case is back.
    mutating func noteReturn(_ actor: Actor) throws {
        let me = actor.person.id
        guard directory.leave(of: me) != nil, !outcome.leaves.contains(where: { $0.0 == me })
        else { return }
        try store.record(
            [.personBack(person: me)], matter: nil, before: nil, by: me, via: actor.via, at: now)
        try keep(nil, of: me)
    }
}
