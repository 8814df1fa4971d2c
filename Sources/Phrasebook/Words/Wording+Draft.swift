import Casework

/// Drafts, up to their approval.
extension Wording {
    func draftLines(_ notice: Notice) -> [Line] {
        switch notice {
        case .cannedOffered(let brief, let draft, let language):
            [cannedOffer(brief, draft, language)]
        case .drafted(let brief, let draft, let onShift, let brake):
            [drafted(brief, draft, onShift, brake)]
        case .draftCard(let brief, let draft, let answers): card(brief, draft, answers)
        case .draftListed(let brief, let draft, let card, let answers):
            [listed(brief, draft, card, answers)]
        case .rejected(let brief, let draft, let by, let reason):
            [
                line(
                    """
                    \(brief.id) \(draft.mark) sent back to \(ring(draft.author)) by \(name(by)): \
                    \(sentence(reason)) \(text(.reply, brief)) drafts anew.
                    """)
            ]
        case .held(let brief, let draft, let cause, let saying, let at):
            [
                line(
                    """
                    \(brief.id) \(mark(draft)) of \(ring(draft.author)) is held, \
                    \(why(cause, brief, saying, at)) \(outOfHold(brief, draft, cause))
                    """)
            ]
        case .undone(let brief, let draft, let by):
            [
                line(
                    """
                    \(brief.id) \(mark(draft)) called back by \(name(by)), \
                    \(draft.goesOn ? "nothing more" : "nothing") was sent. \
                    It waits again: \(approve(draft.mark)) sends it, \(text(.edit, brief)) \
                    changes it, \(command(.drop, brief)) withdraws it.
                    """)
            ]
        case .recalled(let brief, let draft, let by):
            [
                line(
                    """
                    \(brief.id) \(mark(draft)) is leaving already. What follows it was called back by \
                    \(name(by)) and waits then.
                    """)
            ]
        case .dropped(let brief, let draft, let by):
            [line("\(brief.id) \(draft.mark) withdrawn by \(name(by)).")]
        default: []
        }
    }

    private func drafted(
        _ brief: CaseBrief, _ draft: DraftBrief, _ onShift: [PersonID], _ brake: Brake?
    ) -> Line {
        var phrase: Phrase = """
            \(brief.id) draft \(draft.revision) \(draft.mark), \
            \(reply(draft, to: draft.bystander ?? brief.customer)): \
            \(opening(draft.text)) (\(length(draft))\(attachmentCount(draft))).
            """
        if let brake {
            phrase.append(
                " The brake is on \(whole(desk: brake.queue)), by \(name(brake.by)): ")
            phrase.append("\(sentence(brake.reason))")
        }
        if draft.approvalReasons.isEmpty, let brake {
            phrase.append(" After \(unhold(brake.queue)) \(approve(draft.mark)) sends it.")
        } else if draft.approvalReasons.isEmpty {
            phrase.append(" Needs no approval.")
        } else {
            phrase.append(" Waits for approval: \(reasons(draft)). \(self.onShift(onShift))")
            if onShift.isEmpty { phrase.append(" \(text(.escalate, brief)) brings somebody in.") }
        }
        if brief.practice { phrase.append(" Practice: nothing is sent.") }
        return answer(phrase)
    }

    /// `goes unseen, nobody else who could approve is here (alone: canned)`.
    func unseen(_ rule: AloneRule) -> Phrase {
        "goes unseen, nobody else who could approve is here (alone: \(rule.rawValue))"
    }

    func reasons(_ draft: DraftBrief) -> Phrase {
        outside(draft.approvalReasons.joined(separator: ", "), upTo: 200)
    }

    /// Three lines: who, to whom and where; what it answers; the draft, whole. In one conversation
    /// others than the customer may speak, and be answered.
    private func card(_ brief: CaseBrief, _ draft: DraftBrief, _ answers: Mention) -> [Line] {
        var to = reply(draft, to: answers.author)
        if let destination = draft.destination { to.append(" on \(destination)") }
        var head: [Phrase] = ["\(brief.id) \(mark(draft)) by \(name(draft.author))", to]
        if draft.revision > 1 { head.append("draft \(draft.revision)") }
        head.append("\(length(draft))")
        if let use = draft.canned, !use.isEdited { head.append(canned(use.name)) }
        if !draft.approvalReasons.isEmpty { head.append("why: \(reasons(draft))") }
        if let rule = draft.alone { head.append(unseen(rule)) }
        if let rule = draft.outOfHours { head.append("\(unapproved(rule))") }
        if let due = due(brief) { head.append("\(due)") }
        if brief.practice { head.append("\(Wording.practice)") }
        let wrote = answers.editedAt == nil ? "they wrote" : "they wrote (edited)"
        let deleted = answers.deletedAt == nil ? "" : " (deleted since)"
        return [
            line(head.joined(" · ")),
            line(
                """
                \(brief.id) │ \(wrote)\(deleted): \(outside(answers.text, upTo: 300))\
                \(attachments(of: answers))
                """),
        ] + draft.texts.map { line("\(brief.id) │ draft: \(whole($0))") }
            + draft.attachments.map { line("\(brief.id) │ attached: \(attached($0))") }
    }

    /// `@mara wrote at 10:34: "It's back, thanks!"`
    func why(_ cause: HoldCause, _ brief: CaseBrief, _ words: String?, _ at: Instant) -> Phrase {
        let who = shortHandle(brief.customer)
        let what: Phrase
        switch cause {
        case .customerWrote: what = "\(who) wrote at \(clockTime(at))"
        case .customerEdited: what = "\(who) changed the post at \(clockTime(at))"
        case .customerDeleted: return "\(who) deleted the post at \(clockTime(at))."
        case .recalled(let by): return "\(name(by)) called back what follows at \(clockTime(at))."
        case .mode(true):
            return
                "the desk began for practice at \(clockTime(at)), and its card said that it goes to the customer."
        case .mode(false):
            return "the desk went live at \(clockTime(at)), and its card said that it goes nowhere."
        case .blockedWord(let word):
            return "\(outside(word)) came onto the blocked list before \(clockTime(at))."
        case .brake(let by, let reason):
            return "\(name(by)) pulled the brake at \(clockTime(at)): \(sentence(reason))"
        }
        guard let words else { return "\(what)." }
        return "\(what): \(sentence(words))"
    }

    func outOfHold(_ brief: CaseBrief, _ draft: DraftBrief, _ cause: HoldCause) -> Phrase {
        let changes: Phrase = "\(text(.rewrite, brief)) changes it."
        let withdraws: Phrase =
            "\(text(.edit, brief)) does, too, \(command(.drop, brief)) withdraws it."
        if draft.state == .unknown {
            let settle = "settle \(brief.id.number)"
            return """
                \(say("\(settle) again")) once more sends it anyway, \(say("\(settle) sent")) says \
                that it got there.
                """
        }
        switch cause {
        case .brake:
            return "After \(say("unhold")) \(approve(draft.mark)) once more sends it, \(changes)"
        case .blockedWord: return "\(changes) \(withdraws)"
        default: return "\(approve(draft.mark)) once more sends it anyway, \(changes)"
        }
    }
}
