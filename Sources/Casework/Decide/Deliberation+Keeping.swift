// Keeping a case in order: notes, tags, links, noise, snoozing, the end and what comes after it.

extension Deliberation {
    mutating func keep(_ command: Command) throws(Refusal) {
        switch command {
        case .note(let text): try note(text)
        case .tag(let tag): try self.tag(tag)
        case .link(let reference): try link(reference)
        case .noise: try noise()
        case .snooze(let until): try snooze(until)
        case .resolve(let outcome): try resolve(outcome)
        case .reopen: try reopen()
        default: break
        }
    }

    private mutating func note(_ text: String) throws(Refusal) {
        let actor = try requireAgentOrOnCall()
        guard !text.isEmpty else { throw .emptyText(brief) }
        happen(.noted(text: text))
        answer(.noted(brief, by: actor.person.id))
    }

    private mutating func tag(_ tag: String) throws(Refusal) {
        let actor = try requireAgent()
        guard !tag.isEmpty else { throw .emptyText(brief) }
        guard matter.tags.count < Case.tagLimit else {
            throw .tooMany(brief, what: "tags", limit: Case.tagLimit)
        }
        if !matter.tags.contains(tag) { happen(.tagged(tag: tag)) }
        answer(.tagged(brief, tag: tag, by: actor.person.id))
    }

    private mutating func link(_ reference: String) throws(Refusal) {
        let actor = try requireAgent()
        guard !reference.isEmpty else { throw .emptyText(brief) }
        guard matter.links.count < Case.linkLimit else {
            throw .tooMany(brief, what: "links", limit: Case.linkLimit)
        }
        if !matter.links.contains(reference) { happen(.linked(reference: reference)) }
        answer(.linked(brief, reference: reference, by: actor.person.id))
    }

    /// Taken out of the queue, tagged and findable, never deleted.
    private mutating func noise() throws(Refusal) {
        let actor = try requireAgent()
        try requireOpen(doing: "noise")
        if let holder = matter.holder, holder != actor.person.id {
            throw .heldBy(brief, holder: holder, since: matter.heldSince ?? matter.openedAt)
        }
        try requireNoDraft()
        if matter.phase == .snoozed { timer(.clear(.snooze)) }
        let offer = NoiseOffer(matter)
        happen(.noise())
        tell(
            [.asker, workRoom], lane: .answer, .noise(brief, by: actor.person.id, offer: offer))
    }

    private mutating func snooze(_ until: Instant) throws(Refusal) {
        let actor = try requireHolder(doing: "snooze")
        try requireNoDraft()
        happen(.snoozed(until: until))
        timer(.set(.snooze, at: until))
        answer(.snoozed(brief, until: until, by: actor.person.id))
    }

    private mutating func resolve(_ outcome: String?) throws(Refusal) {
        let actor = try requireHolder(doing: "resolve")
        try requireNoDraft()
        if matter.phase == .snoozed { timer(.clear(.snooze)) }
        happen(.resolved(outcome: outcome))
        tell(
            [.asker, workRoom], lane: .answer,
            .resolved(brief, outcome: outcome, by: actor.person.id))
    }

    private mutating func reopen() throws(Refusal) {
        let actor = try requireAgent()
        guard matter.phase == .resolved || matter.phase == .noise else {
            throw .wrongPhase(brief, doing: "reopen")
        }
        happen(.reopened(because: "reopened by hand"))
        happen(.claimed(holder: actor.person.id))
        leaveGoneQueue()
        reassessStanding()
        tell(
            [.asker, workRoom], lane: .answer,
            .reopened(brief, by: actor.person.id, to: actor.person.id))
    }
}
