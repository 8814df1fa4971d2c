package import Casework

extension Wording {
    /// Entries of a conversation that `show` gives; earlier ones are counted.
    package static let showMax = 40

    /// The case with its whole conversation: what the customer wrote, what was drafted and what
    /// became of it, and the notes.
    /// - Parameter events: the case's events, for the notes, questions and answers among them.
    package func show(_ matter: Case, events: [Happening], practice: Bool = false) -> [Line] {
        let brief = CaseBrief(matter, practice: practice)
        var lines = [line(facts(of: brief, handle(matter.customer))), line(standing(matter))]
        lines += matter.questions.filter(\.isOpen).map { line(unanswered($0, in: matter)) }
        let entries = conversation(matter, events)
        let hidden = entries.count - Wording.showMax
        if hidden > 0 {
            lines.append(line("\(matter.id) │ \(hidden) earlier are not shown"))
        }
        lines += entries.suffix(Wording.showMax).map { entry in
            line("\(matter.id) │ \(clockTime(entry.at)) \(entry.phrase)")
        }
        return lines
    }

    private func standing(_ matter: Case) -> Phrase {
        var facts: [Phrase] = []
        if let holder = matter.holder {
            let since = matter.heldSince.map { " since \(moment($0))" } ?? ""
            facts.append("\(matter.phase.rawValue), \(name(holder))'s\(since)")
        } else {
            facts.append("\(matter.phase.rawValue), nobody's")
        }
        if let offered = matter.offeredTo { facts.append("offered to \(name(offered))") }
        if let until = matter.snoozedUntil { facts.append("until \(moment(until))") }
        if let answered = matter.firstResponseAt {
            facts.append("first answered \(moment(answered))")
        }
        if let outcome = matter.outcome { facts.append("outcome: \(outside(outcome, upTo: 200))") }
        if let into = matter.mergedInto { facts.append("merged into \(into)") }
        if let escalation = matter.escalation {
            let to: Phrase = escalation.to.map { " to \(outside($0))" } ?? ""
            facts.append("escalated\(to): \(outside(escalation.reason, upTo: 200))")
        }
        if let paging = matter.paging { facts.append("\(standing(paging))") }
        if !matter.tags.isEmpty {
            facts.append("tags: \(outside(matter.tags.joined(separator: ", "), upTo: 200))")
        }
        if !matter.links.isEmpty {
            facts.append("links: \(outside(matter.links.joined(separator: ", "), upTo: 400))")
        }
        if matter.thanks > 0 { facts.append("thanks: \(matter.thanks)") }
        if let url = matter.newestMention?.url { facts.append(outside(url, upTo: 200)) }
        return "\(matter.id) │ \(facts.joined(" · "))"
    }

    private func standing(_ paging: Paging) -> String {
        if let acknowledged = paging.acknowledged {
            return "acknowledged by \(name(acknowledged.by)) \(moment(acknowledged.at))"
        }
        if paging.isExhausted { return "paged \(names(of: paging.people)), nobody acknowledged" }
        return "pages \(names(of: paging.people)) since \(moment(paging.since))"
    }

    private func unanswered(_ question: Question, in matter: Case) -> Phrase {
        """
        \(matter.id) │ \(name(question.expert)) has not answered \(name(question.by)) since \
        \(moment(question.at)): \(outside(question.text, upTo: 200))
        """
    }

    private struct Entry {
        var at: Instant
        var phrase: Phrase
    }

    private func conversation(_ matter: Case, _ events: [Happening]) -> [Entry] {
        var entries = matter.mentions.map { mention in
            Entry(at: mention.postedAt, phrase: said(mention))
        }
        entries += matter.drafts.map { draft in
            let state = Wording.state(draft.state)
            let approver = draft.approver.map { ", approved by \(name($0))" } ?? ""
            return Entry(
                at: draft.writtenAt,
                phrase: """
                    \(name(draft.author)) drafted \(draft.mark) (\(state)\(approver)): \
                    \(said(draft))\(alongside(draft.attachments))
                    """)
        }
        entries += matter.acknowledgements.map { Entry(at: $0.decidedAt, phrase: said($0)) }
        for event in events {
            guard let fact = event.fact, let note = CaseNote(fact, by: event.by, at: event.at)
            else { continue }
            entries.append(Entry(at: event.at, phrase: said(note, fact)))
        }
        // Sorting is not stable; what happened at once stays in the order it was listed.
        return entries.enumerated().sorted { left, right in
            (left.element.at, left.offset) < (right.element.at, right.offset)
        }.map(\.element)
    }

    /// The posts behind one that was sent became drafts of their own.
    private func said(_ draft: Draft) -> Phrase {
        draft.state == .sent ? whole(draft.text) : whole(DraftBrief(draft, destination: nil))
    }

    private func said(_ note: CaseNote, _ fact: Fact) -> Phrase {
        let who = note.by.map { "\(name($0)) " } ?? ""
        let text = outside(note.text, upTo: 1000)
        switch note.kind {
        case .note: return "\(who)noted: \(text)"
        case .answer: return "\(who)answered: \(text)"
        case .question:
            guard case .expertAsked(let question) = fact else { return text }
            return "\(who)asked \(name(question.expert)): \(text)"
        }
    }

    func said(_ mention: Mention) -> Phrase {
        var phrase = handle(mention.author)
        if mention.visibility != .public {
            phrase.append(" (\(Wording.visibility(mention.visibility)))")
        }
        if mention.editedAt != nil { phrase.append(" (edited)") }
        if mention.deletedAt != nil { phrase.append(" (deleted)") }
        phrase.append(": \(outside(mention.text, upTo: 1000))")
        phrase.append(attachments(of: mention))
        return phrase
    }

    /// Why a case has its priority and its room.
    /// - Parameters:
    ///   - routing: the rule that routed it, if one did.
    ///   - target: how long its customer may wait.
    ///   - vip: what the list says of the customer.
    package func why(
        _ matter: Case, routing: String?, target: Lapse? = nil, vip: VIP? = nil
    ) -> [Line] {
        let points = Wording.count(matter.points, "point")
        let reasons = matter.reasons.map { reason -> Phrase in
            let sign = reason.points < 0 ? "" : "+"
            let head: Phrase = "\(sign)\(reason.points) \(outside(reason.because))"
            guard let words = reason.words, !words.isEmpty else { return head }
            return "\(head) (\(outside(words.joined(separator: ", "))))"
        }
        let because: Phrase =
            reasons.isEmpty ? "no rule gave or took any" : reasons.joined(" · ")
        let place: Phrase =
            routing.map { "by a rule: \(outside($0))" } ?? "no rule routes it elsewhere"
        return [
            answer("\(matter.id) is \(matter.priority.rawValue) with \(points): \(because)"),
            line("\(matter.id) │ in \(matter.queue.rawValue), \(place)"),
        ] + (vip.map { [vipLine($0, of: matter.id)] } ?? []) + dueLine(matter, target)
    }

    private func dueLine(_ matter: Case, _ target: Lapse?) -> [Line] {
        guard let clock = matter.clock, let due = due(clock.dueAt), let target else { return [] }
        return [
            line(
                """
                \(matter.id) │ \(Wording.reply(matter.response)) \(due): \
                \(Wording.measured(target)) from \(clockTime(clock.since)) for \
                \(matter.priority.rawValue) in \(matter.queue.rawValue)
                """)
        ]
    }
}
