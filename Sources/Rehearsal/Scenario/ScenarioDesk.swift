package import Casework

/// A whole desk in memory: cases, outbox and timers, kept as `Decision` says that the store keeps
/// them, with a clock that is moved by hand. It watches the invariants from the outside: every
/// decision is checked as it is taken.
package struct ScenarioDesk {
    package var now = ScenarioCast.morning
    package var settings = ScenarioCast.settings
    package var people = ScenarioCast.people
    package var brakes: [Brake] = []
    package var vips: [VIP] = []
    /// Who is there; the others have been gone for long.
    package var here: [PersonID]?
    /// Who spoke last with whoever posts next.
    var lastAgent: PersonID?
    /// Who is away by their own word.
    package var leaves: [Leave] = []

    package internal(set) var order: [CaseID] = []
    package internal(set) var matters: [CaseID: Case] = [:]
    package internal(set) var replies: [DeliveryID: ScenarioReply] = [:]
    /// What customers were told of the desk's own accord, on its way.
    var tolds: [DeliveryID: ScenarioTold] = [:]
    /// Queues that are closed now.
    package var closed: [QueueName: Duty.Closed] = [:]
    package internal(set) var timers: [CaseID: Instant] = [:]
    /// When each case takes the next step of its chain.
    package internal(set) var pageTimers: [CaseID: Instant] = [:]
    /// Every queue is closed until then.
    var opensAt: Instant?
    /// And is so from then on.
    var closesAt: Instant?
    /// When somebody was paged last.
    var lastPage: Instant?
    package internal(set) var landings: [CaseID: [Landing]] = [:]
    /// A card lands as its draft is written, in a room in which nobody speaks: whoever approves by
    /// number has to have it in theirs.
    var landsCards = true
    /// Canned texts that were shown last.
    var offers: [CaseID: CannedDraft] = [:]
    var history: [CaseID: [ScenarioFact]] = [:]
    /// All that was decided, in order.
    package internal(set) var log: [ScenarioEntry] = []
    var ledger = ScenarioLedger()
    var mentionsTaken = 0
    var marksGiven = 0
    var keysGiven = 0

    /// Every invariant that did not hold, in words.
    package internal(set) var breaches: [String] = []
    package internal(set) var coverage = ScenarioCoverage()

    package init() {}

    package var cases: [Case] { order.compactMap { matters[$0] } }

    package func person(_ name: String) -> Person? {
        people.first { $0.id.rawValue == name }
    }

    package func actor(_ person: Person, in place: Place? = nil, ago: Lapse = .zero) -> Actor {
        Actor(
            person: person, via: "office",
            place: place ?? .room(ScenarioCast.usualRoom(of: person.id)), saidAt: now - ago)
    }

    /// The case's reply that is on its way, or was last.
    package func reply(of id: CaseID) -> ScenarioReply? {
        guard let matter = matters[id] else { return nil }
        let draft = matter.liveDraft ?? matter.drafts.last
        return draft.flatMap { replies[$0.key] }
    }

    package func context(for id: CaseID?, actor: Actor?) -> Context {
        let row = id.flatMap { reply(of: $0) }
        var context = Context(
            now: now, actor: actor, desk: settings, people: people, brakes: brakes,
            onShift: ["sam", "lee"].filter { here?.contains($0) ?? true }, maybeHere: here,
            landings: id.flatMap { landings[$0] } ?? [],
            attemptUnderWay: row?.isUnderWay ?? false, replyUncertain: row?.uncertain ?? false,
            nextCase: CaseID(Int64(order.count) + 1), freshMark: Mark.numbered(marksGiven),
            freshKey: DeliveryID("k\(keysGiven + 1)"),
            // Stands in for a hash: the parts with their lengths, so that no two can be confused.
            fingerprint: { parts in
                Fingerprint(parts.map { "\($0.utf8.count):\($0)" }.joined())
            })
        context.lastAgent = lastAgent
        watch(&context)
        close(&context)
        context.standings = people.map { person in
            let questions = matters.values.flatMap(\.questions)
            let cases = matters.values.count {
                $0.holder == person.id && $0.phase.isWorkedOn
            }
            return Standing(
                person: person.id, isHere: here?.contains(person.id) ?? true,
                leave: leaves.first { $0.person == person.id },
                load: cases + questions.count { $0.expert == person.id && $0.isOpen })
        }
        context.workload = actor.map { actor in
            matters.values.count { $0.holder == actor.person.id && $0.phase != .answered }
        }
        return context
    }

    /// Decides a command, keeps what comes of it and checks the invariants.
    /// - Parameter id: nothing for `open`.
    package mutating func submit(
        _ command: Command, to id: CaseID?, by actor: Actor? = nil
    ) -> Result<Decision, Refusal> {
        let before = id.flatMap { matters[$0] }
        var context = context(for: id, actor: actor)
        inform(&context, command, of: before)
        context.listed = standing(command, before)
        context.earlierCases = earlierCases(command, before)
        informAcknowledging(&context, command)
        if let id, let live = before?.liveDraft {
            let facts = (history[id] ?? []).map(\.fact)
            context.tried = TriedModes(of: live.revision, in: facts)
            context.meanwhile = Meanwhile(of: live.revision, in: facts)
            context.approvals = SaidApprovals(in: facts)
        }
        if case .join = command, let before, before.phase == .resolved {
            context.lastAgent = before.lastHolder.flatMap { hasRoom($0) ? $0 : nil }
        }
        let result = Result { () throws(Refusal) in try decide(before, command, context) }
        switch result {
        case .success(let decision):
            check(decision, before: before, actor)
            keep(decision, before: before, actor: actor)
            coverage.commands.insert(ScenarioNames.name(of: command))
        case .failure(let refusal):
            coverage.refusals.insert(ScenarioNames.name(of: refusal))
        }
        return result
    }

    /// Whether somebody is there and may be given a case without having asked for it.
    private func hasRoom(_ id: PersonID) -> Bool {
        guard let person = people.first(where: { $0.id == id }), here?.contains(id) ?? true,
            !leaves.contains(where: { $0.person == id && $0.covers(now) })
        else { return false }
        let load = matters.values.count { $0.holder == id && $0.phase.isWorkedOn }
        return load < person.caseLimit ?? settings.policy.caseLimit ?? Int.max
    }

    package mutating func merge(
        _ from: CaseID, into: CaseID, by actor: Actor
    ) -> Result<MergeDecision, Refusal> {
        guard let ending = matters[from], let staying = matters[into] else {
            return .failure(.noSuchCase(matters[from] == nil ? from : into))
        }
        let context = context(for: from, actor: actor)
        let result = Result { () throws(Refusal) in
            try decideMerge(ending, into: staying, context)
        }
        switch result {
        case .success(let decision):
            check(decision.from, before: ending, actor)
            keep(decision.from, before: ending, actor: actor)
            check(decision.into, before: staying, actor, isAsked: false)
            keep(decision.into, before: staying, actor: actor)
            checkMentions()
        case .failure(let refusal):
            coverage.refusals.insert(ScenarioNames.name(of: refusal))
        }
        return result
    }

    /// Somebody read there that they are asked whether two cases are to become one.
    package mutating func ask(
        _ person: PersonID, in place: Place, whetherToMerge from: CaseID, into: CaseID,
        ago: Lapse = .zero
    ) {
        landings[from, default: []].append(
            Landing(
                purpose: .hold, revision: nil, network: "office", place: place, at: now - ago,
                question: MergeQuestion(into: into, asked: person)))
    }

    /// Pulls the brake or lets it go, and brings it to every case with a reply on its way.
    package mutating func submit(
        _ desk: DeskOrder, by actor: Actor?
    ) -> Result<Decision, Refusal> {
        let context = context(for: nil, actor: actor)
        let result = Result { () throws(Refusal) in try decide(desk, context) }
        switch result {
        case .success(let (fact, brake)):
            coverage.facts.insert(fact.type)
            guard case .hold = desk else {
                brakes.removeAll { $0.queue == brake.queue }
                return .success(Decision(facts: [fact]))
            }
            brakes.append(brake)
            for matter in cases where brake.covers(matter.queue) && isOnItsWay(matter) {
                _ = submit(.brake(by: brake.by, reason: brake.reason), to: matter.id)
            }
            return .success(Decision(facts: [fact]))
        case .failure(let refusal):
            coverage.refusals.insert(ScenarioNames.name(of: refusal))
            return .failure(refusal)
        }
    }

    private func isOnItsWay(_ matter: Case) -> Bool {
        matter.liveDraft.map { $0.state == .approved || $0.state == .sending } ?? false
    }

    /// A post about the case was seen in a place; the notice of an approval opens the window.
    package mutating func see(
        _ purpose: Purpose, in place: Place, on network: NetworkName = "office", of id: CaseID,
        by person: PersonID? = nil, late: Lapse = .zero
    ) {
        let revision = matters[id]?.liveDraft?.revision
        landings[id, default: []].append(
            Landing(
                purpose: purpose, revision: revision, network: network, place: place,
                to: person, at: now, askedAt: now - late))
        ledger.see(purpose, of: id)
        if purpose == .approval, let mark = matters[id]?.liveDraft?.mark {
            _ = submit(.windowOpened(mark: mark, at: now), to: id)
        }
    }
}

/// One decision as the store is given it.
package struct ScenarioEntry: Sendable {
    package var matter: CaseID
    package var facts: [Fact]
    package var by: PersonID?
    package var at: Instant
}

/// A fact as the audit keeps it.
struct ScenarioFact {
    var fact: Fact
    var by: PersonID?
    var at: Instant
}

extension Mark {
    /// The n-th mark of a scenario: `aa22`, `aa23`, … A letter first, so that it is one.
    static func numbered(_ count: Int) -> Mark {
        let alphabet = Mark.alphabet
        var rest = count
        var digits: [Character] = []
        for start in [24, 24, 0, 0] {
            digits.append(alphabet[(start + rest % alphabet.count) % alphabet.count])
            rest /= alphabet.count
        }
        return Mark(String(digits.reversed()))
    }
}
