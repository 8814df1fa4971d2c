import Casework

/// Refusals after approval, and of the desk.
extension Wording {
    func afterwardsPhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .nothingToUndo(let brief):
            """
            \(brief.id) has nothing to call back: no reply is in its undo window. \
            \(command(.show, brief)) shows it.
            """
        case .tooLateToUndo(let brief, let draft):
            tooLate(brief, draft)
        case .notYoursToUndo(let brief, let draft):
            """
            \(brief.id) \(draft.mark) can be called back by its author, its approver, the holder \
            or a supervisor. \(text(.escalate, brief)) brings one in.
            """
        case .approvedSince(let brief, let draft, let by, let at):
            """
            \(brief.id) \(mark(draft)) was approved at \(clockTime(at))\
            \(by.map { " by \(name($0))" } ?? ""), after you said that: nothing was called back. \
            \(command(.undo, brief)) once more calls it back.
            """
        case .nothingToSettle(let brief):
            """
            \(brief.id) has no reply of unknown outcome. \(command(.history, brief)) says what \
            became of its replies.
            """
        case .triedLive(let brief, let draft):
            """
            \(brief.id) \(draft.mark) may have left live, and for practice nothing gets there. \
            \(say("settle \(brief.id.number) sent")) says that it got there, \
            \(say("settle \(brief.id.number) again")) has to wait until the desk is live.
            """
        case .brakeAlreadyOn(let brake):
            """
            the brake is on \(whole(desk: brake.queue)) already, since \(moment(brake.since)), \
            by \(name(brake.by)): \(sentence(brake.reason)) \(unhold(brake.queue)) lets go of it.
            """
        case .noBrake(let queue):
            """
            the brake is not on \(whole(desk: queue)). \(say("waiting")) lists what waits for \
            approval.
            """
        case .unknownQueue(let typed):
            """
            there is no queue called \(saying(typed, upTo: 40)). \(say("queue")) lists all open \
            cases with their queues.
            """
        case .notListed(let handle, let source):
            """
            \(outside("@" + handle))\(source.map { " at \(outside($0.rawValue))" } ?? Phrase()) is \
            not on the list. \(say("vip")) says who is.
            """
        case .alreadyOver(let until):
            "\(moment(until)) is over already. Name a time that is to come, or none."
        case .intoItself(let id):
            "\(id) cannot be merged into itself. \(say("merge 43 into 42")) makes one of two."
        case .twoCustomers(let brief, let other, _): twoCustomers(brief, other)
        case .noTextOpen(let id): noTextOpen(id)
        case .nothingToSplit(let id): nothingToSplit(id)
        case .stale(let command, let saidAt):
            """
            you said \(saying(command, upTo: 120)) at \(moment(saidAt)), and I only hear it \
            now. Nothing was done: say it again if it still holds.
            """
        case .notRecorded:
            """
            not recorded: the store could not write, nothing has changed. Try again in a moment; \
            if it stays so, the administrator has to look.
            """
        default: ""
        }
    }

    /// Whoever asked for it is told who of the two could not be answered any more.
    private func twoCustomers(_ brief: CaseBrief, _ other: CaseBrief) -> Phrase {
        let (gone, left) = (handle(brief.customer), handle(other.customer))
        return """
            \(brief.id) is of \(gone) and \(other.id) of \(left): two customers. In \(other.id) \
            only \(left) could be answered then, and \(gone) no more. \
            \(say("merge \(brief.id.number) into \(other.id.number)")) once more does it all the \
            same, \(text(.reply, brief)) answers them first.
            """
    }

    private func tooLate(_ brief: CaseBrief, _ draft: DraftBrief) -> Phrase {
        let rest =
            switch draft.state {
            case .sent: "it has been sent. \(text(.reply, brief)) follows it up."
            case .unknown: "it may have arrived. \(command(.settle, brief)) sent|again decides it."
            default: "it is going out at this moment. Its outcome is told here."
            }
        return "too late: \(brief.id) \(draft.mark), \(rest)"
    }
}
