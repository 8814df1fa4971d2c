import Casework

/// Replies, from their approval on.
extension Wording {
    func replyLine(_ notice: Notice) -> Line {
        switch notice {
        case .approved(let brief, let draft, let by, let window):
            approved(brief, draft, by, window)
        case .sent(let brief, let draft, let at, let firstResponse, let target):
            sent(brief, draft, at, firstResponse, target)
        case .delayed(let brief, let draft, let reason, let next, let isOut):
            line(
                """
                \(brief.id) \(mark(draft)) has not got through yet: \
                \(sentence(reason)) Next try \(clockTime(next, seconds: true)) \
                (\(Wording.rough(next - now))).\(isOut ? "" : " \(command(.undo, brief)) calls it back.")
                """)
        case .failed(let brief, let draft, let reason):
            line(
                """
                \(brief.id) \(mark(draft)) of \(ring(draft.author)) was not delivered to \
                \(addressee(brief, draft)): \(sentence(reason)) \(approve(draft.mark)) once more \
                tries it again, \(text(.edit, brief)) changes it.
                """)
        case .unknown(let brief, let draft, let reason):
            line(
                """
                \(brief.id) \(mark(draft)) of \(ring(draft.author)) may or may not have reached \
                \(addressee(brief, draft)): \(sentence(reason)) Look there, then \
                \(command(.settle, brief)) sent|again.\(draft.texts.count > 1 ? " What follows it waits." : "")
                """)
        case .settled(let brief, let draft, let asSent, let by):
            line(
                """
                \(brief.id) \(draft.mark) \
                \(asSent ? "counts as sent" : "goes out again under its own key"), says \
                \(name(by)).
                """)
        case .tooLateForBrake(let brief, let draft):
            line(
                """
                \(brief.id) \(draft.mark) to \(addressee(brief, draft)) was already leaving when \
                the brake came.
                """)
        default: line("")
        }
    }

    /// The window runs from when this line is seen.
    private func approved(
        _ brief: CaseBrief, _ draft: DraftBrief, _ by: PersonID?, _ window: Lapse
    ) -> Line {
        var phrase: Phrase = "\(brief.id) \(draft.mark) "
        if let rule = draft.alone {
            phrase.append("\(unseen(rule)).")
        } else if let by {
            phrase.append("approved by \(name(by)).")
        } else {
            phrase.append("\(draft.outOfHours.map(unapproved) ?? "needs no approval").")
        }
        if window > .zero {
            let end = clockTime(now + window, seconds: true)
            phrase.append(" Goes out \(end) (\(Wording.rough(window))). \(command(.undo, brief))")
        } else {
            phrase.append(" Goes out now.")
        }
        if brief.practice { phrase.append(" Practice: nothing is sent.") }
        return line(phrase)
    }

    private func sent(
        _ brief: CaseBrief, _ draft: DraftBrief, _ at: Instant, _ firstResponse: Lapse?,
        _ target: Lapse?
    ) -> Line {
        let what = brief.practice ? "would have been sent (practice)" : "sent"
        var phrase: Phrase =
            "\(brief.id) \(what) to \(addressee(brief, draft)) at \(clockTime(at))"
        // What was left of a thread and put otherwise has no number for its customer.
        if let thread = draft.thread, thread.of > 1, draft.isNumbered {
            phrase.append(" (\(thread.number) of \(thread.of))")
        }
        if let firstResponse {
            phrase.append(" · first response \(Wording.measured(firstResponse))")
            if let target { phrase.append(" of \(Wording.measured(target))") }
        }
        return line(phrase)
    }
}
