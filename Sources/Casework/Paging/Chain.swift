/// Who is paged, one after the other, until somebody acknowledges: `chains` of `rota.yaml`.
package struct Chain: Hashable, Sendable {
    package var name: String
    /// None: all.
    package var queues: [QueueName]
    package var during: During
    /// Cases at least as urgent as this.
    package var priority: Priority
    /// And others, where the customer says one of these.
    package var words: WordList
    /// At least one.
    package var steps: [Step]
    /// How often all steps are taken before the chain is at its end.
    package var rounds: Int
    /// An acknowledgement that nothing follows is asked about after so long; nothing: never.
    package var again: Lapse?

    /// When cases page by themselves; `escalate` runs a chain at any time.
    package enum During: String, Hashable, Sendable, CaseIterable {
        case closed, open, always
        /// Only while a continuity plan names it.
        case plan
    }

    package struct Step: Hashable, Sendable {
        package var targets: [Target]
        /// How long whoever is paged has until the next step.
        package var wait: Lapse
        /// How often the step is taken before the next one.
        package var times: Int
        /// One of the people, another for each case.
        package var inTurn: Bool
        /// Taken only if the chain has paged for more than so many cases within that time.
        package var crowd: Crowd?

        package init(
            targets: [Target], wait: Lapse = .minutes(5), times: Int = 1, inTurn: Bool = false,
            crowd: Crowd? = nil
        ) {
            self.targets = targets
            self.wait = wait
            self.times = times
            self.inTurn = inTurn
            self.crowd = crowd
        }
    }

    package struct Crowd: Hashable, Sendable {
        package var moreThan: Int
        package var within: Lapse
        package init(moreThan: Int, within: Lapse) {
            self.moreThan = moreThan
            self.within = within
        }
    }

    package enum Target: Hashable, Sendable {
        /// Whoever is on call for the case's queue: in every layer, or in those of that name, of any
        /// rotation or of one.
        case onCall(rotation: String?, layer: String?)
        case person(PersonID)
        /// Everybody who has the role in the case's queue.
        case role(Role)
        case room(RoomName)
        /// It goes on with the first step of another chain.
        case chain(String)
    }

    package init(
        name: String, queues: [QueueName] = [], during: During = .closed,
        priority: Priority = .p1, words: WordList = WordList(), steps: [Step], rounds: Int = 1,
        again: Lapse? = nil
    ) {
        self.name = name
        self.queues = queues
        self.during = during
        self.priority = priority
        self.words = words
        self.steps = steps
        self.rounds = rounds
        self.again = again
    }

    /// What begins within this time after a page is gathered into the next one.
    package static let gathering = Lapse.seconds(30)

    package func serves(_ queue: QueueName) -> Bool { queues.isEmpty || queues.contains(queue) }

    /// Whether a case pages by itself, at any time of the day: it is urgent, or its customer says
    /// one of the chain's words or of those of a crisis.
    package func concerns(_ matter: Case, crisis: WordList) -> Bool {
        guard serves(matter.queue) else { return false }
        if matter.priority <= priority { return true }
        return [words, crisis].contains { list in
            !list.isEmpty && matter.unanswered.contains { !list.found(in: $0.text).isEmpty }
        }
    }

    /// From when on it pages what waits now; nothing: not for as long as anybody can tell.
    package func begins(_ duty: Duty, now: Instant) -> Instant? {
        switch during {
        case .always: now
        case .closed: duty.closed == nil ? duty.closesAt : now
        case .open: duty.closed.map(\.opensAt) ?? now
        case .plan: nil
        }
    }
}

extension DeskSettings {
    package func chain(named name: String) -> Chain? { chains.first { $0.name == name } }

    /// The chain by which the case pages by itself, and from when on: of those that page now the
    /// first one, else the one that does so next.
    package func chain(
        for matter: Case, _ duty: Duty, now: Instant
    ) -> (chain: Chain, begins: Instant)? {
        let possible = chains(for: matter)
            .compactMap { chain in chain.begins(duty, now: now).map { (chain: chain, begins: $0) } }
        return possible.first { $0.begins <= now } ?? possible.min { $0.begins < $1.begins }
    }

    /// All that concern it, whatever their hours.
    package func chains(for matter: Case) -> [Chain] {
        chains.filter { $0.concerns(matter, crisis: policy.crisisWords) }
    }

    /// The chain that `escalate` runs for a queue: the one that pages now, else the first one.
    package func chain(of queue: QueueName, _ duty: Duty, now: Instant) -> Chain? {
        let possible = chains.filter { $0.during != .plan && $0.serves(queue) }
        return possible.first { chain in chain.begins(duty, now: now).map { $0 <= now } ?? false }
            ?? possible.first
    }
}
