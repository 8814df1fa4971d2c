import CaseStore
import Casework

extension Turn {
    /// A mention ends in exactly one case, or was in one already (invariant 1).
    mutating func accept(_ mention: Mention) throws {
        if let id = try store.caseHolding(mention.key), let matter = try store.matter(id) {
            let changed = try amend(matter, mention)
            outcome.acceptances.append(
                Acceptance(key: mention.key, matter: id, isDuplicate: !changed))
            return
        }
        let target = try conversation(of: mention)
        let decision =
            if let target, target.takesMentions(at: now), try !isSwallowed(mention, by: target) {
                try decide(target, .join(mention: mention))
            } else {
                try decide(nil, .open(mention: mention, linkedTo: target?.id))
            }
        guard let matter = decision.matter, !decision.facts.isEmpty else {
            throw Lost(mention: mention.key)
        }
        let id = matter.id
        if target?.id != id, matter.phase == .new, matter.priority != .p1 {
            outcome.arrivals.append(
                DigestBook.Arrival(
                    queue: matter.queue, priority: matter.priority, text: mention.text))
        }
        outcome.acceptances.append(Acceptance(key: mention.key, matter: id, isDuplicate: false))
    }

    /// Nothing came of a mention that the store does not have: whoever brought it is not told that
    /// it does.
    private struct Lost: Error { var mention: MentionKey }

    /// What somebody else says in a conversation that was filed as noise is a matter of its own.
    private func isSwallowed(_ mention: Mention, by target: Case) throws -> Bool {
        guard target.phase == .noise, !target.isCustomers(mention) else { return false }
        if case .listed = try standing(of: mention.author.handle, at: mention.key.source) {
            return true
        }
        let earlier = try earlierCases(of: mention, before: target.id)
        return !desk.isNoise(mention, earlierCases: earlier)
    }

    /// The same identity again: a change of the mention, or nothing new.
    private mutating func amend(_ matter: Case, _ mention: Mention) throws -> Bool {
        if let deletedAt = mention.deletedAt {
            return try !decide(matter, .withdraw(key: mention.key, deletedAt: deletedAt))
                .facts.isEmpty
        }
        guard let editedAt = mention.editedAt else { return false }
        return try !decide(
            matter, .amend(key: mention.key, text: mention.text, editedAt: editedAt)
        ).facts.isEmpty
    }

    /// The case of its thread, or of the mention or reply that it answers.
    private func conversation(of mention: Mention) throws -> Case? {
        let source = mention.key.source
        if let thread = mention.conversation, let found = try standing(thread, at: source) {
            return found
        }
        guard let answered = mention.inReplyTo else { return nil }
        let found =
            try store.caseHolding(MentionKey(source: source, id: answered))
            ?? store.caseAnswered(source: source, reference: answered)
        return try found.flatMap { try current($0) }
    }

    /// So many cases of one thread are looked at.
    private static let threadLooks = 8

    /// Where a thread stands: the newest of its cases that is open, as far as they are looked at.
    /// What is newer may be noise that somebody else made in it, or a matter that has ended while
    /// the customer's own words were merged into an older case.
    private func standing(_ thread: String, at source: SourceName) throws -> Case? {
        var best: Case?
        var before: CaseID?
        for _ in 0..<Turn.threadLooks {
            guard
                let id = try store.newestCase(
                    source: source, conversation: thread, before: before)
            else { break }
            before = id
            guard let matter = try current(id) else { continue }
            let takes = matter.takesMentions(at: now)
            if takes, matter.phase.isOpen { return matter }
            if best == nil || (takes && best?.takesMentions(at: now) == false) { best = matter }
        }
        return best
    }

    /// A case, or what it has become part of.
    private func current(_ id: CaseID) throws -> Case? {
        var matter = try store.matter(id)
        var hops = 0
        while let into = matter?.mergedInto, hops < 16 {
            matter = try store.matter(into)
            hops += 1
        }
        return matter
    }
}
