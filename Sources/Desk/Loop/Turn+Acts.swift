import CaseStore
import Casework
import Chat
import Phrasebook

extension Turn {
    /// What a person asked for. Each case that was named is decided for itself; a refusal is an
    /// answer like any other (invariant 7).
    mutating func perform(_ act: Act, by person: Person, _ origin: Origin) throws {
        let actor = origin.actor(person)
        guard !person.isGuest || act.isForGuests else {
            return try answer(.beyondQuestion, origin)
        }
        if case .desk(let order) = act.order {
            return try brake(order, actor, origin)
        }
        if case .vip(let request) = act.order { return try list(request, actor, origin) }
        if case .pageTest = act.order { return try testPage(actor, origin) }
        if case .rota(let request) = act.order { return try change(request, actor, origin) }
        if case .plan(let request) = act.order { return try change(request, actor, origin) }
        if act.order.isLeave { return try leave(act.order, actor, origin) }
        if case .mark(let mark) = act.targets, try hasListed(mark), try !standsForItself(mark) {
            return try review(act, card: mark, actor, origin)
        }
        let named: [CaseID]
        do {
            named = try cases(act, actor, origin)
        } catch let refusal as Refusal {
            return try answer(refusal, origin)
        }
        for id in named {
            do {
                try performOne(act, on: id, actor, origin)
            } catch let refusal as Refusal {
                offerThread(of: act, for: id, refusal)
                try answer(refusal, origin)
            }
        }
    }

    mutating func performOne(
        _ act: Act, on id: CaseID, _ actor: Actor, _ origin: Origin
    ) throws {
        guard let matter = try subject(id, of: act, actor) else { throw Refusal.noSuchCase(id) }
        switch act.order {
        case .command(let said):
            let command = try said.naming { try colleague($0, origin) }
            let decision = try decide(matter, command, actor: actor, origin: origin)
            if command.isSplit { outcome.threads.append(id) }
            if command.takes, !decision.facts.isEmpty { try noteReturn(actor) }
        case .assign(let to):
            let person = try colleague(to, origin)
            _ = try decide(matter, .assign(to: person), actor: actor, origin: origin)
        case .handover(let to):
            let person = try colleague(to, origin)
            _ = try decide(matter, .handover(to: person), actor: actor, origin: origin)
        case .snooze(let until):
            let instant = instant(until)
            _ = try decide(matter, .snooze(until: instant), actor: actor, origin: origin)
        case .canned(let name, let said):
            try offerCanned(name, said, for: matter, actor, origin)
        case .merge(let into):
            try merge(matter, into: into, actor, origin)
        case .desk, .away, .back, .vip, .rota, .plan, .pageTest:
            break
        }
    }

    private mutating func merge(
        _ matter: Case, into: CaseID, _ actor: Actor, _ origin: Origin
    ) throws {
        guard let other = try store.matter(into) else { throw Refusal.noSuchCase(into) }
        var context = try context(matter, actor: actor)
        // What else was seen is about one of the two alone.
        context.landings = try store.landings(of: matter.id).filter { $0.question != nil }
        // It is the one that goes on of which the priority is looked at again.
        context.earlierCases = try earlierCases(of: other)
        let decision = try decideMerge(matter, into: other, context)
        try write(decision.from, before: matter, actor: actor, origin: origin)
        try write(decision.into, before: other, actor: actor, origin: origin)
    }

    mutating func cases(
        _ act: Act, _ actor: Actor, _ origin: Origin
    ) throws -> [CaseID] {
        switch act.targets {
        case .cases(let ids):
            return ids
        case .mark(let mark):
            if let id = try store.caseDrafted(mark) { return [id] }
            try answer(.noSuchMark(mark), origin)
        case .next:
            if let id = try nextFree(for: actor.person) { return [id] }
            try answer(.noCase(doing: act.verb.rawValue), origin)
        case .allMine:
            let mine = try store.cases(
                CaseQuery(
                    phases: Phase.allCases.filter(\.isOpen), holder: actor.person.id,
                    limit: Turn.ownCasesMax))
            if !mine.isEmpty { return mine.map(\.id) }
            try answer(.noCase(doing: act.verb.rawValue), origin)
        case .allPaged:
            let paged = try pagedCases(for: actor)
            if !paged.isEmpty { return paged }
            try answer(.nothingToAcknowledge, origin)
        case .asked:
            return [try onlyQuestion(of: actor.person.id)]
        case .desk:
            break
        }
        return []
    }

    static let ownCasesMax = 200

    /// The most urgent free case that suits the person: of a queue that they work in and have the
    /// skills for, in a language that they speak as far as it is known.
    private func nextFree(for person: Person) throws -> CaseID? {
        try desk.queues.filter { person.worksIn($0.name) && person.suits($0) }.flatMap { queue in
            try store.cases(
                CaseQuery(
                    phases: [.new], queue: queue.name, free: true,
                    languages: person.spokenLanguages, order: .urgency, limit: 1))
        }.min { $0.isMoreUrgent(than: $1) }?.id
    }

    /// A colleague by the name in `people.yaml`, or by one of their accounts where it was said.
    func colleague(_ typed: String, _ origin: Origin) throws -> PersonID {
        let folded = typed.lowercased()
        if let person = directory.people.first(where: { $0.id.rawValue.lowercased() == folded }) {
            return person.id
        }
        // Where accounts begin with that sign, it was said as part of one.
        for account in [typed, "@\(typed)"] {
            if let person = directory.person(.init(account), on: origin.network) {
                return person.id
            }
        }
        throw Refusal.unknownPerson(typed)
    }

    func instant(_ until: SnoozeUntil) -> Instant {
        switch until {
        case .for(let lapse): now + lapse
        case .clock(let hour, let minute): nextTime(hour, minute, now)
        }
    }
}

extension CaseRow {
    /// As the store orders by urgency: priority, points, what is due first, age.
    func isMoreUrgent(than other: CaseRow) -> Bool {
        guard priority == other.priority else { return priority < other.priority }
        guard points == other.points else { return points > other.points }
        guard dueAt == other.dueAt else {
            return (dueAt ?? .distantFuture) < (other.dueAt ?? .distantFuture)
        }
        return id < other.id
    }
}

extension Act {
    /// Experts answer what they were asked, acknowledge what they were paged for, and say when they
    /// are away.
    fileprivate var isForGuests: Bool {
        switch order {
        case .command(.answer), .command(.acknowledge): true
        default: order.isLeave
        }
    }
}

extension Order {
    fileprivate var isLeave: Bool {
        switch self {
        case .away, .back: true
        default: false
        }
    }
}

extension Command {
    /// Somebody takes a case, and so is at work.
    fileprivate var takes: Bool { self == .claim || self == .take }

    fileprivate var isSplit: Bool { if case .split = self { true } else { false } }
}
