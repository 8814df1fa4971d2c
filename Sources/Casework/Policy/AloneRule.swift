/// What may leave without other eyes where nobody else could look at it.
package enum AloneRule: String, Hashable, Sendable, Codable, CaseIterable {
    case never
    /// Canned texts as they are written, without a word of whoever uses them.
    case canned
    /// Everything but what a trainee writes; somebody looks at it afterwards.
    case reviewedAfter = "reviewed_after"
}

extension Deliberation {
    /// The rule by which a draft that needs other eyes leaves without, right when it is written;
    /// nothing where it waits for them. Whoever may be there counts as there.
    func alone(with draft: Draft) -> AloneRule? {
        let rule = context.desk.policy.alone
        guard rule != .never, brake == nil, let maybeHere = context.maybeHere else { return nil }
        let isTrainees = context.people.contains { $0.id == draft.author && $0.isTrainee }
        let isCanned = draft.canned?.words == .asWritten && draft.attachments.isEmpty
        guard !isTrainees, rule == .reviewedAfter || isCanned else { return nil }
        let others = context.people.filter { mayApprove($0, draft) }.map(\.id)
        return others.contains(where: maybeHere.contains) ? nil : rule
    }

    private func mayApprove(_ person: Person, _ draft: Draft) -> Bool {
        guard !writers(of: draft).contains(person.id) else { return false }
        return person.may(.supervisor, in: matter.queue)
            || (isRewrite(draft) && person.id == draft.originator)
    }
}
