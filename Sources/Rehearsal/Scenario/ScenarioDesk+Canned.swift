import Casework

// Canned responses, and what the desk says of its own policy.

extension ScenarioDesk {
    /// Fills it as the desk does, shows it, and remembers what was shown.
    mutating func can(
        _ name: String, said: String?, for id: CaseID, by actor: Actor
    ) -> ScenarioResult? {
        guard let matter = matters[id] else { return nil }
        let filled = Result { () throws(Refusal) in
            try settings.filledCanned(
                name, said: said, for: matter, by: actor.person.id,
                opens: opening(of: matter.queue))
        }
        switch filled {
        case .failure(let refusal):
            coverage.refusals.insert(ScenarioNames.name(of: refusal))
            return .refused(refusal)
        case .success(let canned):
            let result = submit(.offerCanned(canned), to: id, by: actor)
            if case .success = result { offers[id] = canned }
            return ScenarioResult(result)
        }
    }

    /// `dana uses #1`: what was shown last; `dana uses #1 "other words"`.
    func use(_ line: ScenarioLine) -> Command? {
        guard let id = line.matters.first, let offer = offers[id] else { return nil }
        return .takeCanned(line.quotes.first.map(offer.saying) ?? offer)
    }

    mutating func train(_ person: PersonID) {
        for index in people.indices where people[index].id == person {
            people[index].isTrainee = true
        }
    }

    mutating func arrangeQueue(_ line: ScenarioLine) -> ScenarioResult? {
        guard line.words.count == 2,
            let index = settings.queues.firstIndex(where: { $0.name.rawValue == line.words[0] })
        else { return nil }
        if let rule = ApprovalRule(rawValue: line.words[1]) {
            settings.queues[index].approval = rule
        } else {
            settings.queues[index].undoWindow = Lapse(scenario: line.words[1])
        }
        return .arranged
    }
}

extension CannedResponse {
    /// What cannot be read is left out, and the scenario that needs it fails.
    init(rehearsed name: String, _ texts: [(String, String)], queues: [QueueName] = []) {
        self.init(
            name: name, queues: queues,
            variants: texts.compactMap { language, text in
                (try? CannedText(text)).map { Variant(language: language, text: $0) }
            })
    }
}

extension ScenarioDesk {
    /// Invariant 4 has one exception, which the policy has to allow, and only while nobody else is
    /// there.
    mutating func checkAlone(
        _ rule: AloneRule, _ revision: Int, _ matter: Case, _ entry: ScenarioLedger.Entry
    ) {
        guard let draft = matter.drafts.first(where: { $0.revision == revision }),
            let words = entry.writers[revision]
        else { return breach("approved, but never written") }
        if rule == .never || settings.policy.alone != rule { breach("unseen without a rule") }
        if rule == .canned, draft.canned?.words != .asWritten || !draft.attachments.isEmpty {
            breach("own words went unseen")
        }
        if brakes.contains(where: { $0.covers(matter.queue) }) { breach("unseen under the brake") }
        if person(draft.author.rawValue)?.isTrainee ?? true { breach("a trainee's went unseen") }
        if entry.approved[revision] != nil || words.step != ledger.step {
            breach("unseen, but not when it was written")
        }
        // Whoever wrote the same words, or attached something, is no other eyes for it.
        let writers = entry.writers.filter {
            $0.key > words.after && !Set($0.value.texts).isDisjoint(with: words.texts)
        }.map { $0.value.author }
        let attachers = attachers(of: draft, matter, since: words.after)
        let others = people.filter { other in
            !(writers + attachers).contains(other.id) && other.may(.supervisor, in: matter.queue)
        }
        if here.map({ here in others.contains { here.contains($0.id) } }) ?? true {
            breach("unseen, and somebody was there")
        }
    }
}
