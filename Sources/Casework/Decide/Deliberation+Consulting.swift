// Bringing somebody in: a question for one person, their answer, and a word to whoever may have to
// act.

extension Deliberation {
    mutating func consult(_ command: Command) throws(Refusal) {
        switch command {
        case .ask(let whom, let text): try ask(whom, text)
        case .answer(let text): try answer(text)
        case .escalate(let to, let reason): try escalate(to, reason)
        default: break
        }
    }

    private mutating func ask(_ whom: Addressee, _ text: String) throws(Refusal) {
        let actor = try requireAgentOrOnCall()
        try requireOpen(doing: "ask")
        guard !text.isEmpty else { throw .emptyText(brief) }
        guard matter.questions.count(where: \.isOpen) < Question.openMax else {
            throw .tooMany(brief, what: "open questions", limit: Question.openMax)
        }
        guard matter.questions.count < Question.countMax else {
            throw .tooMany(brief, what: "questions", limit: Question.countMax)
        }
        let expert = try expert(whom, askedBy: actor.person.id)
        let posts = matter.postsToAskAbout
        let question = Question(
            number: matter.questions.count + 1, expert: expert, by: actor.person.id, text: text,
            posts: posts.map(\.key), at: context.now)
        happen(.expertAsked(question: question))
        answer(.asked(brief, question, whereabouts(of: expert)))
        tell([.person(expert)], lane: lane, .question(brief, question, about: posts))
    }

    private func expert(_ whom: Addressee, askedBy me: PersonID) throws(Refusal) -> PersonID {
        switch whom {
        case .person(let typed):
            guard let person = context.person(named: typed.rawValue) else {
                throw .unknownPerson(typed.rawValue)
            }
            guard person != me else { throw .askedYourself(brief) }
            return person
        case .skill(let skill):
            let knowers = try knowers(of: skill, but: me)
            guard let chosen = knowers.present.min(by: { $0.load < $1.load }) else {
                throw nobodyKnows(skill, knowers.all)
            }
            return chosen.person
        }
    }

    private func whereabouts(of person: PersonID) -> Whereabouts {
        guard let standing = context.standings.first(where: { $0.person == person }) else {
            return .unseen
        }
        if !standing.isHere { return .unseen }
        guard let leave = standing.leave, leave.covers(context.now) else { return .here }
        return .away(until: leave.until)
    }

    /// Everybody who has the skill, and those of them who are there and at work, in the order of
    /// `people.yaml`.
    private func knowers(
        of skill: String, but me: PersonID
    ) throws(Refusal) -> (all: [PersonID], present: [Standing]) {
        let all = context.people.filter { $0.has(skill: skill) && $0.id != me }.map(\.id)
        guard !all.isEmpty else { throw nobodyKnows(skill, []) }
        let present = all.compactMap { person in
            context.standings.first { $0.person == person }
        }.filter { standing in
            standing.isHere && !(standing.leave?.covers(context.now) ?? false)
        }
        return (all, present)
    }

    private func nobodyKnows(_ skill: String, _ elsewhere: [PersonID]) -> Refusal {
        let known = context.people.flatMap(\.skills)
        return .nobodyKnows(
            brief, skill: skill, elsewhere: elsewhere, known: Set(known).sorted())
    }

    /// By whoever was asked, whenever it comes: what an expert knows is worth having after the end,
    /// too, and they may add to what they said.
    private mutating func answer(_ text: String) throws(Refusal) {
        guard let me = context.actor?.person.id else { throw .unknownSpeaker }
        let mine = matter.questions.filter { $0.expert == me }
        guard let last = mine.last else { throw .notAsked(matter.id) }
        guard !text.isEmpty else { throw .emptyText(brief) }
        let open = mine.filter(\.isOpen)
        let answered = open.isEmpty ? [last] : open
        happen(.expertAnswered(expert: me, text: text, questions: answered.map(\.number)))
        var told: [PersonID] = []
        for person in answered.map(\.by) + [matter.holder].compactMap(\.self)
        where person != me && !told.contains(person) {
            told.append(person)
        }
        answer(.answered(brief, told: told))
        tell(
            [workRoom], lane: lane,
            .expertAnswered(
                brief, by: me, text: text, question: answered.last?.text ?? last.text,
                told: told))
    }
}

extension Deliberation {
    /// Whom an escalation reaches.
    private struct Reach {
        /// As it is kept and said.
        var name: String?
        var audiences: [Audience] = []
        var people: [PersonID] = []
    }

    private mutating func escalate(_ to: String?, _ reason: String) throws(Refusal) {
        let actor = try requireAgentOrOnCall()
        try requireOpen(doing: "escalate")
        var reach = try reach(of: to, from: actor.person.id)
        if to == nil,
            let chain = context.desk.chain(
                of: matter.queue, context.duty(matter.queue), now: context.now)
        {
            reach.name = "chain \(chain.name)"
        }
        happen(.escalated(to: reach.name, reason: reason))
        if to == nil, advanceByEscalation() {
            reach.people = decision.calls.last?.step.people ?? []
        }
        let unseen = reach.people.filter { whereabouts(of: $0) == .unseen }
        let notice = Notice.escalated(
            brief, to: reach.name, reason: reason, by: actor.person.id, meant: reach.people,
            unseen: unseen)
        tell(
            // No page says why, or who asks for them.
            [.asker, approvalsRoom] + reach.audiences + reach.people.map(Audience.person),
            lane: .answer, notice)
    }

    private func reach(of to: String?, from me: PersonID) throws(Refusal) -> Reach {
        guard let to else { return Reach() }
        // By its scalars: a mark may stand on the sign and hide it.
        let rest = String(String.UnicodeScalarView(to.unicodeScalars.dropFirst()))
        switch to.unicodeScalars.first {
        case "+":
            let knowers = try knowers(of: rest, but: me)
            let present = knowers.present.map(\.person)
            return Reach(name: to, people: present.isEmpty ? knowers.all : present)
        case "#":
            return try tier(rest, from: me)
        default:
            guard let person = context.person(named: to) else { throw .unknownPerson(to) }
            return Reach(name: person.rawValue, people: [person])
        }
    }

    /// `oncall`, `supervisors`, or a queue whose people are to look at it.
    private func tier(_ name: String, from me: PersonID) throws(Refusal) -> Reach {
        let folded = name.lowercased()
        let queue = context.desk.queues.first { $0.name.rawValue.lowercased() == folded }
        if let queue {
            return Reach(name: "#\(queue.name)", audiences: [.queue(queue.name)])
        }
        let role: Role? =
            switch folded {
            case "oncall": .oncall
            case "supervisors": .supervisor
            default: nil
            }
        guard let role else { throw .unknownQueue(name) }
        return Reach(
            name: "#\(folded)", audiences: role == .oncall ? [.oncall(matter.queue)] : [],
            people: people(role, but: me))
    }
}

extension Deliberation {
    /// Whom the rota has on call for the queue; without any, and of other roles, those who are here,
    /// or all of them where nobody is.
    private func people(_ role: Role, but me: PersonID) -> [PersonID] {
        if role == .oncall {
            var onCall: [PersonID] = []
            for person in context.duty(matter.queue).onCall.flatMap(\.people)
            where person != me && !onCall.contains(person) {
                onCall.append(person)
            }
            if !onCall.isEmpty { return onCall }
        }
        let all = context.people.filter { $0.id != me && $0.may(role, in: matter.queue) }.map(\.id)
        let present = all.filter { whereabouts(of: $0) == .here }
        return present.isEmpty ? all : present
    }
}

extension Context {
    /// By the name in `people.yaml`, however it is spelt.
    fileprivate func person(named typed: String) -> PersonID? {
        let folded = typed.lowercased()
        return people.first { $0.id.rawValue.lowercased() == folded }?.id
    }
}
