package import Casework

/// A case as one message that changes as it moves.
extension Wording {
    /// How it stands, and the customer's newest words.
    package func card(_ matter: Case, _ brief: CaseBrief, showsText: Bool) -> [Line] {
        guard let newest = matter.newestMention ?? matter.mentions.last else { return [] }
        let notice = Notice.ring(brief, mention: newest)
        let shown = showsText ? notice : notice.withoutCustomerText()
        var lines = lines(for: shown)
        guard !lines.isEmpty else { return [] }
        lines[0] = line(
            "\(facts(of: brief, handle(brief.customer))) · \(standing(of: matter, brief))")
        if matter.mentions.count > 1 {
            lines.append(
                line(
                    """
                    \(brief.id) \(Wording.count(matter.mentions.count, "post")): \
                    \(command(.show, brief))
                    """))
        }
        return lines
    }

    private func standing(of matter: Case, _ brief: CaseBrief) -> Phrase {
        let holder: Phrase = matter.holder.map { "\(name($0))'s" } ?? "free"
        switch matter.phase {
        case .new: return "free, \(command(.claim, brief))"
        case .claimed:
            return matter.heldSince.map { "\(holder) since \(clockTime($0))" } ?? holder
        case .drafted:
            guard let draft = matter.liveDraft else { return "\(holder), a draft waits" }
            let state = draft.state == .waiting ? "waits" : "is \(Wording.state(draft.state))"
            return "\(holder), draft \(draft.mark) \(state)"
        case .approved where matter.liveDraft?.state == .unknown:
            return "\(holder), a reply may have arrived: \(command(.settle, brief))"
        case .approved: return "\(holder), a reply is on its way"
        case .answered: return "\(holder), answered"
        case .snoozed:
            return matter.snoozedUntil.map { "\(holder), asleep until \(clockTime($0))" }
                ?? "\(holder), asleep"
        case .resolved: return "resolved"
        case .noise: return "noise"
        }
    }
}

extension Wording {
    /// To whoever said a command where nobody of the desk looks.
    package func notARoomOfTheDesk() -> [Line] {
        [
            answer(
                """
                that is not a room of the desk: nothing is done there. An administrator names rooms \
                in desk.yaml; here I answer \(say("help")).
                """)
        ]
    }
}

/// What signs do not say, and what people change of what they said.
extension Wording {
    /// To whoever put a sign on a line that several cases share: it is none of theirs.
    package func sharedLine(_ matters: [CaseID], for verb: Verb) -> [Line] {
        guard let first = matters.first else { return [] }
        let named = numbers(
            Array(matters.prefix(Wording.sharedMax)), more: matters.count - Wording.sharedMax)
        let command = say("\(verb.rawValue) \(first.number)")
        return [
            answer(
                """
                that line is of several cases (\(named)), so a sign on it does nothing. Say which: \
                \(command)
                """)
        ]
    }

    /// Cases of a shared line that an answer names; more are counted.
    private static let sharedMax = 10

    package func changedAfterwards() -> [Line] {
        [
            answer(
                """
                a line that is changed is not read again: what it did stands, and what it says now \
                is not done. Say it anew.
                """)
        ]
    }

    package func takenAway() -> [Line] {
        [
            answer(
                """
                taking a line away takes nothing back: what it did stands. \(say("undo")) N calls a \
                reply back, \(say("release")) N gives a case back.
                """)
        ]
    }
}
