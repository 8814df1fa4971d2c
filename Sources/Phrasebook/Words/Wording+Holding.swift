import Casework

/// Who has a case, and whether it sleeps or has ended.
extension Wording {
    func holdingLine(_ notice: Notice) -> Line {
        switch notice {
        case .claimed(let brief, let by, let known): claimed(brief, by, known)
        case .returned(let brief, let to, let known):
            line(
                """
                \(ring(to)): \(brief.id) \(brief.priority.rawValue) is yours\(commaDue(brief)).\
                \(past(known, brief)) \(command(.show, brief)) shows it, \
                \(command(.release, brief)) gives it to the queue.
                """)
        case .released(let brief, let by):
            line(
                "\(brief.id) is free again, \(name(by)) let go of it. \(command(.claim, brief))")
        case .assigned(let brief, let to, let by):
            line(
                to == by
                    ? "\(brief.id) is \(name(to))'s now, taken over\(commaDue(brief))."
                    : """
                    \(brief.id) is \(ring(to))'s now, given by \(name(by))\(commaDue(brief)). \
                    \(text(.reply, brief))
                    """)
        case .offered(let brief, let to, let by):
            line(
                """
                \(brief.id): \(name(by)) offers it to \(ring(to))\(commaDue(brief)). \
                \(command(.claim, brief)) accepts it.
                """)
        case .woken(let brief, let holder):
            if let holder {
                line("\(ring(holder)): \(brief.id) is back from its snooze\(commaDue(brief)).")
            } else {
                line("\(brief.id) is back from its snooze, free. \(command(.claim, brief))")
            }
        case .reopened(let brief, let by, let to): reopened(brief, by, to)
        case .rose(let brief, let reasons): rose(brief, reasons)
        case .resolved(let brief, let outcome, let by): resolved(brief, outcome, by)
        case .snoozed(let brief, let until, let by):
            line(
                """
                \(brief.id) put away by \(name(by)) until \(moment(until)), or until \
                \(shortHandle(brief.customer)) writes.
                """)
        default: line("")
        }
    }

    private func rose(_ brief: CaseBrief, _ reasons: [PointReason]) -> Line {
        let lead: Phrase = brief.holder.map { "\(ring($0)): \(brief.id)" } ?? "\(brief.id)"
        var facts: [Phrase] = [
            "\(brief.priority.rawValue) now", "\(Wording.count(brief.points, "point"))",
        ]
        if !reasons.isEmpty {
            facts.append("\(outside(reasons.map(\.because).joined(separator: ", ")))")
        }
        if let due = due(brief) { facts.append("\(due)") }
        return line("\(lead) is \(facts.joined(" · "))")
    }

    private func claimed(_ brief: CaseBrief, _ by: PersonID, _ known: Acquaintance?) -> Line {
        guard addressee != nil else { return line("\(brief.id) is \(name(by))'s now.") }
        return answer(
            "\(brief.id) is yours\(commaDue(brief)).\(past(known, brief)) \(text(.reply, brief))")
    }

    private func past(_ known: Acquaintance?, _ brief: CaseBrief) -> Phrase {
        known.map { " \(acquaintance($0, brief))" } ?? Phrase()
    }

    private func reopened(_ brief: CaseBrief, _ by: PersonID?, _ to: PersonID?) -> Line {
        let why: Phrase =
            by.map { "by \(name($0))" } ?? "\(shortHandle(brief.customer)) wrote again"
        let lead: Phrase = by == nil ? "\(brief.id) open again: " : "\(brief.id) open again "
        guard let to else { return line("\(lead)\(why), free. \(command(.claim, brief))") }
        if to == by { return line("\(lead)\(why), who has it\(commaDue(brief)).") }
        return line("\(lead)\(why), back with \(ring(to))\(commaDue(brief)).")
    }

    private func resolved(_ brief: CaseBrief, _ outcome: String?, _ by: PersonID) -> Line {
        guard let outcome else { return line("\(brief.id) resolved by \(name(by)).") }
        return line("\(brief.id) resolved by \(name(by)): \(saying(outcome))")
    }

    /// `!claim 42`.
    func command(_ verb: Verb, _ brief: CaseBrief) -> String {
        say("\(verb.rawValue) \(brief.id.number)")
    }

    /// `!r 42 …`: where words have to follow.
    func text(_ verb: Verb, _ brief: CaseBrief) -> String {
        let word = verb == .reply ? "r" : verb.rawValue
        return say("\(word) \(brief.id.number) …")
    }

    /// `!ok k7f2`.
    func approve(_ mark: Mark) -> String { say("ok \(mark)") }
}

/// What keeps a case in order.
extension Wording {
    func keepingLine(_ notice: Notice) -> Line {
        switch notice {
        case .noted(let brief, let by):
            addressee == nil
                ? line("\(brief.id) has a note of \(name(by)). \(command(.show, brief))")
                : answer("\(brief.id) noted.")
        case .tagged(let brief, let tag, let by):
            line("\(brief.id) tagged \(saying(tag, upTo: 60)) by \(name(by)).")
        case .linked(let brief, let reference, let by):
            line("\(brief.id) goes on at \(saying(reference)), says \(name(by)).")
        case .escalated: escalationLine(notice)
        case .noise(let brief, let by, let offer):
            line(
                """
                \(brief.id) is noise, says \(name(by)): out of the queue, kept. \
                \(command(.reopen, brief)) brings it back.\(offer.map(rule) ?? "")
                """)
        case .merged(let brief, let into, let by):
            line("\(brief.id) is part of \(into) now, merged by \(name(by)). Go on at \(into).")
        default: line("")
        }
    }

    /// What desk.yaml would have to say to file the like of it without anybody's help.
    private func rule(_ offer: NoiseOffer) -> Phrase {
        switch offer {
        case .retweet:
            " For all retweets, under noise: { when: { words: [rt] }, tag: retweet }"
        case .customer(let handle):
            """
             For all of theirs, under noise: { when: { customer: "\(outside(handle))" }, tag: noise }
            """
        }
    }
}
